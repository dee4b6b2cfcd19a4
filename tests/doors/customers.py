"""Customers. See `table.py` for how to add one."""

from quotamesh.do.customers.actions import add_contact
from quotamesh.do.customers.models import Contact, Customer
from tests.cast import ACTOR
from tests.doors.table import (
    ANALYST,
    EAST,
    FINANCE,
    SIGNED_IN,
    Door,
    everyone,
    only,
    page,
    signed_in,
)

READERS = {FINANCE: 403, ANALYST: 403}
NOT_TO_GET = everyone(405)
WRITERS = tuple(who for who in SIGNED_IN if who not in READERS)
EAST_WRITERS = tuple(who for who in EAST if who not in READERS)
ONE = "customers/<uuid:uid>/"


def customer(things) -> dict:
    return {"uid": Customer.objects.get(code="C1").uid}


def contact(things) -> dict:
    found = Customer.objects.get(code="C1")
    known = Contact.objects.filter(customer=found).first()
    return {"uid": (known or add_contact(ACTOR, found, name="Zhou", part="decides")).uid}


DOORS: list[Door] = [
    *page("customers/search/", signed_in()),
    *page("customers/alike/", signed_in()),
    *page("customers/new/", only(*WRITERS, no=403), only(*WRITERS, yes=422, no=403)),
    *page("customers/code/<path:code>/", only(*EAST, yes=302), at=lambda things: {"code": "C1"}),
    *page(ONE, only(*EAST), at=customer),
    *page(
        f"{ONE}edit/", only(*EAST_WRITERS, **READERS), only(*EAST_WRITERS, yes=422, **READERS), at=customer
    ),
    *page(
        f"{ONE}contacts/",
        only(*EAST_WRITERS, **READERS),
        only(*EAST_WRITERS, yes=422, **READERS),
        at=customer,
    ),
    *page(
        "customers/contacts/<uuid:uid>/",
        only(*EAST_WRITERS, **READERS),
        only(*EAST_WRITERS, yes=422, **READERS),
        at=contact,
    ),
    *page(
        "customers/contacts/<uuid:uid>/remove/",
        NOT_TO_GET,
        only(*EAST_WRITERS, yes=302, **READERS),
        at=contact,
    ),
]
