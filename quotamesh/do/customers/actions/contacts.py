"""People at customers': making, changing and taking them off."""

from typing import Any

from django.db import transaction

from quotamesh.base.store.fields import new_uid
from quotamesh.base.tables.kinds import Outcome
from quotamesh.base.tables.upserts import Drafts, upsert
from quotamesh.base.trail.actions import Actor, differences, record
from quotamesh.do.customers.errors import CodeTaken, StaleCustomer
from quotamesh.do.customers.models import Contact, Customer

FIELDS = ("name", "part", "title", "phone", "email")


@transaction.atomic
def add_contact(actor: Actor, customer: Customer, *, code: str = "", **values: Any) -> Contact:
    """
    Raises:
        CodeTaken
    """
    if code and Contact.objects.filter(code=code).exists():
        raise CodeTaken(code)
    made = Contact(customer=customer, code=code or f"K-{new_uid().hex}", **values)
    made.save(force_insert=True)
    change = {name: [None, value] for name, value in values.items() if value}
    _record(actor, "make", made, change)
    return made


@transaction.atomic
def change_contact(actor: Actor, contact: Contact, *, seen: int | None = None, **values: Any) -> Contact:
    """
    Raises:
        StaleCustomer
    """
    now = Contact.objects.select_for_update().get(pk=contact.pk)
    change = differences({name: getattr(now, name) for name in values}, values)
    if seen is not None and seen != now.revision:
        raise StaleCustomer(now.name, {name: [mine, theirs] for name, (theirs, mine) in change.items()})
    if change:
        for name, value in values.items():
            setattr(now, name, value)
        now.revision += 1
        now.save()
        _record(actor, "change", now, change)
    return now


@transaction.atomic
def remove_contact(actor: Actor, contact: Contact) -> None:
    """Take somebody off; what was talked about with them stays, without the name."""
    change = {name: [getattr(contact, name), None] for name in FIELDS if getattr(contact, name)}
    _record(actor, "remove", contact, change)
    contact.delete()


def _record(actor: Actor, verb: str, contact: Contact, change: dict) -> None:
    label = f"{contact.customer} · {contact.name}"[:300]
    record(actor, f"contact.{verb}", subject="contact", key=str(contact.uid), label=label, change=change)


@transaction.atomic
def store_contacts(_actor: Actor, drafts: Drafts, _progress) -> Outcome:
    """Make and change contacts by code. The caller leaves the trail entry."""
    texts = dict.fromkeys(("title", "phone", "email"), "")
    return upsert(Contact, drafts, "code", {"part": Contact.Part.OTHER, **texts})
