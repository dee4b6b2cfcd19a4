"""Paradigms and driver trees. See `table.py` for how to add one."""

from datetime import date

from quotamesh.plan.paradigms.actions import choose_paradigm
from tests.cast import ACTOR
from tests.doors.table import (
    ADMINISTRATOR,
    ANALYST,
    DIRECTOR,
    FINANCE,
    MANAGERS,
    NO_SUCH_METHOD,
    OPERATIONS,
    Door,
    api,
    everyone,
    only,
    page,
)

WHOLE = (DIRECTOR, ANALYST, OPERATIONS, FINANCE, ADMINISTRATOR)
READERS = {who: 403 for who in WHOLE if who not in MANAGERS}
READ = only(*WHOLE)
MANAGED = only(*MANAGERS, yes=302, **READERS)
LINE = "paradigms/<uuid:uid>/<int:year>/"
API = "api/v1/paradigms"
ONE = f"{API}/<uid>/<year>"
BASE = {"paradigm": "probability", "customers": 3000}


def line(things) -> dict:
    """A line with a paradigm in the year of the cast's draft."""
    product = things.product("ENERGY")
    choose_paradigm(ACTOR, product, 2025, date(2025, 9, 15), maturity_bp=9_000, standard_bp=9_000, **BASE)
    return {"uid": product.uid, "year": 2025}


def node(things) -> dict:
    return line(things) | {"key": "conversion"}


def leaf_tree(things) -> dict:
    return {"nodes": [{"key": "revenue", "unit": "money", "value": 5}], "driver": "revenue"}


def chosen(things) -> dict:
    return BASE | {"maturity": 0.9, "standard": 0.8}


def draft(things) -> dict:
    return {"plan": things.plan("Draft").uid}


def manage(yes: int = 200):
    return api(*MANAGERS, yes=yes, **READERS)


DOORS: list[Door] = [
    *page("paradigms/", READ, everyone(405)),
    *page(LINE, READ, everyone(405), at=line),
    *page(f"{LINE}fit/", READ, only(*MANAGERS, yes=422, **READERS), at=line),
    *page(f"{LINE}undo/", NO_SUCH_METHOD, MANAGED, at=line),
    *page(f"{LINE}refill/", NO_SUCH_METHOD, MANAGED, at=line),
    *page(
        f"{LINE}nodes/<slug:key>/",
        only(*MANAGERS, **READERS),
        only(*MANAGERS, yes=422, **READERS),
        at=node,
        form=lambda things: {"name": "", "value": "much"},
    ),
    *page(f"{LINE}nodes/<slug:key>/add/", NO_SUCH_METHOD, only(*MANAGERS, yes=422, **READERS), at=node),
    *page(f"{LINE}nodes/<slug:key>/remove/", NO_SUCH_METHOD, MANAGED, at=node),
    *page(f"{LINE}targets/", READ, everyone(405), at=line),
    *page(f"{LINE}targets/place/", NO_SUCH_METHOD, MANAGED, at=line, form=draft),
    *page(
        f"{LINE}targets/take-back/",
        NO_SUCH_METHOD,
        only(**READERS),
        at=line,
        query=lambda things: draft(things) | {"step": "none"},
    ),
    *page(f"{LINE}milestones/", READ, only(*MANAGERS, yes=422, **READERS), at=line),
    Door(
        "GET",
        f"{API}/fit",
        api(),
        query=lambda things: {"customers": 30_000, "maturity": 0.9, "standard": 0.9},
    ),
    Door("GET", API, api(*WHOLE), query=lambda things: {"fiscal_year": 2025}),
    Door("GET", ONE, api(*WHOLE), at=line),
    Door("PUT", ONE, manage(), at=line, json=chosen),
    Door("PUT", f"{ONE}/tree", manage(), at=line, json=leaf_tree),
    Door("POST", f"{ONE}/undo", manage(422), at=line),
    Door("POST", f"{ONE}/solve", api(*WHOLE, yes=422), at=line, json=lambda things: {"target": 5}),
    Door(
        "POST",
        f"{ONE}/place",
        manage(422),
        at=line,
        json=lambda things: {"plan": str(things.plan("Draft").uid)},
    ),
    Door("GET", f"{ONE}/milestones", api(*WHOLE), at=line),
    Door("PUT", f"{ONE}/milestones", manage(), at=line, json=lambda things: {"steps": []}),
]
