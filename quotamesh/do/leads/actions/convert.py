"""A lead becomes a customer with a contact, and a deal begins: all of it or nothing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from quotamesh.base.people.models import Person
from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.models import Product
from quotamesh.do.customers.actions import add_contact, make_customer
from quotamesh.do.customers.models import Contact, Customer
from quotamesh.do.leads.actions.rows import opened, still_open, store
from quotamesh.do.leads.clock import moment_of
from quotamesh.do.leads.errors import NoSeat, Unnamed
from quotamesh.do.leads.models import Lead
from quotamesh.do.pipeline.actions import open_opportunity
from quotamesh.do.pipeline.errors import NoSeat as DealNoSeat
from quotamesh.do.pipeline.models import Opportunity


@dataclass(frozen=True)
class Deal:
    """The deal that begins: its name, line, and what is known of amount and closing."""

    name: str
    product: Product
    amount: int | None = None
    expected: date | None = None


@transaction.atomic
def convert(
    actor: Actor,
    lead: Lead,
    owner: Person,
    *,
    customer: Customer | None = None,
    name: str = "",
    deal: Deal | None = None,
    seen: int | None = None,
    **values: Any,
) -> Lead:
    """Let a lead become a customer of `owner`: one that exists, or a new one of this name.

    values: industry, region and what else a new customer takes. The person becomes a contact where that one is not
    known there yet. To convert is to answer, if nobody had answered before.

    Raises:
        StaleLead, NotOpen, NoSeat
        Unnamed: a new customer has no name.
    """
    now = still_open(opened(lead, seen))
    if customer is None:
        if not name.strip():
            raise Unnamed
        customer = make_customer(actor, owner=owner, name=name.strip(), **values)
    _note_contact(actor, now, customer)
    made = _begin(actor, owner, customer, deal) if deal else None
    at = moment_of(company(), actor.at)
    change = {"state": Lead.State.CONVERTED, "customer": customer, "opportunity": made}
    if now.answered_at is None:
        change["answered_at"] = at
    return store(actor, now, "convert", change)


def _begin(actor: Actor, owner: Person, customer: Customer, deal: Deal) -> Opportunity:
    today = today_of(company(), actor.at)
    try:
        return open_opportunity(
            actor, owner, today, name=deal.name, product=deal.product, customer=customer,
            amount=deal.amount, expected=deal.expected,
        )  # fmt: skip
    except DealNoSeat as error:
        raise NoSeat(owner.name) from error


def _note_contact(actor: Actor, lead: Lead, customer: Customer) -> None:
    """Whom one spoke with is noted there, unless known by name, number or address."""
    for known in Contact.objects.filter(customer=customer):
        same_phone = lead.phone and known.phone == lead.phone
        same_mail = lead.email and known.email.casefold() == lead.email.casefold()
        if same_phone or same_mail or (lead.contact and known.name == lead.contact):
            return
    if lead.contact:
        add_contact(actor, customer, name=lead.contact, phone=lead.phone, email=lead.email)
