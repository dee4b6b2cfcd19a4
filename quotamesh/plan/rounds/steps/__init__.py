"""The steps in their order. Each module answers, for its feature, where a fiscal year stands."""

from quotamesh.plan.rounds.step import Ground, Step
from quotamesh.plan.rounds.steps import agreements, calibration, check, market, paradigms, sales_plans, split

ASKED = (
    market.step,
    calibration.step,
    split.step,
    paradigms.step,
    check.step,
    agreements.step,
    sales_plans.step,
)


def steps_of(ground: Ground) -> list[Step]:
    """What the viewer may see of the way; a step that is none of theirs is left out."""
    return [step for ask in ASKED if (step := ask(ground))]
