"""What the next action is worth: to the person's target, for each minute it takes.

An action changes the chance of something: with it the chance is `after`, without it `before`. Its worth is

    worth = amount × (after − before)

and it brings the target nearer by as much. What is still to come until the end of the period is taken as normally
distributed, with mean and spread from the person's own past months; so the chance to reach the target is

    P = Φ((done + mean − target) / spread)

and an action's gain is P with its worth added, less P without. Actions are ranked by gain per minute; where no
gain can be told (the target is reached beyond doubt, or the thing falls due after the period) by worth per minute.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

GAIN_DIGITS = 9


@dataclass(frozen=True)
class Outlook:
    """Where somebody stands in a period: what is done and wanted, and what is still to come by itself.

    All in the smallest unit of money; `target` 0 where nothing is asked for.
    """

    done: int = 0
    target: int = 0
    mean: float = 0.0
    spread: float = 0.0

    @property
    def known(self) -> bool:
        """Whether a probability can be told: there is a target, and a past to judge by."""
        return self.target > 0 and self.spread > 0

    def chance(self, more: float = 0.0) -> float:
        """The probability to reach the target if `more` comes on top. Without a spread: 0 or 1."""
        room = self.done + self.mean + more - self.target
        if self.spread <= 0:
            return 1.0 if room >= 0 else 0.0
        return 0.5 * math.erfc(-room / self.spread / math.sqrt(2))

    def gain(self, worth: float) -> float:
        """By how much the probability rises with `worth`; 0 where none can be told."""
        return self.chance(worth) - self.chance() if self.known else 0.0


def outlook(done: int, target: int, months: Sequence[int], left: float) -> Outlook:
    """An outlook from the past: `months` are whole months' amounts, `left` how many months the period still has.

    Months are taken as independent: the mean of the rest is left × their mean, its spread √left × their spread
    (of a sample). With fewer than three months nothing is foretold.
    """
    if len(months) < 3 or left <= 0:
        return Outlook(done, target)
    mean = sum(months) / len(months)
    variance = sum((month - mean) ** 2 for month in months) / (len(months) - 1)
    return Outlook(done, target, mean * left, math.sqrt(variance * left))


def worth(amount: int, before: float, after: float) -> int:
    """amount × (after − before), to the nearest smallest unit; never below nought.

    Raises:
        ValueError: a chance is not between 0 and 1.
    """
    if not (0.0 <= before <= 1.0 and 0.0 <= after <= 1.0):
        raise ValueError((before, after))
    return max(0, round(amount * (after - before)))


def kept(chance: float, loss: float) -> tuple[float, float]:
    """(before, after) of an action that keeps a chance from falling: left alone it loses the share `loss`."""
    return chance * (1.0 - loss), chance


def fading(loss: float, days: int, every: int, most: float) -> float:
    """The share lost after `days` of waiting, when every `every` days lose the share `loss` of what is left.

    At most `most`; nothing before the first `every` days are over.
    """
    rounds = max(0, days) // every
    return min(most, 1.0 - (1.0 - loss) ** rounds)


@dataclass(frozen=True)
class Candidate:
    """An action to be ranked. `share`: the part of its worth that falls into the period; `minutes` it takes."""

    key: str
    worth: int
    minutes: int
    share: float = 1.0


@dataclass(frozen=True)
class Ranked:
    """A candidate with what it adds to the probability of the target."""

    candidate: Candidate
    gain: float

    @property
    def order(self) -> tuple[float, float, str]:
        """Ascending: the largest gain a minute, then the largest worth a minute, then by key."""
        each = self.candidate
        return (
            -round(self.gain / each.minutes, GAIN_DIGITS),
            -each.worth / each.minutes,
            each.key,
        )


def ranked(candidates: Iterable[Candidate], where: Outlook) -> list[Ranked]:
    """Candidates in order; the same candidates give the same order, however they come.

    Raises:
        ValueError: an action takes less than a minute.
    """
    found = []
    for each in candidates:
        if each.minutes < 1:
            raise ValueError(each)
        found.append(Ranked(each, where.gain(each.worth * each.share)))
    return sorted(found, key=lambda one: one.order)
