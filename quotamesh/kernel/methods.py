"""Several ways to set a target, side by side, and what they come to together."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from quotamesh.kernel.distributions import Floats
from quotamesh.kernel.errors import KernelError

USUAL_MISS, MISS_WEIGHT = 0.10, 3.0  # of a year against its trend; weight in years
DAMPED = 0.7  # growth slows down: this much of the mean growth is carried on


class NoWeight(KernelError):
    """Weights below zero, or none above it among the methods that gave a figure."""


@dataclass(frozen=True)
class Trend:
    """draws float64[n]: the coming year, smallest units; years: how many it stands on; short: fewer than three."""

    draws: Floats
    years: int

    @property
    def short(self) -> bool:
        return self.years < 3


def trend(totals: Floats, ahead: int, rng: np.random.Generator, n: int) -> Trend | None:
    """The year `ahead` years after the last, from yearly totals that are above zero; None where there is none.

    Damped mean growth of the logarithms; the miss of past years against that growth, drawn to the usual miss, as a
    Student t, wider with the square root of the years ahead and, with fewer than three years, with what is lacking.
    """
    known = totals[totals > 0]
    if not len(known):
        return None
    steps = np.diff(np.log(known))
    growth = float(steps.mean()) if len(steps) else 0.0
    damped = growth * sum(DAMPED**k for k in range(1, ahead + 1))
    misses = float(((steps - growth) ** 2).sum())
    free = max(len(steps) - 1, 0) + MISS_WEIGHT
    miss = np.sqrt((misses + MISS_WEIGHT * USUAL_MISS**2) / free)
    lacking = 3 / min(len(known), 3)
    chance = np.clip(rng.standard_t(free, n) * miss * np.sqrt(ahead * lacking), -3.0, 3.0)
    return Trend(np.asarray(known[-1] * np.exp(damped + chance), dtype=np.float64), len(known))


@dataclass(frozen=True)
class Range:
    """Three values of one method, smallest units; a method without a range has three equal ones."""

    low: int
    middle: int
    high: int


def combine(methods: Mapping[str, Range], weights: Mapping[str, float]) -> Range:
    """The weighted mean of the methods' quantiles (Vincent 1912); methods without a weight count nothing.

    Raises NoWeight.
    """
    given = {name: weights.get(name, 0.0) for name in methods}
    total = sum(given.values())
    if total <= 0 or min(weights.values(), default=0) < 0:
        raise NoWeight
    parts = [
        sum(getattr(methods[name], part) * weight for name, weight in given.items()) / total
        for part in ("low", "middle", "high")
    ]
    return Range(*(round(part) for part in parts))
