"""What the resources can bring: R = Σ channels leads × conversion × order value + repeat business.

leads = budget ÷ cost per lead × (1 + tools). Also backwards: how many leads a target takes, and how many calls a
day. Method: methods.md section 3.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from quotamesh.kernel.distributions import Floats, draw_pert, three_points
from quotamesh.kernel.errors import KernelError

FIELDS = ("budget", "cost_per_lead", "conversion", "order_value", "tools")
LOW, LIKELY, HIGH = range(3)


class BadChannel(KernelError):
    """A figure that cannot be. `reason`: 'negative', 'over-one' (a conversion above 100 %) or 'zero' (a cost per lead
    of nothing); `name` is the field, `place` the channel's index."""

    def __init__(self, reason: str, name: str, place: int) -> None:
        super().__init__(f"{name} {place}: {reason}")
        self.reason, self.name, self.place = reason, name, place


@dataclass(frozen=True)
class Resources:
    """figures float64[5, 3, c] in the order of FIELDS, each low, likely, high: budget, cost per lead and order value in
    smallest units, conversion and tools as fractions of one. repeat float64[3]: business that comes by itself,
    smallest units. Raises BadChannel and BadEstimate when made."""

    figures: Floats
    repeat: Floats

    def __post_init__(self) -> None:
        for name, points in zip(FIELDS, self.figures, strict=True):
            three_points(*points)
            _refuse("negative", name, points[LOW] < 0)
            if name == "conversion":
                _refuse("over-one", name, points[HIGH] > 1)
            if name == "cost_per_lead":
                _refuse("zero", name, points[LOW] <= 0)
        three_points(*self.repeat)
        _refuse("negative", "repeat", self.repeat[:1] < 0)

    def draw(self, rng: np.random.Generator, n: int) -> "Drawn":
        budget, cost, conversion, value, tools = (_drawn(rng, points, n) for points in self.figures)
        return Drawn(budget / cost * (1 + tools), conversion, value, _drawn(rng, self.repeat, n))


@dataclass(frozen=True)
class Drawn:
    """leads, conversion and value float64[c, n], repeat float64[n]."""

    leads: Floats
    conversion: Floats
    value: Floats
    repeat: Floats

    def amount(self, budget: float = 1.0, conversion: float = 1.0, order_value: float = 1.0) -> Floats:
        """What comes of it when budget, conversion and order value are so many times what they are; no conversion
        goes above one: float64[n], smallest units."""
        won = np.minimum(self.conversion * conversion, 1.0)
        fresh = (self.leads * won * self.value).sum(axis=0) * budget * order_value
        return np.asarray(fresh + self.repeat * order_value, dtype=np.float64)


def _drawn(rng: np.random.Generator, points: Floats, n: int) -> Floats:
    return draw_pert(rng, points[LOW], points[LIKELY], points[HIGH], n)


def _refuse(reason: str, name: str, wrong: npt.NDArray[np.bool_]) -> None:
    if wrong.any():
        raise BadChannel(reason, name, int(np.flatnonzero(wrong)[0]))


def leads_for(target: int, order_value: int, conversion: float) -> float:
    """Leads that a target takes: target ÷ (order value × conversion). Raises BadChannel where nothing is won."""
    if conversion > 1:
        raise BadChannel("over-one", "conversion", 0)
    if conversion <= 0 or order_value <= 0:
        raise BadChannel("zero", "conversion" if conversion <= 0 else "order_value", 0)
    return target / (order_value * conversion)


def calls_per_day(leads: float, calls_per_lead: float, people: int, days: int) -> float:
    """Calls of each person on each working day. Raises BadChannel where nobody works."""
    if people <= 0 or days <= 0:
        raise BadChannel("zero", "people" if people <= 0 else "days", 0)
    return leads * calls_per_lead / (people * days)
