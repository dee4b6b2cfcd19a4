"""The REST interface. See `table.py` for how to add a call."""

from tests.doors.table import (
    BOOKKEEPERS,
    DRAFT_READERS,
    EAST,
    MANAGERS,
    OTHER_LEADER,
    Answers,
    Door,
    api,
    everyone,
)
from tests.doors.table import REPRESENTATIVE as REP

PLANS = "api/v1/targets/plans"
ONE = f"{PLANS}/<uid>"
READERS = {who: 403 for who in DRAFT_READERS if who not in MANAGERS}


def draft(things):
    return {"uid": things.plan("Draft").uid}


def manage(yes: int = 200) -> Answers:
    return api(*MANAGERS, yes=yes, **READERS)


def read() -> Answers:
    return api(*DRAFT_READERS)


def read_in_east() -> Answers:
    """Units of the east are none that the north's leader knows of."""
    return api(*(who for who in DRAFT_READERS if who != OTHER_LEADER))


def order_in(things):
    line = {"product": "PUMPS", "amount": 100, "credit": {REP: 10_000}}
    return {"number": "SO-NEW", "date": "2025-09-01", "customer": "C1", "lines": [line]}


def change_in(things):
    """Two seats of team East 1 exchange 10,000 yuan: its leader may, the other team's may not see it."""
    unit = things.seat(REP).code
    return {"changes": [{"unit": unit, "amount": 1_000_000, "balance": "units"}]}


def both(things):
    return {"a": things.plan("FY2025").uid, "b": things.plan("Draft").uid}


DOORS: list[Door] = [
    Door("GET", "api/v1/openapi.json", everyone()),
    Door("POST", "api/v1/openapi.json", everyone()),
    Door("GET", "api/v1/", everyone(404)),
    Door("POST", "api/v1/", everyone(404)),
    Door("GET", "api/v1/me", api()),
    Door("GET", "api/v1/units", api()),
    Door("GET", "api/v1/people", api()),
    Door("GET", "api/v1/products", api()),
    Door("GET", "api/v1/customers", api()),
    Door("GET", "api/v1/orders", api()),
    Door("POST", "api/v1/orders", api(*BOOKKEEPERS, yes=201, no=403), json=order_in),
    Door("GET", "api/v1/orders/<path:number>", api(*EAST), at=lambda things: {"number": "SO-001"}),
    Door("GET", "api/v1/attainment", api(), query=lambda things: {"period": "FY2025"}),
    Door("GET", PLANS, api()),
    Door(
        "POST",
        PLANS,
        api(*MANAGERS, yes=201, no=403),
        json=lambda things: {"name": "Another", "fiscal_year": 2026},
    ),
    Door("GET", ONE, read(), at=draft),
    Door("DELETE", ONE, manage(204), at=draft),
    Door("POST", f"{ONE}/propose", manage(), at=draft),
    Door("POST", f"{ONE}/split", manage(), at=draft, json=lambda things: {"total": 50_000_000}),
    Door("GET", f"{ONE}/rows", read(), at=draft, query=lambda things: {"unit": "E1"}),
    Door("POST", f"{ONE}/edits", read_in_east(), at=draft, json=change_in),
    Door("POST", f"{ONE}/undo", read(), at=draft),
    Door("POST", f"{ONE}/redo", read(), at=draft),
    Door("GET", f"{ONE}/revision", read(), at=draft),
    Door("GET", f"{ONE}/rules", read(), at=draft),
    Door(
        "PATCH",
        f"{ONE}/rules",
        read_in_east(),
        at=draft,
        json=lambda things: {"unit": things.seat(REP).code, "floor": 100},
    ),
    Door("GET", f"{ONE}/leaves", read(), at=draft),
    Door("GET", "api/v1/targets/compare", read(), query=both),
]
