"""Sources, what they cost, and their public forms."""

import secrets
from datetime import date
from typing import Any

from django.db import transaction

from quotamesh.base.trail.actions import Actor, differences, record
from quotamesh.do.leads.errors import BadDay, BadTerms, CodeTaken, StaleLead
from quotamesh.do.leads.models import Source, SourceCost
from quotamesh.kernel.acquisition import BASIS_POINTS

FIELDS = ("name", "kind", "per_lead", "closed", "rebate_bp", "rebate_cap", "rebate_fixed")


def check_terms(rate_bp: int | None, cap: int | None, fixed: int | None) -> None:
    """No rebate, a share with a cap or without, or a fixed amount.

    Raises:
        BadTerms
    """
    wrong = rate_bp is not None and not 0 <= rate_bp <= BASIS_POINTS
    both = rate_bp is not None and fixed is not None
    capless = cap is not None and rate_bp is None
    if wrong or both or capless or (cap is not None and cap < 0) or (fixed is not None and fixed < 0):
        raise BadTerms


@transaction.atomic
def make_source(actor: Actor, code: str, **values: Any) -> Source:
    """
    Raises:
        CodeTaken, BadTerms
    """
    if Source.objects.filter(code=code).exists():
        raise CodeTaken(code)
    check_terms(*(values.get(name) for name in ("rebate_bp", "rebate_cap", "rebate_fixed")))
    made = Source.objects.create(code=code, **values)
    _trace(actor, made, "make", {name: [None, values[name]] for name in values})
    return made


@transaction.atomic
def change_source(actor: Actor, source: Source, *, seen: int | None = None, **values: Any) -> Source:
    """
    Raises:
        StaleLead, BadTerms
    """
    now = Source.objects.select_for_update().get(pk=source.pk)
    change = differences({name: getattr(now, name) for name in values}, values)
    if seen is not None and seen != now.revision:
        raise StaleLead(now.name, {name: [str(mine), str(theirs)] for name, (theirs, mine) in change.items()})
    for name, value in values.items():
        setattr(now, name, value)
    check_terms(now.rebate_bp, now.rebate_cap, now.rebate_fixed)
    if change:
        now.revision += 1
        now.save()
        _trace(actor, now, "change", change)
    return now


@transaction.atomic
def open_form(actor: Actor, source: Source, *, is_open: bool, renew: bool = False) -> Source:
    """Open or close the public form of a source; renewed, it has another address and the old one leads nowhere."""
    now = Source.objects.select_for_update().get(pk=source.pk)
    if renew or not now.token:
        now.token = secrets.token_urlsafe(18)
    change = {"form_open": [now.form_open, is_open], "renewed": [None, renew]}
    now.form_open = is_open
    now.save()
    _trace(actor, now, "form", change)
    return now


@transaction.atomic
def add_cost(
    actor: Actor, source: Source, *, start: date, end: date, amount: int, note: str = ""
) -> SourceCost:
    """Note what a source cost from one day to another.

    Raises:
        BadDay: it ends before it starts.
    """
    if end < start:
        raise BadDay
    made = SourceCost.objects.create(source=source, start=start, end=end, amount=amount, note=note)
    _trace(actor, source, "cost", {f"{start} – {end}": [None, amount]})
    return made


@transaction.atomic
def remove_cost(actor: Actor, cost: SourceCost) -> None:
    """Take a cost back that was noted wrongly; it stays in the trail."""
    _trace(actor, cost.source, "cost", {f"{cost.start} – {cost.end}": [cost.amount, None]})
    cost.delete()


def _trace(actor: Actor, source: Source, verb: str, change: dict) -> None:
    record(
        actor,
        f"lead_source.{verb}",
        subject="lead_source",
        key=str(source.uid),
        label=source.name,
        change=change,
    )
