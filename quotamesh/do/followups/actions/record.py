"""Recording a follow-up: the row, what it counts and the trail in one transaction; sent twice, stored once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from quotamesh.base.people.models import Person
from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.store.fields import new_uid
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.customers.actions.seen import note_contacts
from quotamesh.do.customers.models import Contact, Customer
from quotamesh.do.facts import records
from quotamesh.do.followups.actions import rules
from quotamesh.do.followups.counting import counts_of, is_effective
from quotamesh.do.followups.errors import TakenUid
from quotamesh.do.followups.models import FollowUp
from quotamesh.do.followups.photos import Picture, keep
from quotamesh.do.pipeline.models import Opportunity

LATE_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """A follow-up as somebody tells it. `place`: millionths of a degree; `closes`: uids of steps done with it."""

    customer: Customer
    day: date
    way: str
    summary: str
    need: str = ""
    next_step: str = ""
    due: date | None = None
    contact: Contact | None = None
    opportunity: Opportunity | None = None
    informed: Collection[Person] = ()
    place: rules.Place | None = None
    told_at: datetime | None = None
    pictures: Sequence[Picture] = ()
    closes: Collection[FollowUp] = field(default=())


def record_follow_up(
    actor: Actor, person: Person, told: Told, *, uid: UUID | None = None, source: str = FollowUp.Source.PAGE
) -> tuple[FollowUp, bool]:
    """Returns the follow-up and whether it is new: the same uid arrives once, however often it is sent.

    Raises:
        BadFollowUp, NoSeat, TakenUid, BadPhoto
    """
    try:
        return _record(actor, person, told, uid or new_uid(), source)
    except IntegrityError:
        # Two senders of one uid at the same moment: the second finds what the first stored.
        if uid and (known := _known(uid, person)):
            return known, False
        raise


def _known(uid: UUID, person: Person) -> FollowUp | None:
    known = FollowUp.objects.filter(uid=uid).first()
    if known is not None and known.person_id != person.pk:
        raise TakenUid
    return known


@transaction.atomic
def _record(actor: Actor, person: Person, told: Told, uid: UUID, source: str) -> tuple[FollowUp, bool]:
    if known := _known(uid, person):
        return known, False
    today = today_of(company(), actor.at)
    rules.check_day(told.day, today)
    rules.check_texts(told.summary, told.need, told.next_step, told.due, told.day)
    rules.check_belonging(told.customer, told.contact, told.opportunity)
    row = _row(actor, person, told, uid, source, today)
    row.save(force_insert=True)
    if told.informed:
        row.informed.set(told.informed)
    for picture in told.pictures:
        keep(row, picture)
    _close(told, person, row)
    records.book([], counts_of(row))
    note_contacts({row.customer_id: row.day})
    label = f"{told.customer.name} · {person.name}"
    record(actor, "follow_up.record", subject="follow_up", key=str(uid), label=label, change=_change(row))
    return row, True


def _row(actor: Actor, person: Person, told: Told, uid: UUID, source: str, today: date) -> FollowUp:
    place = rules.rounded(told.place)
    opportunity = told.opportunity
    return FollowUp(
        uid=uid,
        code=str(uid),
        customer=told.customer,
        contact=told.contact,
        opportunity=opportunity,
        person=person,
        seat_id=rules.seat_of(person, told.day),
        product_id=opportunity.product_id if opportunity else root_product().pk,
        day=told.day,
        way=told.way,
        summary=told.summary.strip(),
        need=told.need.strip(),
        next_step=told.next_step.strip(),
        due=told.due,
        recorded_at=actor.at,
        # A phone whose clock runs ahead has not written after the server heard of it.
        told_at=min(told.told_at, actor.at) if told.told_at else None,
        late=today - told.day > LATE_AFTER,
        effective=is_effective(told.way, told.need, told.next_step, told.due),
        source=source,
        recorded_by=actor.name,
        latitude=place[0] if place else None,
        longitude=place[1] if place else None,
    )


def _close(told: Told, person: Person, row: FollowUp) -> None:
    """The steps that this follow-up was the doing of: of the same customer and person only."""
    keys = [each.pk for each in told.closes]
    if keys:
        own = FollowUp.objects.filter(pk__in=keys, customer=row.customer, person=person, done_on=None)
        own.update(done_on=row.day)


def _change(row: FollowUp) -> dict:
    """What the trail keeps: what counts, not the texts, which may be long and are the record's own."""
    return {
        "day": [None, row.day],
        "way": [None, row.way],
        "late": [None, row.late],
        "effective": [None, row.effective],
    }
