"""The adjustments: what changed in the plan in force, and what waits for a decision."""

from collections import Counter

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotamesh.plan.adjustments.access import visible_adjustments
from quotamesh.plan.adjustments.models import Adjustment
from quotamesh.plan.rounds.step import DONE, OPEN, UNDER_WAY, Ground, Step
from quotamesh.plan.targets.models import Plan

State = Adjustment.State


def step(ground: Ground) -> Step:
    state, told = _standing(ground)
    return Step(
        code="adjustments",
        name=_("Adjustments"),
        icon="sliders-horizontal",
        url=reverse("adjustments:list"),
        state=state,
        told=told,
        act=_("Open the adjustments"),
        purpose=_("When the running year changes: why, from when, with what effect, decided by whom."),
    )


def _standing(ground: Ground) -> tuple[str, str]:
    states = visible_adjustments(ground.viewer).filter(fiscal_year=ground.fiscal_year)
    found = Counter(states.order_by().values_list("state", flat=True))
    asked, approved = found[State.ASKED] + found[State.DRAFT], found[State.APPROVED]
    if not asked and not approved:
        plan = ground.plan
        if plan is None or plan.state != Plan.State.IN_FORCE:
            return OPEN, _("They begin when the plan is in force.")
        return DONE, _("The plan in force has not been adjusted.")
    made = ngettext("%(count)d adjustment is in force.", "%(count)d adjustments are in force.", approved)
    told = made % {"count": approved} if approved else ""
    if not asked:
        return DONE, told
    more = ngettext("%(count)d waits for a decision.", "%(count)d wait for a decision.", asked)
    return UNDER_WAY, _("%(first)s %(second)s") % {"first": told, "second": more % {"count": asked}}
