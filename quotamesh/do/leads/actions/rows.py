"""Writing one lead: opened under a lock, stored with its counts and its entry in the trail."""

import re
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from quotamesh.base.people.queries import company
from quotamesh.base.trail.actions import Actor, differences, record
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.facts import records
from quotamesh.do.leads.counting import counts_of
from quotamesh.do.leads.errors import NotOpen, StaleLead
from quotamesh.do.leads.models import Lead

KEPT_DIGITS = 11  # a mobile number of China; country codes and leading noughts in front are left out


def keys_of(phone: str, email: str) -> dict[str, str]:
    """What doubles are known by: the last digits of the number, the address in small letters."""
    digits = re.sub(r"[^0-9]", "", phone)
    return {
        "phone_key": digits[-KEPT_DIGITS:] if len(digits) >= 5 else "",
        "email_key": email.strip().lower(),
    }


def opened(lead: Lead, seen: int | None = None, values: dict[str, Any] | None = None) -> Lead:
    """The lead as it stands now, locked until the transaction ends.

    Raises:
        StaleLead: it is not at the revision that was seen.
    """
    rows = Lead.objects.select_for_update(of=("self",)).select_related(
        "source", "unit", "owner", "product", "customer"
    )
    now = rows.get(pk=lead.pk)
    if seen is not None and seen != now.revision:
        differing = {
            name: [_text(value), _text(getattr(now, name))]
            for name, value in (values or {}).items()
            if value != getattr(now, name)
        }
        raise StaleLead(str(now), differing)
    return now


def still_open(lead: Lead) -> Lead:
    """Raises: NotOpen"""
    if not lead.is_open:
        raise NotOpen
    return lead


def _text(value: Any) -> str:
    return "–" if value in (None, "") else str(value)


def told(value: Any) -> Any:
    """As the trail keeps it: people, units and other rows by their codes."""
    return getattr(value, "code", None) or (value if isinstance(value, str | int | None) else str(value))


def store(actor: Actor, lead: Lead, verb: str, values: dict[str, Any]) -> Lead:
    """Set values of an opened lead; nothing is written where nothing differs."""
    values = values | _answer_day(lead, values)
    before = {name: getattr(lead, name) for name in values}
    change = differences(
        {name: told(value) for name, value in before.items()},
        {name: told(value) for name, value in values.items()},
    )
    if not change:
        return lead
    root = root_product().pk
    was = counts_of(lead, root)
    for name, value in values.items():
        setattr(lead, name, value)
    lead.revision += 1
    lead.save()
    records.book(was, counts_of(lead, root))
    trace(actor, lead, verb, change)
    return lead


def _answer_day(lead: Lead, values: dict[str, Any]) -> dict[str, date]:
    """An answer that was owed counts on the day it was given, and no later than it was due."""
    answered = values.get("answered_at")
    if not answered or not lead.answer_due or lead.answer_day:
        return {}
    zone = ZoneInfo(company().time_zone)
    return {"answer_day": min(answered, lead.answer_due).astimezone(zone).date()}


def trace(actor: Actor, lead: Lead, verb: str, change: dict) -> None:
    change = {
        name: pair for name, pair in change.items() if name != "answer_day" and not name.endswith("_key")
    }
    record(actor, f"lead.{verb}", subject="lead", key=str(lead.uid), label=str(lead), change=change)
