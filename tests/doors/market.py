"""The market: planners of the whole write, those who answer for targets read."""

from datetime import UTC, datetime

from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.models import Product
from quotamesh.plan.market.actions import add_entry, remove_entry
from quotamesh.plan.market.models import Entry
from tests.doors.table import (
    ANALYST,
    DRAFT_READERS,
    FINANCE,
    MANAGERS,
    Door,
    api,
    everyone,
    only,
    page,
)

READERS = (*DRAFT_READERS, ANALYST, FINANCE)
TOLD = {who: 403 for who in READERS if who not in MANAGERS}
WRITER = Actor("market", datetime(2025, 9, 15, 2, tzinfo=UTC))
FORM = {"name": "Mills", "source": "survey", "noted_on": "2025-09-01"}
IN = {"kind": "criterion", "name": "Price", "noted_on": "2025-09-01"}
OF = {"fiscal_year": 2025, "product": "ENERGY"}


def entry(things) -> Entry:
    found = Entry.objects.filter(name="Service").first()
    return found or add_entry(
        WRITER,
        fiscal_year=2025,
        product=Product.objects.get(code="ENERGY"),
        kind="criterion",
        name="Service",
        values={},
        owner=None,
        noted_on=things.today,
        source="survey",
        today=things.today,
    )


def at(things):
    return {"uid": entry(things).uid}


def at_removed(things):
    return {"uid": remove_entry(WRITER, entry(things)).uid}


def written(yes: int = 200):
    return api(*MANAGERS, yes=yes, **TOLD)


ONE = "api/v1/market/entries/<uid>"
BOOK = "api/v1/market/<int:fiscal_year>/<product>"

DOORS: list[Door] = [
    *page("market/", only(*READERS)),
    *page("market/copy/", everyone(405), only(*MANAGERS, yes=302, **TOLD)),
    *page("market/stale-after/", everyone(405), only(*MANAGERS, yes=302, **TOLD)),
    *page(
        "market/new/<slug:kind>/",
        only(*MANAGERS, **TOLD),
        only(*MANAGERS, yes=422, **TOLD),
        at=lambda things: {"kind": "segment"},
        form=lambda things: FORM,
    ),
    *page(
        "market/<uuid:uid>/",
        only(*READERS),
        only(*MANAGERS, yes=422, **TOLD),
        at=at,
        form=lambda things: {"name": ""},
    ),
    *page("market/<uuid:uid>/remove/", everyone(405), only(*MANAGERS, yes=302, **TOLD), at=at),
    *page("market/<uuid:uid>/restore/", everyone(405), only(*MANAGERS, yes=302, **TOLD), at=at_removed),
    Door("GET", BOOK, api(*READERS), at=lambda things: OF),
    Door("POST", f"{BOOK}/entries", written(201), at=lambda things: OF, json=lambda things: IN),
    Door("POST", f"{BOOK}/copy", written(409), at=lambda things: OF, json=lambda things: {"source": 2024}),
    Door("PUT", ONE, written(), at=at, json=lambda things: IN | {"name": "Price", "seen": 1}),
    Door("DELETE", ONE, written(), at=at),
    Door("POST", f"{ONE}/restore", written(), at=at_removed),
    Door("GET", f"{ONE}/history", api(*READERS), at=at),
]
