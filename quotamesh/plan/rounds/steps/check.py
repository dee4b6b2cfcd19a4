"""Are the targets SMART?"""

from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.plan.rounds.step import ATTENTION, DONE, OPEN, UNDER_WAY, Ground, Step
from quotamesh.plan.smart import wording
from quotamesh.plan.smart.queries import findings
from quotamesh.plan.targets.models import Plan


def step(ground: Ground) -> Step:
    plan = ground.plan
    state, told = (OPEN, _("It begins when there is a plan.")) if plan is None else _standing(ground, plan)
    url = reverse("targets:plans") if plan is None else reverse("smart:show", args=[plan.uid])
    return Step(
        code="check",
        name=_("SMART check"),
        icon="check",
        url=url,
        state=state,
        told=told,
        act=_("Open the check"),
        purpose=_("Specific, measurable, achievable, relevant, time-bound: computed, not claimed."),
    )


def _standing(ground: Ground, plan: Plan) -> tuple[str, str]:
    found = findings(ground.viewer, plan, ground.today, ground.company.fiscal_start)
    if found.failing:
        return ATTENTION, wording.headline(found)
    done = plan.state == Plan.State.IN_FORCE or (found.asked and found.ready)
    return DONE if done else UNDER_WAY, wording.headline(found)
