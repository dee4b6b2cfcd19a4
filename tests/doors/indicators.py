"""Doors of indicators and of what is measured."""

from tests.doors.api import ONE, draft, manage, read
from tests.doors.pages import MANAGE_DRAFT, MANAGED
from tests.doors.table import (
    ADMINISTRATOR,
    ANALYST,
    DIRECTOR,
    EAST,
    FINANCE,
    LEADER,
    OPERATIONS,
    REGION,
    Door,
    api,
    only,
    page,
    signed_in,
)
from tests.doors.table import REPRESENTATIVE as REP

RECORDERS = (REP, LEADER, REGION, DIRECTOR, OPERATIONS, ADMINISTRATOR)


def day_of_rep(things):
    return {"person": REP, "day": "2025-09-15", "v-calls": "3"}


def value_of_rep(things):
    return {"values": [{"person": REP, "indicator": "calls", "date": "2025-09-01", "amount": 3}]}


READERS_OF_EAST = {who: 403 for who in EAST if who not in RECORDERS}
assert set(READERS_OF_EAST) == {ANALYST, FINANCE}

LEVELS = {"json": lambda things: {"stretch_bp": 1_000, "challenge_bp": 2_000}}
SHARES = {"form": lambda things: {"unit": "E1", "stretch": "10 %", "challenge": "20 %"}}

DOORS: list[Door] = [
    *page("targets/<uuid:uid>/levels/", MANAGE_DRAFT, MANAGED, at=draft, **SHARES),
    Door("GET", f"{ONE}/levels", read(), at=draft),
    Door("PUT", f"{ONE}/levels", manage(), at=draft, **LEVELS),
    *page("measures/", signed_in(), only(*RECORDERS, yes=302), form=day_of_rep),
    Door("GET", "api/v1/measures", api(), query=lambda things: {"start": "2025-09-01", "end": "2025-09-30"}),
    Door("POST", "api/v1/measures", api(*RECORDERS, no=422, **READERS_OF_EAST), json=value_of_rep),
]
