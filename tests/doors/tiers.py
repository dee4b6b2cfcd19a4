"""Tiers of customers. See `table.py` for how to add one."""

from quotamesh.do.customers.models import Customer
from quotamesh.do.tiers.actions import run_tiers
from tests.cast import ACTOR, TODAY
from tests.doors.table import ANALYST, EAST, FINANCE, OFFICE, Door, api, everyone, only, page, signed_in

API = "api/v1/tiers"


def sorted_(things) -> dict:
    run_tiers(ACTOR, TODAY)
    return {}


def card(things) -> dict:
    return {"tier": "strategic"}


def customer(things) -> dict:
    return {"uid": Customer.objects.get(code="C1").uid}


DOORS: list[Door] = [
    *page("tiers/", signed_in(), at=sorted_),
    *page("tiers/moves/", signed_in()),
    *page("tiers/cards/", signed_in()),
    *page("tiers/cards/<slug:tier>/", only(*OFFICE, no=403), only(*OFFICE, yes=422, no=403), at=card),
    *page("tiers/rules/", signed_in(), only(*OFFICE, yes=422, no=403)),
    *page(
        "tiers/customers/<uuid:uid>/",
        only(*EAST),
        only(*EAST, yes=302, **{FINANCE: 403, ANALYST: 403}),
        at=customer,
        form=lambda things: {"amount": "100000"},
    ),
    *page("tiers/run/", everyone(405), only(*OFFICE, yes=302, no=403)),
    Door("GET", API, api(), at=sorted_),
    Door("GET", f"{API}/moves", api()),
    Door("POST", f"{API}/runs", api(*OFFICE, no=403)),
]
