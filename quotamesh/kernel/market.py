"""What a market can give in a year: M = Σ segments Π factors × Π(1 + scan effects) + Σ niches.

A segment is customers × (1 + growth) × need × reach × win × order value; every figure is three points. A scan entry
moves the segments it touches; a niche is an amount of its own. Amounts are smallest units of one currency.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from quotamesh.kernel.distributions import Floats, draw_pert, pert_mean, three_points
from quotamesh.kernel.errors import KernelError

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

FACTORS = ("customers", "growth", "need", "reach", "win", "order_value")
SHARES = ("need", "reach", "win")
LOW, LIKELY, HIGH = range(3)
QUANTILES = (0.1, 0.5, 0.9)
LARGEST = 2.0**53  # up to here every whole amount is a float of its own


class BadMarket(KernelError):
    """A figure that cannot be. `reason`: 'over-one' (a share above 100 %), 'negative', 'wipes-out' (a growth or a
    scan effect of −100 % or less), or 'too-large' (all together above LARGEST); `name` is the factor, 'scan',
    'niche' or 'market', `place` its column."""

    def __init__(self, reason: str, name: str, place: int) -> None:
        super().__init__(f"{name} {place}: {reason}")
        self.reason, self.name, self.place = reason, name, place


@dataclass(frozen=True)
class Parts:
    """What adds up to the likely amount, in smallest units: int64[s], int64[e], int64[m]."""

    segments: Ints
    scans: Ints
    niches: Ints

    def total(self) -> int:
        return int(self.segments.sum() + self.scans.sum() + self.niches.sum())


@dataclass(frozen=True)
class Swing:
    """The likely market with one input at its low and at its high end, all others at likely."""

    name: str
    place: int
    low: int
    high: int

    @property
    def width(self) -> int:
        return abs(self.high - self.low)


def _none(rows: int) -> Floats:
    return np.zeros((rows, 0), dtype=np.float64)


@dataclass(frozen=True)
class Market:
    """Columns of segments, scan entries and niches.

    factors: float64[6, 3, s] in the order of FACTORS, each low, likely, high: customers a number, order value smallest
    units, the others fractions of one. scans: float64[3, e], effects as fractions (−0.05 for −5 %). touches:
    bool[e, s], which scan moves which segment. niches: float64[3, m], smallest units.

    Raises BadEstimate (low ≤ likely ≤ high does not hold) and BadMarket when made.
    """

    factors: Floats = field(default_factory=lambda: np.zeros((len(FACTORS), 3, 0)))
    scans: Floats = field(default_factory=lambda: _none(3))
    touches: Bools = field(default_factory=lambda: np.zeros((0, 0), dtype=np.bool_))
    niches: Floats = field(default_factory=lambda: _none(3))

    def __post_init__(self) -> None:
        if not self.scans.shape[1]:
            object.__setattr__(self, "touches", np.zeros((0, self.factors.shape[2]), dtype=np.bool_))
        for points in (*self.factors, self.scans, self.niches):
            three_points(*points)
        for name, points in zip(FACTORS, self.factors, strict=True):
            _refuse("wipes-out" if name == "growth" else "negative", name, _too_small(name, points))
            if name in SHARES:
                _refuse("over-one", name, points[HIGH] > 1)
        _refuse("wipes-out", "scan", self.scans[LOW] <= -1)
        _refuse("negative", "niche", self.niches[LOW] < 0)
        highest = self._value(self.factors[:, HIGH], self.scans[HIGH], self.niches[HIGH])
        if not highest <= LARGEST:
            raise BadMarket("too-large", "market", 0)

    def likely(self) -> int:
        """The market with every input at its likely value."""
        return int(np.rint(self._value(self.factors[:, LIKELY], self.scans[LIKELY], self.niches[LIKELY])))

    def expected(self) -> int:
        """The mean of the market: exact, because the inputs are independent."""
        means = np.stack([pert_mean(*points) for points in self.factors])
        return int(np.rint(self._value(means, pert_mean(*self.scans), pert_mean(*self.niches))))

    def draw(self, rng: np.random.Generator, n: int) -> Floats:
        """n draws of the market, float64[n] in smallest units."""
        values = np.ones((self.factors.shape[2], n))
        for name, points in zip(FACTORS, self.factors, strict=True):
            drawn = _drawn(rng, points, n)
            values *= 1 + drawn if name == "growth" else drawn
        for touched, effect in zip(self.touches, _drawn(rng, self.scans, n), strict=True):
            values[touched] *= 1 + effect
        niches = _drawn(rng, self.niches, n)
        return np.asarray(values.sum(axis=0) + niches.sum(axis=0), dtype=np.float64)

    def quantiles(self, seed: int, n: int = 10_000, at: tuple[float, ...] = QUANTILES) -> tuple[int, ...]:
        """The range of the market: its quantiles over n draws of this seed, in smallest units."""
        drawn = self.draw(np.random.default_rng(seed), n)
        return tuple(int(value) for value in np.rint(np.quantile(drawn, at)))

    def parts(self) -> Parts:
        """What each segment (before scans), scan and niche adds to the likely amount; the sum is `likely()`.

        Several scans on one segment are divided by LMDI-I: each gets L(after, before) × ln(1 + effect), which adds up
        exactly and does not depend on the order (Ang, Energy Policy 33, 2005).
        """
        before = _product(self.factors[:, LIKELY])
        logs = self.touches * np.log1p(self.scans[LIKELY])[:, None]
        after = before * np.exp(logs.sum(axis=0))
        moved = (logs * _log_mean(after, before)).sum(axis=1)
        exact = np.concatenate([before, moved, self.niches[LIKELY]])
        whole = whole_parts(exact, self.likely())
        s, e = len(before), len(moved)
        return Parts(whole[:s], whole[s : s + e], whole[s + e :])

    def swings(self) -> list[Swing]:
        """Every input's low and high against the likely rest, widest first."""
        return sorted(self._all_swings, key=lambda swing: -swing.width)

    @cached_property
    def _all_swings(self) -> list[Swing]:
        found = [
            Swing(name, place, *(self._with_factor(f, place, end) for end in (LOW, HIGH)))
            for f, name in enumerate(FACTORS)
            for place in range(self.factors.shape[2])
        ]
        found += [
            Swing("scan", place, *(self._with("scans", place, end) for end in (LOW, HIGH)))
            for place in range(self.scans.shape[1])
        ]
        found += [
            Swing("niche", place, *(self._with("niches", place, end) for end in (LOW, HIGH)))
            for place in range(self.niches.shape[1])
        ]
        return [swing for swing in found if swing.width]

    def _with_factor(self, factor: int, place: int, end: int) -> int:
        values = self.factors[:, LIKELY].copy()
        values[factor, place] = self.factors[factor, end, place]
        return int(np.rint(self._value(values, self.scans[LIKELY], self.niches[LIKELY])))

    def _with(self, name: str, place: int, end: int) -> int:
        chosen = {"scans": self.scans[LIKELY].copy(), "niches": self.niches[LIKELY].copy()}
        chosen[name][place] = getattr(self, name)[end, place]
        return int(np.rint(self._value(self.factors[:, LIKELY], chosen["scans"], chosen["niches"])))

    def _value(self, factors: Floats, scans: Floats, niches: Floats) -> float:
        moved = np.where(self.touches, 1 + scans[:, None], 1.0).prod(axis=0)
        return float((_product(factors) * moved).sum() + niches.sum())


def whole_parts(exact: Floats, total: int) -> Ints:
    """float64[k] as int64[k] whose sum is `total`, which is at most k away from the sum of `exact`.

    Each part is rounded down, the units left over go to the largest remainders, ties by order.
    """
    whole = np.floor(exact).astype(np.int64)
    missing = total - int(whole.sum())
    order = np.argsort(-(exact - whole), kind="stable")
    for step in range(abs(missing)):
        whole[order[step % len(order)]] += 1 if missing > 0 else -1
    return whole


def _drawn(rng: np.random.Generator, points: Floats, n: int) -> Floats:
    return draw_pert(rng, points[LOW], points[LIKELY], points[HIGH], n)


def _product(factors: Floats) -> Floats:
    shifted = factors.copy()
    shifted[FACTORS.index("growth")] += 1
    return np.asarray(shifted.prod(axis=0), dtype=np.float64)


def _log_mean(after: Floats, before: Floats) -> Floats:
    """(a − b) ÷ (ln a − ln b), which is a where both are the same and 0 where one is 0."""
    apart = (after > 0) & (before > 0) & ~np.isclose(after, before, rtol=1e-12, atol=0)
    ratio = np.log(np.where(apart, after, 1.0) / np.where(apart, before, 2.0))
    return np.asarray(np.where(apart, (after - before) / ratio, before), dtype=np.float64)


def _too_small(name: str, points: Floats) -> Bools:
    found: Bools = points[LOW] <= -1 if name == "growth" else points[LOW] < 0
    return found


def _refuse(reason: str, name: str, wrong: Bools) -> None:
    if wrong.any():
        raise BadMarket(reason, name, int(np.flatnonzero(wrong)[0]))
