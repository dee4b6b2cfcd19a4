"""What can be reached: min(market, team, resources), draw by draw, with every lever that moves it.

Everything that is random is drawn once; a lever moves the same draws, so that two positions are compared without
noise and an answer takes milliseconds. A dimension that nobody described is absent and binds nothing.
"""

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from quotamesh.kernel.distributions import Floats
from quotamesh.kernel.errors import KernelError
from quotamesh.kernel.resources import Drawn

DIMENSIONS = ("market", "team", "resources")
QUANTILES = (0.1, 0.5, 0.9)


class NothingKnown(KernelError):
    """Neither market nor team nor resources are described."""


@dataclass(frozen=True)
class Moves:
    """Where the levers stand: heads more than now, times the budget, times the conversion, times the order value, and
    uplift of everybody's output over the whole year (0.1 for +10 %)."""

    heads: float = 0.0
    budget: float = 1.0
    conversion: float = 1.0
    order_value: float = 1.0
    uplift: float = 0.0


@dataclass(frozen=True)
class People:
    """settled and fresh float64[n]: what those in their seats and the newcomers give before uplifts; head float64[n]:
    what one head more gives; lifts float64[u, n]: uplifts of the year as fractions; on_fresh bool[u]: which of them
    newcomers alone have."""

    settled: Floats
    fresh: Floats
    head: Floats
    lifts: Floats
    on_fresh: npt.NDArray[np.bool_]

    def amount(self, moves: Moves) -> Floats:
        """float64[n], smallest units."""
        for_all = 1 + self.lifts[~self.on_fresh].sum(axis=0) + moves.uplift
        for_fresh = for_all + self.lifts[self.on_fresh].sum(axis=0)
        fresh = self.fresh + moves.heads * self.head
        return np.asarray((self.settled * for_all + fresh * for_fresh) * moves.order_value, dtype=np.float64)


@dataclass(frozen=True)
class Draws:
    """The three dimensions as drawn; None where one is not described."""

    market: Floats | None
    people: People | None
    resources: Drawn | None

    def __post_init__(self) -> None:
        if self.market is None and self.people is None and self.resources is None:
            raise NothingKnown


@dataclass(frozen=True)
class Outcome:
    """amounts: what each described dimension gives, float64[n], smallest units, by its name."""

    amounts: dict[str, Floats]
    feasible: Floats = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "feasible", np.minimum.reduce(list(self.amounts.values())))

    def probability(self, target: float) -> float:
        """P(at least the target can be reached)."""
        return float(np.mean(self.feasible >= target))

    def amount_at(self, sureness: float) -> int:
        """The largest amount that is reached with at least this probability, rounded down to the smallest unit."""
        return int(np.floor(np.quantile(self.feasible, 1 - sureness, method="inverted_cdf")))

    def binding(self) -> dict[str, float]:
        """How often each dimension is the smallest; the shares add up to one."""
        names = list(self.amounts)
        smallest = np.argmin(np.stack([self.amounts[name] for name in names]), axis=0)
        return {name: float(np.mean(smallest == place)) for place, name in enumerate(names)}

    def ranges(self) -> dict[str, tuple[int, ...]]:
        """The 10, 50 and 90 % values of each dimension."""
        return {name: quantiles(amounts) for name, amounts in self.amounts.items()}


def outcome(draws: Draws, moves: Moves | None = None) -> Outcome:
    """What can be reached with the levers at these places."""
    at = moves or Moves()
    amounts: dict[str, Floats] = {}
    if draws.market is not None:
        amounts["market"] = draws.market * at.order_value
    if draws.people is not None:
        amounts["team"] = draws.people.amount(at)
    if draws.resources is not None:
        amounts["resources"] = draws.resources.amount(at.budget, at.conversion, at.order_value)
    return Outcome(amounts)


def quantiles(amounts: Floats, at: tuple[float, ...] = QUANTILES) -> tuple[int, ...]:
    return tuple(int(value) for value in np.rint(np.quantile(amounts, at)))


def curve(amounts: Floats, points: int, include: tuple[float, ...] = ()) -> list[tuple[int, float]]:
    """(target, probability of reaching it), targets ascending from the 0.5 to the 99.5 % value and around `include`."""
    ends = [*np.quantile(amounts, [0.005, 0.995]), *include]
    targets = np.linspace(min(ends) * 0.95, max(ends) * 1.05, points)
    ordered = np.sort(amounts)
    reached = 1 - np.searchsorted(ordered, targets, side="left") / len(ordered)
    return [(int(t), float(p)) for t, p in zip(np.rint(targets), reached, strict=True)]


def moved(moves: Moves, name: str, value: float) -> Moves:
    return replace(moves, **{name: value})
