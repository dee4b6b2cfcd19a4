"""Approvals: the inbox, a request, rules and deputies."""

from quotamesh.base.approvals.actions import name_deputy
from quotamesh.base.approvals.models import Deputy, Request
from quotamesh.base.approvals.tests.asking import DISCOUNT, asked
from tests.cast import ACTOR, TODAY
from tests.doors.table import (
    DIRECTOR,
    EAST,
    LEADER,
    MANAGERS,
    NO_SUCH_METHOD,
    REPRESENTATIVE,
    Door,
    api,
    only,
    page,
    signed_in,
)


def request(things):
    """The east's representative asks; their leader decides."""
    return {"uid": (Request.objects.first() or asked(things, REPRESENTATIVE)).uid}


def deputy(things):
    days = {"first_day": TODAY, "last_day": TODAY, "day": TODAY}
    people = {"person": things.person(LEADER), "deputy": things.person(DIRECTOR)}
    return {"uid": (Deputy.objects.first() or name_deputy(ACTOR, **people, **days)).uid}


def rule(things):
    return {"kind": DISCOUNT}


def verdict(things):
    return {"verdict": "approve", "step": "1"}


UNDECIDING = {who: 403 for who in EAST if who != LEADER}
UNASKING = {who: 403 for who in EAST if who != REPRESENTATIVE}
BANDS = {"bands": [{"steps": [{"who": "leader"}]}]}

DOORS: list[Door] = [
    *page("approvals/", signed_in()),
    *page("approvals/rules/", only(*MANAGERS)),
    *page("approvals/rules/<str:kind>/", only(*MANAGERS), only(*MANAGERS, yes=422), at=rule),
    *page("approvals/deputies/", signed_in(), signed_in(422)),
    *page(
        "approvals/deputies/<uuid:uid>/end/",
        NO_SUCH_METHOD,
        only(*MANAGERS, LEADER, yes=302),
        at=deputy,
    ),
    *page("approvals/<uuid:uid>/", only(*EAST), at=request),
    *page(
        "approvals/<uuid:uid>/decide/",
        NO_SUCH_METHOD,
        only(LEADER, yes=302, **UNDECIDING),
        at=request,
        form=verdict,
    ),
    *page(
        "approvals/<uuid:uid>/withdraw/",
        NO_SUCH_METHOD,
        only(REPRESENTATIVE, yes=302, **UNASKING),
        at=request,
    ),
    Door("GET", "api/v1/approvals", api()),
    Door("GET", "api/v1/approvals/rules", api(*MANAGERS)),
    Door(
        "PUT",
        "api/v1/approvals/rules/<kind>",
        api(*MANAGERS),
        at=rule,
        json=lambda things: BANDS,
    ),
    Door("GET", "api/v1/approvals/<uid>", api(*EAST), at=request),
    Door(
        "POST",
        "api/v1/approvals/<uid>/decision",
        api(LEADER, **UNDECIDING),
        at=request,
        json=lambda things: {"approve": True},
    ),
    Door("POST", "api/v1/approvals/<uid>/withdraw", api(REPRESENTATIVE, **UNASKING), at=request),
]
