"""What a team can give in a year: T = Σ people mean × chance × share of the year stayed, correlated by team.

A person's year is mean × e^(own + team + company chance) × stayed. The three chances are normal with means such that
the factor's mean is one; who leaves does so at any moment of the year alike. Sums are simulated, people one by one
are not: their distribution is known in closed form (`person_cdf`). Method: methods.md section 3.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from quotamesh.kernel.errors import KernelError
from quotamesh.kernel.normal import normal_cdf

Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

CHUNK = 256 * 1024  # numbers that are worked on at once, so that they stay near the processor
STEPS = 60  # halvings of an interval: quantiles are exact to nine digits


class BadTeam(KernelError):
    """A team that cannot be. `reason`: 'negative' (a mean or spread), 'share' (stay outside 0 to 1) or 'order'
    (cells are not in order); `place` is the person's index."""

    def __init__(self, reason: str, place: int) -> None:
        super().__init__(f"{reason} at {place}")
        self.reason, self.place = reason, place


@dataclass(frozen=True)
class Team:
    """People as columns.

    mean float64[n]: output of a whole year, smallest units, ramp included, uplifts not. spread float64[n]: standard
    deviation of the logarithm of a person's own year. stay float64[n]: probability to be there at the year's end.
    cell int64[n], ascending from 0: the smallest group of which sums are wanted. branch int64[cells]: which cells
    share a team's luck. branch_spread, company_spread: standard deviations of the logarithms of that luck.

    Raises BadTeam when made.
    """

    mean: Floats
    spread: Floats
    stay: Floats
    cell: Ints
    branch: Ints
    branch_spread: float = 0.10
    company_spread: float = 0.10

    def __post_init__(self) -> None:
        for reason, wrong in (
            ("negative", (self.mean < 0) | (self.spread < 0)),
            ("share", (self.stay < 0) | (self.stay > 1)),
            ("order", np.diff(self.cell, prepend=0) < 0),
        ):
            if wrong.any():
                raise BadTeam(reason, int(np.flatnonzero(wrong)[0]))

    def __len__(self) -> int:
        return len(self.mean)


def draw_cells(team: Team, rng: np.random.Generator, draws: int) -> Singles:
    """What each cell gives: float32[cells, draws], smallest units. People are never all held at once."""
    sums = np.zeros((len(team.branch), draws), dtype=np.float32)
    rows = max(1, CHUNK // draws)
    buffer = np.empty((min(rows, max(len(team), 1)), draws), dtype=np.float32)
    for begin in range(0, len(team), rows):
        part = slice(begin, min(begin + rows, len(team)))
        years = _years(team, part, rng, buffer[: part.stop - begin])
        _add_cells(sums, team.cell[part], years)
    return _with_common_luck(team, rng, sums)


def _years(team: Team, part: slice, rng: np.random.Generator, years: Singles) -> Singles:
    spread = team.spread[part, None].astype(np.float32)
    middle = np.log(np.maximum(team.mean[part], 1e-9))[:, None] - spread * spread / 2
    rng.standard_normal(dtype=np.float32, out=years)
    years *= spread
    years += middle.astype(np.float32)
    np.exp(years, out=years)
    years[team.mean[part] <= 0] = 0
    _let_leave(team.stay[part], rng, years)
    return years


def _let_leave(stay: Floats, rng: np.random.Generator, years: Singles) -> None:
    """Who leaves gives the part of the year before. Only they are drawn: a Poisson number of marks a person, so
    that a year bears none with probability `stay` exactly."""
    draws = years.shape[1]
    marks = rng.poisson(-np.log(np.maximum(stay, 1e-12)) * draws)
    place = np.repeat(np.arange(len(stay)) * draws, marks) + rng.integers(draws, size=int(marks.sum()))
    flat = years.reshape(-1)
    flat[place] = flat[place] * rng.random(len(place), dtype=np.float32)


def _add_cells(sums: Singles, cell: Ints, years: Singles) -> None:
    starts = np.flatnonzero(np.diff(cell, prepend=-1))
    for begin, end in zip(starts, [*starts[1:], len(cell)], strict=True):
        sums[cell[begin]] += years[begin:end].sum(axis=0)


def _with_common_luck(team: Team, rng: np.random.Generator, sums: Singles) -> Singles:
    draws = sums.shape[1]
    sums *= luck(rng, team.company_spread, draws).astype(np.float32)
    branches = int(team.branch.max(initial=-1)) + 1
    for branch in range(branches):
        sums[team.branch == branch] *= luck(rng, team.branch_spread, draws).astype(np.float32)
    return sums


def luck(rng: np.random.Generator, spread: float, draws: int) -> Floats:
    """A factor with mean one whose logarithm has this standard deviation: float64[draws]."""
    return np.asarray(np.exp(spread * rng.standard_normal(draws) - spread * spread / 2), dtype=np.float64)


def person_cdf(
    amount: npt.ArrayLike, mean: npt.ArrayLike, spread: npt.ArrayLike, stay: npt.ArrayLike
) -> Floats:
    """P(a person's year ≤ amount), exactly, elementwise with broadcasting; `spread` holds all chances together.

    With L the lognormal factor, Y = mean × L, or mean × L × U when the person leaves, U uniform:
    F(y) = q Φ(z) + (1 − q) (Φ(z) + k E[1 ÷ L; L > k]), k = y ÷ mean, z = (ln k + s² ÷ 2) ÷ s.
    """
    k = np.asarray(amount, dtype=np.float64) / np.maximum(np.asarray(mean, dtype=np.float64), 1e-9)
    s = np.maximum(np.asarray(spread, dtype=np.float64), 1e-6)
    log = np.log(np.maximum(k, 1e-300))
    below = normal_cdf((log + s * s / 2) / s)
    beyond = k * np.exp(s * s) * normal_cdf(-(log + 1.5 * s * s) / s)
    left = 1 - np.asarray(stay, dtype=np.float64)
    return np.where(k > 0, np.minimum(below + left * beyond, 1.0), 0.0)


def person_quantiles(mean: Floats, spread: Floats, stay: Floats, at: tuple[float, ...]) -> Floats:
    """The amounts below which a person's year stays with these probabilities: float64[n, len(at)]."""
    wanted = np.asarray(at, dtype=np.float64)[None, :]
    low = np.full((len(mean), len(at)), -30.0)
    high = np.full((len(mean), len(at)), 10.0)
    own = [np.asarray(each, dtype=np.float64)[:, None] for each in (mean, spread, stay)]
    for _ in range(STEPS):
        middle = (low + high) / 2
        reached = person_cdf(own[0] * np.exp(middle), *own) >= wanted
        high = np.where(reached, middle, high)
        low = np.where(reached, low, middle)
    return np.asarray(np.where(own[0] > 0, own[0] * np.exp((low + high) / 2), 0.0), dtype=np.float64)
