"""Projects with milestones: when each will be reached, how late the end is, and what revenue falls when.

Source: the project paradigm (docs/rules/projects.md). A milestone that is late pushes those after it by as many days;
one that is early pulls none forward, because the others' dates were agreed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quotamesh.kernel.money import largest_remainder

WHOLE = 10_000


@dataclass(frozen=True)
class Mark:
    """A milestone: the day it was first planned for, the day agreed now, the day it was reached.

    close_bp: probability of closing once it is reached; recognised_bp: share of the revenue recognised with it; both in
    ten-thousandths.
    """

    first: date
    due: date
    reached: date | None
    close_bp: int
    recognised_bp: int


def planned(start: date, usual_days: Sequence[int]) -> list[date]:
    """The day of each milestone when each takes its usual calendar days after the one before."""
    days, day = [], start
    for usual in usual_days:
        day += timedelta(usual)
        days.append(day)
    return days


def foreseen(marks: Sequence[Mark], today: date) -> list[date]:
    """The day each milestone was reached, or will be: the agreed day plus the delay before it, never before today."""
    days, delay = [], timedelta(0)
    for mark in marks:
        day = mark.reached or max(mark.due + delay, today)
        delay = max(day - mark.due, timedelta(0))
        days.append(day)
    return days


def slip(marks: Sequence[Mark], today: date) -> int:
    """By how many days the end is foreseen later than first planned; negative when earlier, 0 without milestones."""
    return (foreseen(marks, today)[-1] - marks[-1].first).days if marks else 0


def chance_bp(marks: Sequence[Mark], before_bp: int) -> int:
    """The close probability of the furthest milestone reached, `before_bp` while there is none."""
    reached = [mark.close_bp for mark in marks if mark.reached]
    return reached[-1] if reached else before_bp


def revenue(total: int, marks: Sequence[Mark]) -> list[int]:
    """What of a total is recognised with each milestone; the parts add up to it exactly.

    What the shares leave of the whole falls on the last. Without milestones there are no parts.
    """
    if not marks:
        return []
    shares = [mark.recognised_bp for mark in marks]
    shares[-1] += max(WHOLE - sum(shares), 0)
    return largest_remainder(total, shares)
