"""The targets: is there a plan, and is it in force."""

from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.shell.formats import short_money, symbol
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.plan.rounds.step import DONE, OPEN, UNDER_WAY, Ground, Step
from quotamesh.plan.targets.access import visible_plans
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.queries import yearly_totals

NEAREST = (Plan.State.IN_FORCE, Plan.State.DRAFT, Plan.State.SCENARIO)


def step(ground: Ground) -> Step:
    plan = nearest_plan(ground)
    if plan is None:
        state, told, url = OPEN, _("There is no plan for this year yet."), reverse("targets:plans")
    else:
        state = DONE if plan.state == Plan.State.IN_FORCE else UNDER_WAY
        told, url = _told(ground, plan), reverse("targets:workbench", args=[plan.uid])
    return Step(
        code="split",
        name=_("Split"),
        icon="target",
        url=url,
        state=state,
        told=told,
        act=_("Open the targets"),
        purpose=_("Down to every person, product line and month; every level adds up to the cent."),
    )


def nearest_plan(ground: Ground) -> Plan | None:
    """The year's plan in force; without one the draft, without that the latest scenario."""
    plans = {
        plan.state: plan
        for plan in reversed(visible_plans(ground.viewer).filter(fiscal_year=ground.fiscal_year))
    }
    return next((plans[state] for state in NEAREST if state in plans), None)


def _told(ground: Ground, plan: Plan) -> str:
    home, currency = ground.viewer.home(), ground.company.currency
    total = yearly_totals([plan], KEYS["revenue"], home).get(plan.pk, 0) if home else 0
    values = {"name": plan.name, "amount": symbol(currency) + short_money(total, currency)}
    if plan.state == Plan.State.IN_FORCE:
        return _("“%(name)s” is in force: %(amount)s.") % values
    return _("“%(name)s” asks for %(amount)s and is not in force yet.") % values
