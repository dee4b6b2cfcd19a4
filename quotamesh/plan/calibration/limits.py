"""Which probabilities are out of reach, hard, easy or no challenge in this company."""

from dataclasses import dataclass

from quotamesh.kernel.smart import Limits
from quotamesh.plan.calibration.models import ReachLimits

NAMES = ("out_of_reach", "hard", "easy", "no_challenge")
PER_CENT = 100


@dataclass(frozen=True)
class Set:
    """The limits with the revision they stand at, 0 while the company has set none of its own."""

    limits: Limits
    revision: int

    @property
    def percents(self) -> dict[str, int]:
        return percents_of(self.limits)


def percents_of(limits: Limits) -> dict[str, int]:
    return {name: round(getattr(limits, name) * PER_CENT) for name in NAMES}


def limits_of(percents: dict[str, int]) -> Limits:
    """
    Raises:
        LimitsOutOfOrder
    """
    return Limits(**{name: percents[name] / PER_CENT for name in NAMES})


def current() -> Set:
    row = ReachLimits.objects.first()
    if row is None:
        return Set(Limits(), 0)
    return Set(limits_of({name: getattr(row, name) for name in NAMES}), row.revision)
