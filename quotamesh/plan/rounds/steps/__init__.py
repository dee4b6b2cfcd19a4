"""The steps in their order. Each module answers, for its feature, where a fiscal year stands."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.viewer import Viewer
from quotamesh.plan.calibration.access import may_read as may_read_calibration
from quotamesh.plan.market.access import may_read as may_read_market
from quotamesh.plan.paradigms.access import may_read as may_read_paradigms
from quotamesh.plan.rounds.step import Ground, Step
from quotamesh.plan.rounds.steps import (
    adjustments,
    agreements,
    calibration,
    check,
    experts,
    market,
    paradigms,
    sales_plans,
    split,
)


def _everybody(_viewer: Viewer) -> bool:
    return True


@dataclass(frozen=True)
class Place:
    """A step before it is asked where it stands: enough to name it on the pages beside it."""

    code: str
    name: str
    ask: Callable[[Ground], Step | None]
    sees: Callable[[Viewer], bool] = _everybody


PLACES = (
    Place("market", _("Market"), market.step, may_read_market),
    Place("experts", _("Expert rounds"), experts.step),
    Place("calibration", _("Calibration"), calibration.step, may_read_calibration),
    Place("split", _("Split"), split.step),
    Place("paradigms", _("Paradigms"), paradigms.step, may_read_paradigms),
    Place("check", _("SMART check"), check.step),
    Place("agreements", _("Agreements"), agreements.step),
    Place("salesplans", _("Sales plans"), sales_plans.step),
    Place("adjustments", _("Adjustments"), adjustments.step),
)


def steps_of(ground: Ground) -> list[Step]:
    """What the viewer may see of the way; a step that is none of theirs is left out."""
    return [step for place in PLACES if (step := place.ask(ground))]


def step_of(ground: Ground, code: str) -> Step | None:
    """The step of this code, or the first one after it that is the viewer's; None when there is none."""
    codes = [place.code for place in PLACES]
    if code not in codes:
        return None
    left = PLACES[codes.index(code) :]
    return next((step for place in left if (step := place.ask(ground))), None)
