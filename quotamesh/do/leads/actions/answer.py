"""A lead is answered; one that was not, in time, is told to the leader."""

from django.db import transaction

from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.trail.actions import Actor
from quotamesh.do.followups.actions.record import Told, record_follow_up
from quotamesh.do.leads.actions.rows import opened, still_open, store, trace
from quotamesh.do.leads.clock import moment_of
from quotamesh.do.leads.models import Lead, LeadNote


@transaction.atomic
def answer(actor: Actor, lead: Lead, way: str, text: str, *, seen: int | None = None) -> Lead:
    """Note how the lead was answered; the first answer stops the clock. A mere note does not. Where the customer
    is known already, it is a follow-up with them too.

    Raises:
        StaleLead, NotOpen
    """
    now = still_open(opened(lead, seen))
    at = moment_of(company(), actor.at)
    LeadNote.objects.create(lead=now, way=way, text=text, by=actor.name, at=at)
    if way != LeadNote.Way.NOTE and now.customer and now.owner:
        day = today_of(company(), actor.at)
        record_follow_up(actor, now.owner, Told(now.customer, day, way, text))
    if way != LeadNote.Way.NOTE and now.answered_at is None:
        return store(actor, now, "answer", {"answered_at": at, "state": Lead.State.ANSWERED})
    trace(actor, now, "note", {"way": [None, way]})
    return now


@transaction.atomic
def escalate(actor: Actor, leads: list[Lead]) -> list[Lead]:
    """Note that the leaders were told of these overdue leads; returns those that had not been told of before."""
    fresh = []
    for lead in leads:
        now = opened(lead)
        if now.escalated_at is None and now.state == Lead.State.NEW:
            fresh.append(store(actor, now, "escalate", {"escalated_at": actor.at}))
    return fresh
