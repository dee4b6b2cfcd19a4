"""Customers in tiers: scores 1 to 5 for what they bring and what they could, and the quadrant that follows.

Recency, frequency and monetary value make the value, need complexity, decision chain, growth and share of wallet
the potential. Everything is integers, so that the same purchases give the same tiers on every machine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from quotamesh.kernel.errors import KernelError

Ints = npt.NDArray[np.int64]
Scores = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]

LOWEST, NEUTRAL, HIGHEST = 1, 3, 5
STEPS = HIGHEST - LOWEST
HUNDREDTHS = 100
LARGEST = 9 * 10**16  # what can still be multiplied by a hundred
MAINTAIN, NURTURE, PROFIT, STRATEGIC = range(4)
TIERS = ("maintain", "nurture", "profit", "strategic")


class BadRule(KernelError):
    """A measure's rule that cannot be followed; `why` is 'limits' (not four ascending) or 'weights' (none above 0)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Rule:
    """How a measure becomes a score. Without limits a score says how many fifths of the customers have less.

    limits: four ascending values; a score is 1 and one more for each limit that is reached. weight: at least 0.
    """

    weight: int
    limits: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        rising = all(low < high for low, high in zip(self.limits, self.limits[1:], strict=False))
        if self.limits and (len(self.limits) != STEPS or not rising):
            raise BadRule("limits")


def quantile_limits(values: npt.ArrayLike) -> tuple[int, ...]:
    """The limits that give each score to a fifth of the values, as far as ties allow; () of no values.

    A value gets the score 1 + the number of whole fifths of all values that are smaller. Equal values get equal
    scores, always: where half of all customers bought once, those all get 1 and nobody gets 2.
    """
    numbers = np.asarray(values, dtype=np.int64)
    count = len(numbers)
    if not count:
        return ()
    # The score is above k when at least k/5 of the values are smaller: when the value in that place is.
    places = [-(-count * step // HIGHEST) - 1 for step in range(1, HIGHEST)]
    return tuple(int(edge) + 1 for edge in np.partition(numbers, places)[places])


def scores(values: npt.ArrayLike, limits: Sequence[int]) -> Scores:
    """1 to 5 each: one more for every limit reached; all of them NEUTRAL where there are no limits."""
    numbers = np.asarray(values, dtype=np.int64)
    if not limits:
        return np.full(len(numbers), NEUTRAL, dtype=np.int8)
    found = np.full(len(numbers), LOWEST, dtype=np.int8)
    for limit in limits:
        found += numbers >= limit
    return found


def scored(values: npt.ArrayLike, known: Flags, rule: Rule, otherwise: int) -> tuple[Scores, tuple[int, ...]]:
    """Scores of the known values by their rule, `otherwise` for the rest; and the limits that were used."""
    numbers = np.asarray(values, dtype=np.int64)
    among = numbers if known.all() else numbers[known]
    limits = rule.limits or quantile_limits(among)
    return np.where(known, scores(numbers, limits), np.int8(otherwise)), limits


def blended(parts: Sequence[Scores], weights: Sequence[int]) -> npt.NDArray[np.int16]:
    """The weighted mean of scores in hundredths, 100 to 500, a half rounded up.

    Raises:
        BadRule: no weight is above nought.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise BadRule("weights")
    total = np.zeros(len(parts[0]), dtype=np.int32)
    for part, weight in zip(parts, weights, strict=True):
        if weight:
            total += part * np.int32(weight)
    return ((total * (2 * HUNDREDTHS) + whole) // (2 * whole)).astype(np.int16)


def quadrants(value: npt.ArrayLike, potential: npt.ArrayLike, cuts: tuple[int, int]) -> Scores:
    """The number of each customer's tier in TIERS; at a cut one is above it. All in hundredths."""
    high_value = np.asarray(value) >= cuts[0]
    high_potential = np.asarray(potential) >= cuts[1]
    return (high_value * np.int8(PROFIT) + high_potential * np.int8(NURTURE)).astype(np.int8)


@dataclass(frozen=True)
class Purchases:
    """n customers. `days` since the last purchase, −1 without one; orders and money in the window; money of the
    running span (`now`) and of the one before it (`before`), for growth."""

    days: Ints
    frequency: Ints
    monetary: Ints
    now: Ints
    before: Ints

    def __len__(self) -> int:
        return len(self.days)


@dataclass(frozen=True)
class Known:
    """What is known beside purchases, −1 where it is not: need complexity 1 to 5, people with a part in the
    decision, and what the customer spends in all with everybody in a span (the wallet, smallest unit)."""

    complexity: Ints
    chain: Ints
    wallet: Ints


@dataclass(frozen=True)
class Tiered:
    """n customers: scores by measure, which of them are known, value and potential in hundredths, tier numbers."""

    scores: Mapping[str, Scores]
    known: Mapping[str, Flags]
    limits: Mapping[str, tuple[int, ...]]
    value: npt.NDArray[np.int16]
    potential: npt.NDArray[np.int16]
    tier: Scores


VALUE = ("r", "f", "m")
POTENTIAL = ("complexity", "chain", "growth", "wallet")
MEASURES = (*VALUE, *POTENTIAL)
# Of these less is more: fewer days since the last purchase, a smaller part of the wallet that is ours already.
FALLING = ("r", "wallet")


def tiers_of(bought: Purchases, also: Known, rules: Mapping[str, Rule], cuts: tuple[int, int]) -> Tiered:
    """Every customer's scores, value, potential and tier.

    Who bought nothing has the lowest recency, frequency and money. What is not known of the potential counts
    NEUTRAL, so that a gap in the records neither raises nor lowers anybody. Limits of falling measures are given
    in their negative. Raises BadRule.
    """
    buys = bought.days >= 0
    measured = {
        "r": (-bought.days, buys),
        "f": (bought.frequency, buys),
        "m": (bought.monetary, buys),
        "complexity": (also.complexity, also.complexity >= 0),
        "chain": (also.chain, also.chain >= 0),
        "growth": (growth(bought), bought.before > 0),
        "wallet": (-share(bought.now, also.wallet), also.wallet > 0),
    }
    found: dict[str, Scores] = {}
    limits: dict[str, tuple[int, ...]] = {}
    for name, (values, known) in measured.items():
        otherwise = LOWEST if name in VALUE else NEUTRAL
        found[name], limits[name] = scored(values, known, rules[name], otherwise)
    value, potential = (
        blended([found[name] for name in names], [rules[name].weight for name in names])
        for names in (VALUE, POTENTIAL)
    )
    known_of = {name: known for name, (_values, known) in measured.items()}
    return Tiered(found, known_of, limits, value, potential, quadrants(value, potential, cuts))


def growth(bought: Purchases) -> Ints:
    """Money of the running span in percent of the span before, rounded down; 0 where there was none before."""
    return _percent(bought.now, bought.before)


def share(now: Ints, wallet: Ints) -> Ints:
    """Our part of the wallet in percent, rounded down; 0 where the wallet is not known."""
    return _percent(now, wallet)


def _percent(part: Ints, whole: Ints) -> Ints:
    hundredfold = np.clip(part, 0, LARGEST) * 100
    return hundredfold // np.maximum(whole, 1) * (whole > 0)
