"""Calibrations: planners of the whole and of the branch it is about; leaders read their own rows."""

from datetime import UTC, datetime

from quotamesh.base.people.queries import company, root_unit
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.plan.calibration.actions import Wanted, create_calibration
from quotamesh.plan.calibration.models import Calibration
from tests.doors.table import (
    ANALYST,
    COLLEAGUE,
    LEADERS,
    MANAGERS,
    PLANNERS,
    REGION,
    REPRESENTATIVE,
    Door,
    api,
    everyone,
    only,
    page,
    signed_in,
)

WRITER = Actor("calibration", datetime(2025, 9, 15, 2, tzinfo=UTC))
CALL = "api/v1/calibration"
READERS = (*PLANNERS, *LEADERS, ANALYST)
WHOLE = (*MANAGERS, ANALYST)
# Who sees the calibration but may not change it is told so; to the others it is not there.
MAY_NOT = {REGION: 403, ANALYST: 403, **dict.fromkeys(LEADERS, 403)}
CHANGERS = only(*MANAGERS, **MAY_NOT)


def wish(things):
    """A wish of the whole company for the coming year."""
    found = Calibration.objects.filter(name="Wish 2026").first()
    return {"uid": (found or create_calibration(WRITER, company(), _wanted(), things.today)).uid}


def _wanted() -> Wanted:
    return Wanted("Wish 2026", 2026, root_unit(), root_product(), KEYS["revenue"], 100_000_00, {})


def inputs(things):
    return {"intent": 100, "inputs": {}, "seen": 1}


DOORS: list[Door] = [
    *page("calibration/", signed_in()),
    *page("calibration/new/", only(*PLANNERS, no=403), only(*PLANNERS, yes=422, no=403)),
    *page("calibration/<uuid:uid>/", only(*READERS), at=wish),
    *page(
        "calibration/<uuid:uid>/people/<str:code>/",
        only(*WHOLE),
        at=lambda things: wish(things) | {"code": root_unit().code},
    ),
    *page("calibration/<uuid:uid>/inputs/", CHANGERS, only(*MANAGERS, yes=422, **MAY_NOT), at=wish),
    *page("calibration/<uuid:uid>/what-if/", only(*WHOLE), at=wish),
    *page("calibration/<uuid:uid>/compute/", everyone(405), only(*MANAGERS, yes=302, **MAY_NOT), at=wish),
    *page("calibration/<uuid:uid>/discard/", everyone(405), only(*MANAGERS, yes=302, **MAY_NOT), at=wish),
    *page("calibration/<uuid:uid>/plan/", everyone(405), only(*MANAGERS, yes=302, **MAY_NOT), at=wish),
    Door("GET", CALL, api()),
    Door(
        "POST",
        CALL,
        api(*PLANNERS, yes=201, no=403, **{REPRESENTATIVE: 404, COLLEAGUE: 404}),
        json=lambda things: {"name": "Another wish", "fiscal_year": 2026, "intent": 100},
    ),
    Door("GET", f"{CALL}/<uid>", api(*WHOLE), at=wish),
    Door("PUT", f"{CALL}/<uid>", api(*MANAGERS, **MAY_NOT), at=wish, json=inputs),
    Door("GET", f"{CALL}/<uid>/what-if", api(*WHOLE), at=wish),
]
