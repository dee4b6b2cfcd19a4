"""The targets: is there a plan, and is it in force."""

from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.shell.formats import short_money, symbol
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.plan.rounds.step import DONE, OPEN, UNDER_WAY, Ground, Step
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.queries import yearly_totals


def step(ground: Ground) -> Step:
    plan = ground.plan
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


def _told(ground: Ground, plan: Plan) -> str:
    home, currency = ground.viewer.homes().values("pk")[:1], ground.company.currency
    total = yearly_totals([plan], KEYS["revenue"], home).get(plan.pk, 0)
    values = {"name": plan.name, "amount": symbol(currency) + short_money(total, currency)}
    if plan.state == Plan.State.IN_FORCE:
        return _("“%(name)s” is in force: %(amount)s.") % values
    return _("“%(name)s” asks for %(amount)s and is not in force yet.") % values
