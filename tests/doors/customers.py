"""Customers. See `table.py` for how to add one."""

from django.core.files.uploadedfile import SimpleUploadedFile

from quotamesh.do.customers.actions import (
    add_contact,
    add_documents,
    make_customer,
    make_field,
    merge_customers,
)
from quotamesh.do.customers.models import Contact, Customer, Document, Merge, OwnField, Suspect
from tests.cast import ACTOR
from tests.doors.records import READERS
from tests.doors.table import (
    DIRECTOR,
    EAST,
    LEADER,
    LEADERS,
    NO_SUCH_METHOD,
    OFFICE,
    REGION,
    REPRESENTATIVE,
    SIGNED_IN,
    Door,
    api,
    only,
    page,
    signed_in,
)

WRITERS = tuple(who for who in SIGNED_IN if who not in READERS)
EAST_WRITERS = tuple(who for who in EAST if who not in READERS)
ONE = "customers/<uuid:uid>/"


def customer(things) -> dict:
    return {"uid": Customer.objects.get(code="C1").uid}


def contact(things) -> dict:
    found = Customer.objects.get(code="C1")
    known = Contact.objects.filter(customer=found).first()
    return {"uid": (known or add_contact(ACTOR, found, name="Zhou", part="decides")).uid}


def document(things) -> dict:
    """Put on C1 by nobody of the cast."""
    known = Document.objects.first()
    if known is None:
        sent = SimpleUploadedFile("offer.txt", b"pumps")
        (known,) = add_documents(ACTOR, Customer.objects.get(code="C1"), [sent])
    return {"uid": known.uid}


def twin(things) -> Customer:
    """A second customer of the representative with the same name as C1."""
    first = Customer.objects.get(code="C1")
    owner = things.person(REPRESENTATIVE)
    known = Customer.everything.filter(code="C1-2").first()
    return known or make_customer(ACTOR, owner=owner, code="C1-2", name=first.name)


def pair(things) -> dict:
    twin(things)
    return {"uid": Suspect.objects.get(one__code="C1").uid}


def merged(things) -> dict:
    known = Merge.objects.filter(undone_at=None).first()
    return {"uid": (known or merge_customers(ACTOR, Customer.objects.get(code="C1"), twin(things))).uid}


def own_field(things) -> dict:
    known = OwnField.objects.filter(code="staff").first()
    return {"uid": (known or make_field(ACTOR, code="staff", name_en="Staff", kind="number")).uid}


def two(things) -> dict:
    return {"winner": "C1", "loser": twin(things).code}


def given(things) -> dict:
    return {"owner": "rep_e1b", "why": "moves"}


def handed(things) -> dict:
    return {"leaver": REPRESENTATIVE, "receivers": ["rep_e1b"], "why": "leaves"}


ASSIGNERS = (LEADER, *LEADERS, REGION, DIRECTOR, *OFFICE)
EAST_ASSIGNERS = (LEADER, REGION, DIRECTOR, *OFFICE)
NOT_ASSIGNING = {REPRESENTATIVE: 403, **READERS}
SHARERS = (REPRESENTATIVE, *EAST_ASSIGNERS)
API = "api/v1/customers"
MINE = f"{API}/<uid>"


def one_contact(things) -> dict:
    found = contact(things)
    return customer(things) | {"contact": found["uid"]}


def one_document(things) -> dict:
    found = document(things)
    return customer(things) | {"document": found["uid"]}


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
        NO_SUCH_METHOD,
        only(*EAST_WRITERS, yes=302, **READERS),
        at=contact,
    ),
    *page("customers/transfer/", only(*ASSIGNERS, no=403), only(*ASSIGNERS, yes=422, no=403)),
    *page("customers/duplicates/", only(*WRITERS, no=403)),
    *page("customers/duplicates/look/", NO_SUCH_METHOD, only(*OFFICE, yes=302, no=403)),
    *page(
        "customers/duplicates/<uuid:uid>/",
        NO_SUCH_METHOD,
        only(*EAST_WRITERS, yes=302, **READERS),
        at=pair,
    ),
    *page(
        "customers/merges/<uuid:uid>/undo/",
        NO_SUCH_METHOD,
        only(*EAST_WRITERS, yes=302, **READERS),
        at=merged,
    ),
    *page(
        f"{ONE}documents/",
        only(*EAST_WRITERS, **READERS),
        only(*EAST_WRITERS, yes=422, **READERS),
        at=customer,
    ),
    *page("customers/documents/<uuid:uid>/", only(*EAST), at=document),
    *page(
        "customers/documents/<uuid:uid>/remove/",
        only(*EAST_ASSIGNERS, **NOT_ASSIGNING),
        only(*EAST_ASSIGNERS, yes=302, **NOT_ASSIGNING),
        at=document,
    ),
    *page("customers/contacts/export/", signed_in()),
    *page("customers/merges/<uuid:uid>/", only(*EAST), at=merged),
    *page("customers/fields/", only(*OFFICE, no=403), only(*OFFICE, yes=422, no=403)),
    *page(
        "customers/fields/<uuid:uid>/",
        only(*OFFICE, no=403),
        only(*OFFICE, yes=422, no=403),
        at=own_field,
    ),
    *page(
        "customers/fields/<uuid:uid>/retire/", NO_SUCH_METHOD, only(*OFFICE, yes=302, no=403), at=own_field
    ),
    *page(
        f"{ONE}merge/", only(*EAST_WRITERS, **READERS), only(*EAST_WRITERS, yes=422, **READERS), at=customer
    ),
    *page(
        f"{ONE}reassign/",
        only(*EAST_ASSIGNERS, **NOT_ASSIGNING),
        only(*EAST_ASSIGNERS, yes=422, **NOT_ASSIGNING),
        at=customer,
    ),
    *page(f"{ONE}share/", only(*SHARERS, **READERS), only(*SHARERS, yes=302, **READERS), at=customer),
    Door("GET", f"{API}/search", api(), query=lambda things: {"text": "a"}),
    Door("GET", f"{API}/duplicates", api()),
    Door("POST", f"{API}/duplicates/<uid>/apart", api(*EAST_WRITERS, **READERS), at=pair),
    Door("GET", f"{API}/merge", api(*EAST_WRITERS, **READERS), query=two),
    Door("POST", f"{API}/merge", api(*EAST_WRITERS, **READERS), json=two),
    Door("POST", f"{API}/merges/<uid>/undo", api(*EAST_WRITERS, **READERS), at=merged),
    Door("POST", f"{API}/transfer", api(*EAST_ASSIGNERS, **NOT_ASSIGNING), json=handed),
    Door("POST", API, api(*WRITERS, yes=201, no=403), json=lambda things: {"name": "New"}),
    Door("GET", MINE, api(*EAST), at=customer),
    Door("PATCH", MINE, api(*EAST_WRITERS, **READERS), at=customer, json=lambda things: {"region": "East"}),
    Door("GET", f"{MINE}/contacts", api(*EAST), at=customer),
    Door(
        "POST",
        f"{MINE}/contacts",
        api(*EAST_WRITERS, yes=201, **READERS),
        at=customer,
        json=lambda things: {"name": "Zhou"},
    ),
    Door(
        "PUT",
        f"{MINE}/contacts/<contact>",
        api(*EAST_WRITERS, **READERS),
        at=one_contact,
        json=lambda things: {"name": "Zhou", "part": "uses"},
    ),
    Door("DELETE", f"{MINE}/contacts/<contact>", api(*EAST_WRITERS, **READERS), at=one_contact),
    Door("GET", f"{MINE}/documents", api(*EAST), at=customer),
    Door("POST", f"{MINE}/documents", api(*EAST_WRITERS, yes=422, **READERS), at=customer),
    Door("GET", f"{MINE}/documents/<document>", api(*EAST), at=one_document),
    Door(
        "DELETE",
        f"{MINE}/documents/<document>",
        api(*EAST_ASSIGNERS, **NOT_ASSIGNING),
        at=one_document,
    ),
    Door("POST", f"{MINE}/reassign", api(*EAST_ASSIGNERS, **NOT_ASSIGNING), at=customer, json=given),
    Door(
        "PUT",
        f"{MINE}/shares",
        api(*SHARERS, **READERS),
        at=customer,
        json=lambda things: {"people": ["rep_n1a"]},
    ),
]
