"""Expert rounds: planners of the whole ask, the invited answer, for all others a question does not exist."""

from datetime import UTC, datetime

from quotamesh.base.trail.actions import Actor
from quotamesh.plan.experts.actions import open_question
from quotamesh.plan.experts.models import Question
from tests.doors.table import (
    FINANCE,
    LEADER,
    MANAGERS,
    REPRESENTATIVE,
    Door,
    api,
    everyone,
    only,
    page,
    signed_in,
)

INVITED = (REPRESENTATIVE, LEADER, FINANCE)
READERS = (*MANAGERS, *INVITED)
REFUSED = dict.fromkeys(INVITED, 403)
NOT_ASKED = dict.fromkeys(MANAGERS, 403)
ESTIMATE = {"low": "80", "likely": "100", "high": "120", "reason": "orders in hand"}
IN = {"low": 80, "likely": 100, "high": 120, "reason": "orders in hand"}


def question(things) -> Question:
    return Question.objects.first() or open_question(
        Actor("asker", datetime(2025, 9, 15, 2, tzinfo=UTC)),
        fiscal_year=2026,
        unit=things.unit("E1"),
        product=things.product("ENERGY"),
        indicator=things.indicator(),
        text="",
        deadline=things.today,
        invited=[things.user(name) for name in INVITED],
        today=things.today,
    )


def at(things):
    return {"uid": question(things).uid}


def asked(things):
    more = {"unit": "E1", "product": "ENERGY", "deadline": "2099-01-01"}
    return more | {"fiscal_year": 2026, "invited": list(INVITED)}


ONE = "api/v1/experts/<uid>"

DOORS: list[Door] = [
    *page("experts/", signed_in()),
    *page(
        "experts/new/",
        only(*MANAGERS, no=403),
        only(*MANAGERS, yes=422, no=403),
        form=lambda things: {"fiscal_year": "x"},
    ),
    *page(
        "experts/<uuid:uid>/",
        only(*READERS),
        only(*INVITED, yes=302, **NOT_ASKED),
        at=at,
        form=lambda things: ESTIMATE,
    ),
    *page("experts/<uuid:uid>/close/", everyone(405), only(*MANAGERS, yes=302, **REFUSED), at=at),
    *page(
        "experts/<uuid:uid>/next/",
        everyone(405),
        only(*MANAGERS, yes=422, **REFUSED),
        at=at,
        form=lambda things: {"deadline": "soon"},
    ),
    Door("GET", "api/v1/experts", api()),
    Door("POST", "api/v1/experts", api(*MANAGERS, yes=201, no=403), json=asked),
    Door("GET", ONE, api(*READERS), at=at),
    Door("POST", f"{ONE}/answer", api(*INVITED, **NOT_ASKED), at=at, json=lambda things: IN),
    Door("POST", f"{ONE}/close", api(*MANAGERS, yes=409, **REFUSED), at=at),
    Door(
        "POST",
        f"{ONE}/next",
        api(*MANAGERS, yes=409, **REFUSED),
        at=at,
        json=lambda things: {"deadline": "2099-01-01"},
    ),
]
