"""Is a target Specific, Measurable, Achievable, Relevant and Time-bound? Five letters for many targets at once.

Source: G. T. Doran, "There's a S.M.A.R.T. way to write management's goals and objectives", Management Review 70
(1981). What each letter asks here is written in docs/rules/smart.md.
"""

from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from quotamesh.kernel.errors import KernelError

LETTERS = "SMART"
Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int8]


class Grade(IntEnum):
    PASS = 0
    WARN = 1
    FAIL = 2


class Reason(IntEnum):
    """Why a letter has its grade. Each belongs to one letter and always means the same grade."""

    FINE = 0
    NO_OWNER = 1
    NO_LEADER = 2
    NOT_DEFINED = 3
    NEVER_MEASURED = 4
    NOT_CALIBRATED = 5
    OUT_OF_REACH = 6
    HARD = 7
    EASY = 8
    NO_CHALLENGE = 9
    NO_OBJECTIVES = 10
    SERVES_NONE = 11
    NO_PERIOD = 12
    RARE_CHECKPOINTS = 13


FAILS = frozenset(
    {
        Reason.NO_OWNER,
        Reason.NOT_DEFINED,
        Reason.OUT_OF_REACH,
        Reason.NO_CHALLENGE,
        Reason.SERVES_NONE,
        Reason.NO_PERIOD,
        Reason.RARE_CHECKPOINTS,
    }
)
LONGEST_MONTH = 31


class LimitsOutOfOrder(KernelError):
    """The four limits of the probability must rise: fail below, pass from, pass to, fail above."""

    def __init__(self, limits: tuple[float, ...]) -> None:
        super().__init__(limits)
        self.limits = limits


@dataclass(frozen=True)
class Limits:
    """Probabilities from 0 to 1: outside `out_of_reach` and `no_challenge` fails, between `hard` and `easy` passes."""

    out_of_reach: float = 0.20
    hard: float = 0.35
    easy: float = 0.85
    no_challenge: float = 0.95

    def __post_init__(self) -> None:
        rising = (0.0, self.out_of_reach, self.hard, self.easy, self.no_challenge, 1.0)
        if any(low > high for low, high in pairwise(rising)):
            raise LimitsOutOfOrder(rising[1:-1])


@dataclass(frozen=True)
class Targets:
    """What is known of n targets, as columns [n].

    `seat` the unit is a person's; `owned` somebody holds it, or leads it; `defined` its indicator has one meaning;
    `measured` rows of it exist; `probability` of reaching it, NaN where nobody has calibrated; `linked` it serves an
    objective; `period` it has a start and an end; `checkpoint_days` between two looks at it.
    """

    seat: Flags
    owned: Flags
    defined: Flags
    measured: Flags
    probability: npt.NDArray[np.float64]
    linked: Flags
    period: Flags
    checkpoint_days: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.seat)


@dataclass(frozen=True)
class Report:
    """`reasons` int8 [n, 5], a column a letter."""

    reasons: Codes

    @property
    def grades(self) -> Codes:
        """int8 [n, 5]."""
        return _GRADE_OF[self.reasons]

    @property
    def worst(self) -> Codes:
        """int8 [n]: a target is as good as its weakest letter."""
        worst: Codes = self.grades.max(axis=1, initial=int(Grade.PASS)).astype(np.int8)
        return worst


def grade_of(reason: Reason) -> Grade:
    if reason == Reason.FINE:
        return Grade.PASS
    return Grade.FAIL if reason in FAILS else Grade.WARN


_GRADE_OF = np.array([grade_of(reason) for reason in Reason], dtype=np.int8)


def check(targets: Targets, *, any_objectives: bool, limits: Limits | None = None) -> Report:
    """The five letters of every target.

    any_objectives: the company has named what it strives for; without, R warns instead of failing.
    """
    columns = (
        _specific(targets),
        _measurable(targets),
        _achievable(targets.probability, limits or Limits()),
        _relevant(targets, any_objectives),
        _time_bound(targets),
    )
    return Report(np.column_stack(columns).astype(np.int8))


def _choose(n: int, *cases: tuple[Flags, Reason]) -> Codes:
    """The first case that holds, else fine."""
    found = np.select([flags for flags, _ in cases], [int(reason) for _, reason in cases], int(Reason.FINE))
    codes: Codes = np.broadcast_to(found, (n,)).astype(np.int8)
    return codes


def _specific(targets: Targets) -> Codes:
    missing = ~targets.owned
    return _choose(
        len(targets), (missing & targets.seat, Reason.NO_OWNER), (missing & ~targets.seat, Reason.NO_LEADER)
    )


def _measurable(targets: Targets) -> Codes:
    return _choose(
        len(targets), (~targets.defined, Reason.NOT_DEFINED), (~targets.measured, Reason.NEVER_MEASURED)
    )


def _achievable(probability: npt.NDArray[np.float64], limits: Limits) -> Codes:
    return _choose(
        len(probability),
        (np.isnan(probability), Reason.NOT_CALIBRATED),
        (probability < limits.out_of_reach, Reason.OUT_OF_REACH),
        (probability < limits.hard, Reason.HARD),
        (probability > limits.no_challenge, Reason.NO_CHALLENGE),
        (probability > limits.easy, Reason.EASY),
    )


def _relevant(targets: Targets, any_objectives: bool) -> Codes:
    reason = Reason.SERVES_NONE if any_objectives else Reason.NO_OBJECTIVES
    return _choose(len(targets), (~targets.linked, reason))


def _time_bound(targets: Targets) -> Codes:
    days = targets.checkpoint_days
    rare = (days <= 0) | (days > LONGEST_MONTH)
    return _choose(len(targets), (~targets.period, Reason.NO_PERIOD), (rare, Reason.RARE_CHECKPOINTS))
