"""One planning round: the steps of a fiscal year, and which comes next."""

from dataclasses import dataclass

from quotamesh.plan.rounds.step import Ground, Step
from quotamesh.plan.rounds.steps import steps_of


@dataclass(frozen=True)
class Round:
    fiscal_year: int
    steps: tuple[Step, ...]

    @property
    def standing(self) -> int:
        return sum(step.stands for step in self.steps)

    @property
    def next(self) -> Step | None:
        """The first step that does not stand yet."""
        return next((step for step in self.steps if not step.stands), None)


def round_of(ground: Ground) -> Round:
    return Round(ground.fiscal_year, tuple(steps_of(ground)))
