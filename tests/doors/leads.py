"""Leads. See `table.py` for how to add one."""

from quotamesh.do.leads import actions
from quotamesh.do.leads.models import Lead, Source
from tests.cast import ACTOR
from tests.doors.table import (
    ADMINISTRATOR,
    ANALYST,
    DIRECTOR,
    EAST,
    FINANCE,
    LEADER,
    OPERATIONS,
    REGION,
    REPRESENTATIVE,
    SIGNED_IN,
    Door,
    everyone,
    only,
    page,
    signed_in,
)

READERS = {FINANCE: 403, ANALYST: 403}
CHANGERS = (REPRESENTATIVE, LEADER, REGION, DIRECTOR, OPERATIONS, ADMINISTRATOR)
GIVERS = (LEADER, REGION, DIRECTOR, OPERATIONS, ADMINISTRATOR)
ADDERS = tuple(who for who in SIGNED_IN if who not in READERS)
NOT_TO_GET = everyone(405)
ONE = "leads/<uuid:uid>/"
CHANGED, REFUSED = (only(*CHANGERS, yes=yes, **READERS) for yes in (302, 422))


def source() -> Source:
    return Source.objects.get_or_create(code="fair", defaults={"name": "Fair", "kind": "event"})[0]


def taken(things, phone: str = "13800000001") -> Lead:
    """A lead of the east's representative."""
    known = Lead.objects.filter(phone=phone).order_by("pk").first()
    values = {"contact": "Ann Reed", "phone": phone}
    return known or actions.take_in(ACTOR, source(), values, owner=things.person(REPRESENTATIVE))


def lead(things) -> dict:
    return {"uid": taken(things).uid}


def dropped(things) -> dict:
    found = taken(things)
    if found.state == Lead.State.NEW:
        actions.drop(ACTOR, found, "no_need")
    return {"uid": found.uid}


def merged(things) -> dict:
    found = taken(things, "13900000002")
    if found.state == Lead.State.NEW:
        actions.merge(ACTOR, found, taken(things))
    return {"uid": found.uid}


def double(things) -> dict:
    """A second lead of the same person."""
    person = things.person(REPRESENTATIVE)
    first = taken(things)
    other = Lead.objects.exclude(pk=first.pk).filter(phone=first.phone).first()
    if other is None:
        values = {"contact": "Ann", "phone": first.phone}
        other = actions.take_in(ACTOR, source(), values, owner=person)
    return {"into": str(other.uid)}


DOORS: list[Door] = [
    *page("leads/", signed_in(), everyone(405)),
    *page("leads/new/", only(*ADDERS, no=403), only(*ADDERS, yes=422, no=403)),
    *page(ONE, only(*EAST), REFUSED, at=lead),
    *page(f"{ONE}edit/", only(*CHANGERS, **READERS), REFUSED, at=lead),
    *page(
        f"{ONE}give/",
        only(*GIVERS, **{REPRESENTATIVE: 403}, **READERS),
        only(*GIVERS, yes=302, **{REPRESENTATIVE: 403}, **READERS),
        at=lead,
        form=lambda things: {"to": "rules"},
    ),
    *page(f"{ONE}close/", only(*CHANGERS, **READERS), REFUSED, at=lead),
    *page(f"{ONE}take-up/", NOT_TO_GET, CHANGED, at=dropped),
    *page(f"{ONE}merge/", NOT_TO_GET, CHANGED, at=lead, form=double),
    *page(f"{ONE}unmerge/", NOT_TO_GET, CHANGED, at=merged),
]
