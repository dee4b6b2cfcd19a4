"""A lead is answered; one that was not, in time, is told to the leader."""

from zoneinfo import ZoneInfo

from django.db import transaction

from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.facts import records
from quotamesh.do.followups.actions.record import Told, record_follow_up
from quotamesh.do.leads.actions.rows import opened, still_open, store, trace
from quotamesh.do.leads.clock import moment_of
from quotamesh.do.leads.counting import counts_of
from quotamesh.do.leads.models import Lead, LeadNote

AT_ONCE = 2000


@transaction.atomic
def answer(actor: Actor, lead: Lead, way: str, text: str, *, seen: int | None = None) -> Lead:
    """Note how the lead was answered; the first answer stops the clock. A mere note does not. Where the customer
    is known already, it is a follow-up with them too.

    Raises:
        StaleLead, NotOpen
    """
    now = still_open(opened(lead, seen))
    at = moment_of(company(), actor.at)
    made = None
    if way != LeadNote.Way.NOTE and now.customer and now.owner:
        day = today_of(company(), actor.at)
        made, _fresh = record_follow_up(actor, now.owner, Told(now.customer, day, way, text))
    LeadNote.objects.create(lead=now, way=way, text=text, by=actor.name, at=at, follow_up=made)
    if way != LeadNote.Way.NOTE and now.answered_at is None:
        return store(actor, now, "answer", {"answered_at": at, "state": Lead.State.ANSWERED})
    trace(actor, now, "note", {"way": [None, way]})
    return now


@transaction.atomic
def count_unanswered(actor: Actor) -> int:
    """Count the answers that are due by now and were not given, on the day they were due; returns how many.

    Nothing of it is anybody's doing: it leaves no trail and raises no revision.
    """
    ours = company()
    now, zone, root = moment_of(ours, actor.at), ZoneInfo(ours.time_zone), root_product().pk
    owed = Lead.objects.select_for_update().filter(answer_day=None, answer_due__lt=now).order_by("answer_due")
    found = list(owed[:AT_ONCE])
    before = [count for lead in found for count in counts_of(lead, root)]
    for lead in found:
        lead.answer_day = lead.answer_due.astimezone(zone).date()
    Lead.objects.bulk_update(found, ["answer_day"])
    records.book(before, [count for lead in found for count in counts_of(lead, root)])
    return len(found)


@transaction.atomic
def escalate(actor: Actor, leads: list[Lead]) -> list[Lead]:
    """Note that the leaders were told of these overdue leads; returns those that had not been told of before."""
    fresh = []
    for lead in leads:
        now = opened(lead)
        if now.escalated_at is None and now.state == Lead.State.NEW:
            fresh.append(store(actor, now, "escalate", {"escalated_at": actor.at}))
    return fresh
