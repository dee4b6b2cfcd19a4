"""Two leads of the same person become one."""

from django.db import transaction

from quotamesh.base.trail.actions import Actor
from quotamesh.do.leads.actions.assign import open_state
from quotamesh.do.leads.actions.rows import keys_of, opened, still_open, store
from quotamesh.do.leads.errors import NotOpen, SameLead
from quotamesh.do.leads.models import Lead

FILLED = ("company", "contact", "phone", "email", "region", "need", "product")


@transaction.atomic
def merge(actor: Actor, lead: Lead, into: Lead, *, seen: int | None = None) -> Lead:
    """Let another lead stand for this one: it gets what it lacks, and the earlier answer. Returns the other.

    Raises:
        StaleLead, NotOpen
        SameLead: into itself, or into one that was merged.
    """
    if lead.pk == into.pk:
        raise SameLead
    # Always in the order of their keys, so that two merges the other way round do not wait for each other.
    first, second = (
        opened(each, seen if each.pk == lead.pk else None) for each in sorted((lead, into), key=_pk)
    )
    now, kept = (first, second) if first.pk == lead.pk else (second, first)
    still_open(now)
    if kept.state == Lead.State.MERGED:
        raise SameLead
    lacking = {name: getattr(now, name) for name in FILLED if not getattr(kept, name) and getattr(now, name)}
    values = lacking | keys_of(lacking.get("phone", kept.phone), lacking.get("email", kept.email))
    if kept.is_open and kept.answered_at is None and now.answered_at:
        values |= {"answered_at": now.answered_at, "state": Lead.State.ANSWERED}
    store(actor, kept, "receive", values)
    store(actor, now, "merge", {"state": Lead.State.MERGED, "merged_into": kept})
    return kept


def _pk(lead: Lead) -> int:
    return lead.pk


@transaction.atomic
def unmerge(actor: Actor, lead: Lead) -> Lead:
    """A lead stands for itself again; what the other got of it stays there.

    Raises:
        NotOpen: it was not merged.
    """
    now = opened(lead)
    if now.state != Lead.State.MERGED:
        raise NotOpen
    return store(actor, now, "unmerge", {"state": open_state(now), "merged_into": None})
