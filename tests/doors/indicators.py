"""Doors of indicators and of what is measured."""

from quotamesh.base.people.models import Unit
from quotamesh.do.catalog.define import define_indicator
from quotamesh.do.catalog.models import Indicator
from quotamesh.do.catalog.own_rules import Wanted
from quotamesh.plan.targets.margins import table_of
from tests.cast import ACTOR
from tests.doors.api import ONE, draft, manage, read
from tests.doors.pages import MANAGE_DRAFT, MANAGED
from tests.doors.table import (
    ADMINISTRATOR,
    ANALYST,
    DIRECTOR,
    EAST,
    FINANCE,
    LEADER,
    OFFICE,
    OPERATIONS,
    REGION,
    Door,
    api,
    everyone,
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


def margins_of_draft(things) -> dict:
    """The totals as they stand, sent to be stored."""
    plan, unit = things.plan("Draft"), Unit.objects.get(parent=None)
    table = table_of(plan, things.indicator(), unit, "lines", "standing")
    sides = (("r", table.rows, table.row_sums), ("c", table.columns, table.column_sums))
    totals = {
        f"{kind}-{head.code}": f"{amount / 100:.2f}"
        for kind, heads, sums in sides
        for head, amount in zip(heads, sums.tolist(), strict=True)
    }
    return totals | {"apply": "1"}


def rate_wanted(things) -> dict:
    return {"indicator": "gross_margin_rate", "rate": "32 %"}


def margin_rate(things) -> dict:
    return rate_wanted(things) | {"given": "denominator", "unit": Unit.objects.get(parent=None).code}


LEVELS = {"json": lambda things: {"stretch_bp": 1_000, "challenge_bp": 2_000}}
SHARES = {"form": lambda things: {"unit": "E1", "stretch": "10 %", "challenge": "20 %"}}


def own(things) -> dict:
    """An own indicator, made where there is none yet."""
    if not Indicator.objects.filter(code="demo_days").exists():
        define_indicator(ACTOR, Wanted("demo_days", "演示天数", "Demo days", "", "sum", "count"))
    return {"code": "demo_days"}


OWN = "indicators/<slug:code>/"
ONE_MORE = {"name_en": "Trials", "code": "trials", "aggregation": "sum", "measure": "count"}
OFFICE_ONLY = only(*OFFICE, yes=302, no=403)
DOORS: list[Door] = [
    *page("indicators/", signed_in()),
    *page("indicators/make-own/", only(*OFFICE, no=403), OFFICE_ONLY, form=lambda things: ONE_MORE),
    *page(OWN, signed_in(), only(*OFFICE, yes=422, no=403), at=own),
    *page(f"{OWN}hide/", everyone(405), OFFICE_ONLY, at=own),
    *page(f"{OWN}show/", everyone(405), OFFICE_ONLY, at=own),
    Door("GET", "api/v1/indicators", api()),
    Door("POST", "api/v1/indicators", api(*OFFICE, yes=201, no=403), json=lambda things: ONE_MORE),
    Door(
        "PATCH",
        "api/v1/indicators/<code>",
        api(*OFFICE, no=403),
        at=own,
        json=lambda things: {"meaning": "x"},
    ),
    *page("targets/<uuid:uid>/levels/", MANAGE_DRAFT, MANAGED, at=draft, **SHARES),
    Door("GET", f"{ONE}/levels", read(), at=draft),
    Door("PUT", f"{ONE}/levels", manage(), at=draft, **LEVELS),
    *page("targets/<uuid:uid>/margins/", MANAGE_DRAFT, MANAGED, at=draft, form=margins_of_draft),
    Door("GET", f"{ONE}/margins", manage(), at=draft),
    Door("POST", f"{ONE}/margins", manage(), at=draft, json=lambda things: {}),
    *page("targets/<uuid:uid>/rates/", MANAGE_DRAFT, MANAGED, at=draft, form=margin_rate),
    Door("GET", f"{ONE}/rates", read(), at=draft, query=lambda things: {"indicator": "gross_margin_rate"}),
    Door("PUT", f"{ONE}/rates", manage(), at=draft, json=rate_wanted),
    *page("measures/", signed_in(), only(*RECORDERS, yes=302), form=day_of_rep),
    Door("GET", "api/v1/measures", api(), query=lambda things: {"start": "2025-09-01", "end": "2025-09-30"}),
    Door("POST", "api/v1/measures", api(*RECORDERS, no=422, **READERS_OF_EAST), json=value_of_rep),
]
