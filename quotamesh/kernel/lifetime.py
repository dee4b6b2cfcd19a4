"""What a customer will still buy: BG/NBD for how often, Gamma-Gamma for how much.

Sources: P. Fader, B. Hardie, K. Lee, "Counting Your Customers the Easy Way: An Alternative to the Pareto/NBD
Model", Marketing Science 24 (2005); P. Fader, B. Hardie, "The Gamma-Gamma Model of Monetary Value" (2013).
Times are in one unit throughout, weeks by custom; amounts are floats, for these are statistics.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import OptimizeResult, minimize  # type: ignore[import-untyped]
from scipy.special import gammaln, hyp2f1  # type: ignore[import-untyped]

from quotamesh.kernel.errors import KernelError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
DAYS_A_WEEK = 7
FEWEST_RETURNING = 10
_START = np.zeros(4)


class TooFewReturning(KernelError):
    """Fewer than ten customers came back: `found` of them tell nothing of the others."""

    def __init__(self, found: int) -> None:
        super().__init__(found)
        self.found = found


class NoFit(KernelError):
    """No parameters make the purchases likely."""


@dataclass(frozen=True)
class Histories:
    """A row a customer [n]: repeat purchases, the time of the last one and the time observed, both since the first
    purchase, and the mean amount of the repeat purchases (0 without any)."""

    frequency: Ints
    recency: Floats
    age: Floats
    mean_amount: Floats

    def __len__(self) -> int:
        return len(self.frequency)


@dataclass(frozen=True)
class Rhythm:
    """BG/NBD: purchases come at a rate spread as Gamma(r, alpha); after each one drops out with Beta(a, b)."""

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float

    def alive(self, of: Histories) -> Floats:
        """Probability that each customer still buys: float64 [n]."""
        x = of.frequency
        odds = self.a / (self.b + np.maximum(x, 1) - 1)
        ratio = ((self.alpha + of.age) / (self.alpha + of.recency)) ** (self.r + x)
        alive: Floats = np.where(x > 0, 1 / (1 + odds * ratio), 1.0)
        return alive

    def expected(self, of: Histories, horizon: float) -> Floats:
        """Purchases each customer is expected to make in the time to come: float64 [n]."""
        r, alpha, a, b = self.r, self.alpha, self.a, self.b
        x, age = of.frequency, of.age
        z = horizon / (alpha + age + horizon)
        grown = ((alpha + age) / (alpha + age + horizon)) ** (r + x)
        wanted = (a + b + x - 1) / (a - 1) * (1 - grown * hyp2f1(r + x, b + x, a + b + x - 1, z))
        expected: Floats = np.maximum(wanted * self.alive(of), 0.0)
        return expected


@dataclass(frozen=True)
class Spending:
    """Gamma-Gamma: a purchase's amount is Gamma(p, ν), and ν is Gamma(q, v) over the customers."""

    p: float
    q: float
    v: float

    def mean(self, of: Histories) -> Floats:
        """The mean amount expected of each customer, drawn to that of all where little is known: float64 [n]."""
        weight = self.p * of.frequency
        everyone = self.p * self.v / (self.q - 1)
        trust = weight / (weight + self.q - 1)
        mean: Floats = np.asarray((1 - trust) * everyone + trust * of.mean_amount, dtype=np.float64)
        return mean


def histories(
    customer: Ints, day: npt.NDArray[np.datetime64], amount: Floats, end: np.datetime64
) -> Histories:
    """Histories of customers 0 … k−1 from their purchases [m]; those of one day are one purchase.

    end: the last day observed; later purchases are left out. Who has none before is not there (every number must).
    """
    seen = day <= end
    customer, days, amount = customer[seen], day[seen].astype("datetime64[D]").astype(np.int64), amount[seen]
    order = np.lexsort((days, customer))
    customer, days, amount = customer[order], days[order], amount[order]
    starts = np.flatnonzero(np.diff(customer, prepend=-1) | np.diff(days, prepend=days[:1] - 1))
    customer, days = customer[starts], days[starts]
    sums = np.add.reduceat(amount, starts) if len(starts) else amount
    first = np.flatnonzero(np.diff(customer, prepend=-1))
    count = np.diff(np.append(first, len(customer)))
    frequency = count - 1
    total = np.add.reduceat(sums, first) - sums[first] if len(first) else sums
    return Histories(
        frequency=frequency,
        recency=(days[first + frequency] - days[first]) / DAYS_A_WEEK,
        age=(int(end.astype("datetime64[D]").astype(np.int64)) - days[first]) / DAYS_A_WEEK,
        mean_amount=np.divide(total, frequency, out=np.zeros(len(first)), where=frequency > 0),
    )


def fit_rhythm(of: Histories) -> Rhythm:
    """Maximum likelihood.

    Raises:
        TooFewReturning, NoFit
    """
    returning = int((of.frequency > 0).sum())
    if returning < FEWEST_RETURNING:
        raise TooFewReturning(returning)
    rows = np.column_stack([of.frequency, of.recency, of.age])
    distinct, weight = np.unique(rows, axis=0, return_counts=True)
    x, recency, age = distinct.T

    def loss(logs: Floats) -> float:
        return -float(weight @ _log_likelihood(np.exp(logs), x, recency, age))

    best = _best(loss, _START)
    r, alpha, a, b = np.exp(best.x).tolist()
    return Rhythm(r, alpha, a, b, -float(best.fun))


def _log_likelihood(parameters: Floats, x: Floats, recency: Floats, age: Floats) -> Floats:
    """Of each customer; equations (6) and (7) of the paper, in logarithms."""
    r, alpha, a, b = parameters
    betas = gammaln(b + x) - gammaln(b) + gammaln(a + b) - gammaln(a + b + x)
    gammas = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
    active = -(r + x) * np.log(alpha + age)
    with np.errstate(divide="ignore"):
        gone = np.log(np.where(x > 0, a / (b + np.maximum(x, 1) - 1), 0.0)) - (r + x) * np.log(
            alpha + recency
        )
    likelihood: Floats = betas + gammas + np.logaddexp(active, gone)
    return likelihood


def fit_spending(of: Histories) -> Spending:
    """Maximum likelihood over who came back with an amount above zero.

    Raises:
        TooFewReturning, NoFit
    """
    known = (of.frequency > 0) & (of.mean_amount > 0)
    if known.sum() < FEWEST_RETURNING:
        raise TooFewReturning(int(known.sum()))
    x, mean = of.frequency[known].astype(np.float64), of.mean_amount[known]
    unit = float(mean.mean())
    mean = mean / unit

    def loss(logs: Floats) -> float:
        p, q, v = np.exp(logs)
        terms = gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(v)
        terms += (p * x - 1) * np.log(mean) + p * x * np.log(x) - (p * x + q) * np.log(v + x * mean)
        return -float(terms.sum())

    p, q, v = np.exp(_best(loss, np.zeros(3)).x).tolist()
    if q <= 1:
        raise NoFit
    return Spending(p, q, v * unit)


def _best(loss: Callable[[Floats], float], start: Floats) -> OptimizeResult:
    """The least loss found by a simplex search, begun anew where it ended."""
    search = {
        "method": "Nelder-Mead",
        "options": {"maxiter": 4000, "maxfev": 4000, "xatol": 1e-6, "fatol": 1e-6},
    }
    found = minimize(loss, minimize(loss, start, **search).x, **search)
    if not np.isfinite(found.fun):
        raise NoFit
    return found
