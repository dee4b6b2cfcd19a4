"""A lead is dropped, or given back to be woken later; and taken up again."""

from datetime import date

from django.db import transaction

from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.trail.actions import Actor
from quotamesh.do.leads.actions.assign import open_state
from quotamesh.do.leads.actions.rows import opened, still_open, store
from quotamesh.do.leads.errors import BadDay, NoReason, NotOpen
from quotamesh.do.leads.models import Lead


def _reason(why: str, words: str) -> dict[str, str]:
    if why not in Lead.Why.values or (why == Lead.Why.OTHER and not words.strip()):
        raise NoReason
    return {"why": why, "why_words": words.strip()}


@transaction.atomic
def drop(actor: Actor, lead: Lead, why: str, words: str = "", *, seen: int | None = None) -> Lead:
    """Close a lead that will come to nothing. What was not meant seriously counts nowhere any more.

    Raises:
        StaleLead, NotOpen, NoReason
    """
    reason = _reason(why, words)
    now = still_open(opened(lead, seen))
    return store(actor, now, "drop", {"state": Lead.State.DROPPED, **reason})


@transaction.atomic
def recycle(
    actor: Actor, lead: Lead, why: str, wake_on: date, words: str = "", *, seen: int | None = None
) -> Lead:
    """Give a lead back to the pool of the team; on its day it stands in the queue again.

    Raises:
        StaleLead, NotOpen, NoReason
        BadDay: the day it is to be woken is not to come.
    """
    reason = _reason(why, words)
    if wake_on <= today_of(company(), actor.at):
        raise BadDay
    now = still_open(opened(lead, seen))
    unit = now.unit.parent if now.owner_id and now.unit.parent_id else now.unit
    values = {"state": Lead.State.RECYCLED, "owner": None, "unit": unit, "wake_on": wake_on, **reason}
    return store(actor, now, "recycle", values)


@transaction.atomic
def take_up(actor: Actor, lead: Lead, *, seen: int | None = None) -> Lead:
    """A lead that was dropped or given back is open again, with whom it lies.

    Raises:
        StaleLead
        NotOpen: it is open, converted or merged.
    """
    now = opened(lead, seen)
    if now.state not in (Lead.State.DROPPED, Lead.State.RECYCLED):
        raise NotOpen
    values = {"state": open_state(now), "why": "", "why_words": "", "wake_on": None}
    return store(actor, now, "take_up", values)
