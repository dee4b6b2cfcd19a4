"""A lead comes in: by a form, by hand, by a program."""

import base64
from datetime import date, datetime
from typing import Any

from django.db import transaction

from quotamesh.base.people.models import Person
from quotamesh.base.people.queries import company, root_unit
from quotamesh.base.people.viewer import today_of
from quotamesh.base.store.fields import new_uid
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.facts import records
from quotamesh.do.leads.actions.assign import in_turn, placed, settled
from quotamesh.do.leads.actions.rows import keys_of, trace
from quotamesh.do.leads.actions.tell import tell_owner
from quotamesh.do.leads.clock import Clock, clock_of, moment_of
from quotamesh.do.leads.counting import counts_of
from quotamesh.do.leads.errors import BadDay, NoWayBack, SourceClosed
from quotamesh.do.leads.matching import Assigner, Decision
from quotamesh.do.leads.models import Lead, Source

FIELDS = ("company", "contact", "phone", "email", "region", "need", "product")


def new_code(day: date) -> str:
    """A name people can read out: L261120-3F9K2C7Q."""
    tail = base64.b32encode(new_uid().bytes[-5:]).decode()
    return f"L{day:%y%m%d}-{tail}"


@transaction.atomic
def take_in(
    actor: Actor,
    source: Source,
    values: dict[str, Any],
    *,
    entry: str = Lead.Entry.HAND,
    owner: Person | None = None,
    code: str = "",
    day: date | None = None,
    cost: int | None = None,
    consent: bool = False,
    assigner: Assigner | None = None,
    clock: Clock | None = None,
) -> Lead:
    """Store a lead, start its clock, and give it to its owner or to whom the rules name.

    values: some of FIELDS. day: when it came, else today; one that came before today has no clock running.
    assigner, clock: for many at once; else they are read.

    Raises:
        NoWayBack, SourceClosed, BadDay: it has not come yet.
        NoSeat: the owner holds no seat.
    """
    if source.closed:
        raise SourceClosed(source.name)
    if not values.get("phone") and not values.get("email"):
        raise NoWayBack
    ours = company()
    today, now = today_of(ours, actor.at), moment_of(ours, actor.at)
    day = day or today
    if day > today:
        raise BadDay
    lead = Lead(
        **values, **keys_of(values.get("phone", ""), values.get("email", "")),
        code=code or new_code(day), source=source, date=day, entry=entry, arrived_at=now,
        cost=source.per_lead if cost is None else cost, consent_at=actor.at if consent else None,
        unit=root_unit(),
    )  # fmt: skip
    if day == today:
        start_clock(lead, clock or clock_of(ours, today), now)
    decision = Decision.by_hand(owner, today) if owner else (assigner or in_turn(today)).decide(lead)
    for name, value in placed(lead, decision, today).items():
        setattr(lead, name, value)
    lead.save(force_insert=True)
    records.book([], counts_of(lead, root_product().pk))
    settled(decision)
    change = {"source": [None, source.code], "owner": [None, owner_code(lead)], "why": [None, decision.why]}
    trace(actor, lead, "take_in", change)
    tell_owner(actor, lead)
    return lead


def owner_code(lead: Lead) -> str | None:
    return lead.owner.code if lead.owner else None


def start_clock(lead: Lead, clock: Clock, now: datetime) -> None:
    lead.answer_due = clock.due(now, lead.source.kind)
