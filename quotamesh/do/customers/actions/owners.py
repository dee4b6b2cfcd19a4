"""Whose a customer is, who else may look, and what happens when somebody leaves."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F

from quotamesh.base.people.models import Person
from quotamesh.base.store.fields import new_uid
from quotamesh.base.store.held import forget
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.customers import finding
from quotamesh.do.customers.actions.write import locked
from quotamesh.do.customers.errors import NobodyToTake, NoReason, SameOwner
from quotamesh.do.customers.models import Customer, OwnerChange, Share

CHUNK = 500


@transaction.atomic
def reassign(actor: Actor, customer: Customer, to: Person | None, why: str) -> Customer:
    """Give a customer to somebody, or to nobody; what was done with it stays with those who did it.

    Raises:
        NoReason, SameOwner, MergedAlready
    """
    if not why.strip():
        raise NoReason
    now = locked(customer)
    if now.owner_id == (to.pk if to else None):
        raise SameOwner
    before = now.owner
    now.owner = to
    now.revision += 1
    now.save(update_fields=["owner", "revision"])
    finding.refresh(now)
    OwnerChange.objects.create(
        customer=now, before=before, after=to, at=actor.at, by=actor.name, why=why.strip()[:200]
    )
    change = {"owner": [_code(before), _code(to)], "why": [None, why.strip()[:200]]}
    record(actor, "customer.reassign", subject="customer", key=str(now.uid), label=now.name, change=change)
    return now


def _code(person: Person | None) -> str | None:
    return person.code if person else None


@transaction.atomic
def share_with(actor: Actor, customer: Customer, people: Iterable[Person]) -> int:
    """Let further people see a customer; returns for how many it is new. What was talked about is read by whoever
    sees the customer; deals and orders stay with those who see them."""
    now = locked(customer)
    known = set(now.shares.values_list("person_id", flat=True)) | {now.owner_id}
    fresh = [person for person in people if person.pk not in known]
    Share.objects.bulk_create(
        Share(customer=now, person=person, at=actor.at, by=actor.name) for person in fresh
    )
    if fresh:
        forget()
        finding.refresh(now)
        change = {"shared": [None, [person.code for person in fresh]]}
        record(actor, "customer.share", subject="customer", key=str(now.uid), label=now.name, change=change)
    return len(fresh)


@transaction.atomic
def unshare(actor: Actor, customer: Customer, person: Person) -> bool:
    """Take a customer out of a person's sight again; returns whether it had been shared."""
    now = locked(customer)
    gone, _rows = now.shares.filter(person=person).delete()
    if gone:
        forget()
        finding.refresh(now)
        change = {"shared": [[person.code], None]}
        record(actor, "customer.unshare", subject="customer", key=str(now.uid), label=now.name, change=change)
    return bool(gone)


@transaction.atomic
def transfer_customers(
    actor: Actor, leaver: Person, receivers: Mapping[Person, Sequence[int]], why: str
) -> int:
    """Give customers of one person (by key) to others in one go; returns how many went.

    What is not the leaver's any more by now stays where it is.

    Raises:
        NoReason, NobodyToTake
    """
    if not why.strip():
        raise NoReason
    if not receivers or leaver in receivers:
        raise NobodyToTake
    go, moved = new_uid(), {}
    for person, keys in receivers.items():
        moved[person.code] = sum(
            _give(actor, leaver, person, keys[start : start + CHUNK], why.strip()[:200], go)
            for start in range(0, len(keys), CHUNK)
        )
    change = {"from": leaver.code, "to": moved, "why": why.strip()[:200]}
    record(actor, "customer.transfer", subject="person", key=leaver.code, label=leaver.name, change=change)
    return sum(moved.values())


def _give(actor: Actor, leaver: Person, to: Person, keys: Sequence[int], why: str, go: UUID) -> int:
    rows = Customer.objects.select_for_update().filter(owner=leaver, pk__in=keys)
    mine = list(rows.order_by("id").values_list("id", flat=True))
    Customer.objects.filter(pk__in=mine).update(owner=to, revision=F("revision") + 1)
    finding.hand_over(mine, leaver.pk, to.pk)
    told = {"before": leaver, "after": to, "at": actor.at, "by": actor.name, "why": why, "transfer": go}
    OwnerChange.objects.bulk_create(OwnerChange(customer_id=pk, **told) for pk in mine)
    return len(mine)
