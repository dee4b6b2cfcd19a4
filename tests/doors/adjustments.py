"""Adjustments: those who lead the branch and planners; others read of what came into force above them."""

from quotamesh.plan.adjustments.models import Adjustment
from quotamesh.plan.adjustments.tests import world
from tests.doors.table import (
    ADMINISTRATOR,
    ANALYST,
    DIRECTOR,
    FINANCE,
    LEADER,
    NO_SUCH_METHOD,
    OPERATIONS,
    OTHER_LEADER,
    PLANNERS,
    REGION,
    Door,
    api,
    only,
    page,
    signed_in,
)

SEERS = (LEADER, REGION, DIRECTOR, ANALYST, OPERATIONS, FINANCE, ADMINISTRATOR)
CHANGERS = (LEADER, *PLANNERS)
READERS = {ANALYST: 403, FINANCE: 403}
LEADING = (LEADER, OTHER_LEADER, *PLANNERS)
ONE, API = "adjustments/<uuid:uid>/", "api/v1/adjustments"


def drafted(things):
    return {"uid": (Adjustment.objects.first() or world.halved(things, world.proposed(things))).uid}


def proposal(things):
    return {"fiscal_year": 2025, "unit": "E1", "category": "market", "reason": "Prices", "from_month": 10}


def change(things):
    return {"unit": things.seat("rep_e1a").code, "first_month": 10, "amount": 100}


# The director is the only one who could approve a request of their own.
ASKED = api(*CHANGERS, **READERS, **{DIRECTOR: 422})

DOORS: list[Door] = [
    *page("adjustments/", signed_in()),
    *page("adjustments/new/", only(*LEADING, no=403), only(*LEADING, yes=422, no=403)),
    *page(ONE, only(*SEERS), at=drafted),
    *page(f"{ONE}change/", NO_SUCH_METHOD, only(*CHANGERS, yes=422, **READERS), at=drafted),
    *page(f"{ONE}undo/", NO_SUCH_METHOD, only(*CHANGERS, yes=302, **READERS), at=drafted),
    *page(f"{ONE}ask/", NO_SUCH_METHOD, only(*CHANGERS, yes=302, **READERS), at=drafted),
    *page(f"{ONE}withdraw/", NO_SUCH_METHOD, only(*CHANGERS, yes=302, **READERS), at=drafted),
    Door("GET", API, api()),
    Door(
        "POST",
        API,
        api(*CHANGERS, yes=201, **READERS),
        json=proposal,
    ),
    Door("GET", f"{API}/<uid>", api(*SEERS), at=drafted),
    Door("POST", f"{API}/<uid>/changes", api(*CHANGERS, **READERS), at=drafted, json=change),
    Door("POST", f"{API}/<uid>/ask", ASKED, at=drafted),
    Door("POST", f"{API}/<uid>/withdraw", api(*CHANGERS, **READERS), at=drafted),
]
