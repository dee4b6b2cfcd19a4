"""The standing cast with an adjustment: half of what is left of somebody's year goes to a colleague."""

from dataclasses import replace

from quotamesh.base.people.queries import company
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.plan.adjustments import actions
from quotamesh.plan.adjustments.models import Adjustment
from quotamesh.plan.targets.actions import Change
from quotamesh.plan.targets.queries import target_rows
from quotamesh.plan.targets.rows import TOTAL
from tests.cast import ACTOR, TODAY

REVENUE = KEYS["revenue"]
OCTOBER, LEFT = 9, (9, 10, 11)


def proposed(cast, person: str = "leader_e1", from_month: int = OCTOBER) -> Adjustment:
    return actions.propose(
        actor(cast, person),
        company(),
        fiscal_year=2025,
        unit=cast.unit("E1"),
        category="people",
        reason="Rosa takes over the hospital group",
        from_month=from_month,
        day=TODAY,
        person=cast.person(person),
    )


def actor(cast, person: str):
    return replace(ACTOR, name=cast.person(person).name, user_id=cast.user(person).pk)


def months(cast, plan, unit) -> list[int]:
    product = root_product().pk
    rows = target_rows(plan=plan, indicators=[REVENUE], units=[unit.pk], products=[product])
    return list(rows[REVENUE, unit.pk, product, TOTAL])


def halved(cast, adjustment: Adjustment) -> Adjustment:
    """The seat of rep_e1a gives half of what is left to the others of its team."""
    seat = cast.seat("rep_e1a")
    amount = sum(months(cast, adjustment.plan, seat)[9:]) // 2
    change = Change(seat, root_product(), LEFT, amount, "units")
    actions.change(actor(cast, "leader_e1"), adjustment, REVENUE, [change])
    return adjustment


def asked(cast) -> Adjustment:
    who = "leader_e1"
    return actions.ask(actor(cast, who), halved(cast, proposed(cast)), day=TODAY, person=cast.person(who))
