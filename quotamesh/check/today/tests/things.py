"""Things that a list is made of, for the cast's representative of the east."""

from datetime import date, datetime, timedelta

from quotamesh.base.people.queries import company
from quotamesh.check.today import queries
from quotamesh.check.today.desk import Desk
from quotamesh.do.customers.models import Customer
from quotamesh.do.followups.models import FollowUp
from quotamesh.do.pipeline.actions.make import open_opportunity
from quotamesh.do.pipeline.flows import flow_book
from quotamesh.do.pipeline.models import Opportunity
from tests.cast import ACTOR, TODAY

ME = "rep_e1a"


def desk(cast, who: str = ME, today: date = TODAY) -> Desk:
    return queries.desk_of(cast.viewer(who), company(), today, ACTOR.at)


def listed(cast, who: str = ME, today: date = TODAY, kind: str = "") -> list[queries.Next]:
    found = queries.day_of(desk(cast, who, today)).actions
    return [one for one in found if not kind or one.action.kind == kind]


def customer(code: str = "C1") -> Customer:
    return Customer.objects.get(code=code)


def stage(code: str):
    return next(each for each in flow_book().stages.values() if each.code == code)


def deal(
    cast, name: str = "Plant", who: str = ME, at: str = "discovery", days_ago: int = 30, **more
) -> Opportunity:
    values = {"customer": customer(), "amount": 50_000_000, "expected": TODAY + timedelta(90)} | more
    return open_opportunity(
        ACTOR, cast.person(who), TODAY - timedelta(days_ago), name=name, product=cast.product("ENERGY"),
        stage=stage(at), **values,
    )  # fmt: skip


def step(
    cast, due: date, who: str = ME, about: Opportunity | None = None, text: str = "send the sheet"
) -> FollowUp:
    """A follow-up with a next step that is due."""
    return FollowUp.objects.create(
        code=f"F{FollowUp.objects.count()}", customer=customer(), opportunity=about, person=cast.person(who),
        seat=cast.seat(who), product=cast.product("ENERGY"), day=TODAY - timedelta(10), way="call", summary="x",
        next_step=text, due=due, recorded_at=datetime.combine(TODAY, ACTOR.at.timetz()), recorded_by="test",
    )  # fmt: skip
