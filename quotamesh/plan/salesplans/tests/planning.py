"""What tests of sales plans share: a plan with process targets behind it."""

from datetime import date

from quotamesh.base.people.models import Company
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.catalog.models import Product
from quotamesh.plan.salesplans.actions import create_plan
from quotamesh.plan.salesplans.models import SalesPlan
from quotamesh.plan.targets.models import Plan, TargetRow
from tests.cast import ACTOR, TODAY

SEPTEMBER, OCTOBER = date(2025, 9, 1), date(2025, 10, 1)
WANTED = {"leads": 10, "calls": 63, "visits": 21, "proposals": 4}


def acting(cast, username: str) -> Actor:
    user = cast.user(username)
    return Actor(str(user), ACTOR.at, user.pk)


def company() -> Company:
    return Company.objects.get()


def ask_for(cast, who: str = "rep_e1a", **wanted: int) -> None:
    """Put process targets of every month into the plan in force."""
    plan = Plan.objects.get(state=Plan.State.IN_FORCE, fiscal_year=2025)
    root = Product.objects.get(parent=None)
    for code, count in (wanted or WANTED).items():
        months = {f"m{n:02d}": count for n in range(1, 13)}
        TargetRow.objects.create(
            plan=plan, indicator_id=KEYS[code], unit=cast.seat(who), product=root, line="total", **months
        )


def made(cast, who: str = "rep_e1a", month: date = OCTOBER) -> SalesPlan:
    tenure = cast.tenures(who)[-1]
    return create_plan(acting(cast, who), company(), tenure, month, TODAY)
