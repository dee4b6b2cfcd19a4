"""Who brought a lead, and the rebate for it: agreed, approved, paid."""

from datetime import date
from typing import Any

from django.db import transaction

from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.leads.actions.sources import check_terms
from quotamesh.do.leads.errors import BadDay, BadTerms, NotDue, StaleLead
from quotamesh.do.leads.models import Lead, Referral
from quotamesh.do.leads.rebates import owed_for, won_of


@transaction.atomic
def set_referral(actor: Actor, lead: Lead, *, seen: int | None = None, **values: Any) -> Referral:
    """Note who referred a lead and what was agreed: name, customer, contact, and rate_bp with cap, or fixed.

    Raises:
        BadTerms
        NotDue: it was approved or paid already.
        StaleLead
    """
    row = Referral.objects.select_for_update().filter(lead=lead).first() or Referral(lead=lead)
    if row.pk and seen is not None and seen != row.revision:
        raise StaleLead(row.name, {})
    if row.state not in (Referral.State.OPEN, Referral.State.REFUSED):
        raise NotDue
    for name, value in values.items():
        setattr(row, name, value)
    check_terms(row.rate_bp, row.cap, row.fixed)
    if row.rate_bp is None and row.fixed is None:
        raise BadTerms
    row.state = Referral.State.OPEN
    change = {name: [None, getattr(value, "code", value)] for name, value in values.items()}
    return _store(actor, row, "set", change)


@transaction.atomic
def approve_rebate(actor: Actor, referral: Referral, *, seen: int | None = None) -> Referral:
    """Fix what is owed by the deal as it was won.

    Raises:
        StaleLead
        NotDue: the deal is not won, or it was decided already.
    """
    now = _opened(referral, seen)
    won = won_of(now)
    if now.state != Referral.State.OPEN or won is None:
        raise NotDue
    now.won, now.owed = won, owed_for(now, won)
    now.state, now.decided_at, now.decided_by = Referral.State.APPROVED, actor.at, actor.name
    return _store(actor, now, "approve", {"won": [None, won], "owed": [None, now.owed]})


@transaction.atomic
def refuse_rebate(actor: Actor, referral: Referral, why: str, *, seen: int | None = None) -> Referral:
    """
    Raises:
        StaleLead
        NotDue: it was decided already.
    """
    now = _opened(referral, seen)
    if now.state != Referral.State.OPEN:
        raise NotDue
    now.state, now.why = Referral.State.REFUSED, why
    now.decided_at, now.decided_by = actor.at, actor.name
    return _store(actor, now, "refuse", {"why": [None, why]})


@transaction.atomic
def pay_rebate(actor: Actor, referral: Referral, day: date, *, seen: int | None = None) -> Referral:
    """Note that an approved rebate was paid on a day.

    Raises:
        StaleLead
        NotDue: it was not approved.
        BadDay: it has not come yet.
    """
    now = _opened(referral, seen)
    if now.state != Referral.State.APPROVED:
        raise NotDue
    if day > today_of(company(), actor.at):
        raise BadDay
    now.state, now.paid_on = Referral.State.PAID, day
    return _store(actor, now, "pay", {"paid_on": [None, day.isoformat()], "owed": [now.owed, now.owed]})


def _opened(referral: Referral, seen: int | None) -> Referral:
    rows = Referral.objects.select_for_update(of=("self",)).select_related("lead__opportunity")
    now = rows.get(pk=referral.pk)
    if seen is not None and seen != now.revision:
        raise StaleLead(now.name, {})
    return now


def _store(actor: Actor, row: Referral, verb: str, change: dict) -> Referral:
    row.revision = row.revision + 1 if row.pk else 1
    row.save()
    label = f"{row.name} · {row.lead}"
    record(actor, f"rebate.{verb}", subject="rebate", key=str(row.uid), label=label, change=change)
    return row
