"""Correcting within a day, amending visibly later, withdrawing with a reason."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from quotamesh.base.people.models import Person
from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.trail.actions import Actor, differences, record
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.customers.actions.seen import note_contacts
from quotamesh.do.facts import records
from quotamesh.do.followups.access import is_correctable
from quotamesh.do.followups.actions import rules
from quotamesh.do.followups.actions.record import LATE_AFTER
from quotamesh.do.followups.counting import counts_of, is_effective
from quotamesh.do.followups.errors import NoReason, StaleFollowUp, TooLate, Withdrawn
from quotamesh.do.followups.following import contact_taken_back
from quotamesh.do.followups.models import Amendment, FollowUp

TEXTS = ("summary", "need", "next_step", "due")
FIXED = ("customer", "day", "way")
FIELDS = (*FIXED, *TEXTS, "contact", "opportunity")


@transaction.atomic
def change(
    actor: Actor,
    row: FollowUp,
    *,
    seen: int | None = None,
    informed: Collection[Person] | None = None,
    **values: Any,
) -> FollowUp:
    """Correct a follow-up, or amend it once its day is over: then what stood there stays readable.

    An amendment does not alter what the record counts.

    Raises:
        StaleFollowUp, Withdrawn, BadFollowUp, NoSeat
        TooLate: customer, day or way after the deadline.
    """
    now = _opened(row, seen, values)
    before = _state(now, values, informed)
    after = {name: _plain(values[name]) for name in values}
    if informed is not None:
        after["informed"] = sorted(each.name for each in informed)
    changes = differences(before, after)
    if not changes:
        return now
    correctable = is_correctable(actor, now)
    if not correctable and any(name in changes for name in FIXED):
        raise TooLate
    was, contacted = counts_of(now), (now.customer_id, now.day)
    for name, value in values.items():
        setattr(now, name, value.strip() if isinstance(value, str) else value)
    _check(actor, now)
    if correctable:
        _count_anew(actor, now)
    else:
        now.amended = True
        Amendment.objects.create(follow_up=now, at=actor.at, by=actor.name, changes=changes)
    now.revision += 1
    now.save()
    if informed is not None:
        now.informed.set(informed)
    records.book(was, counts_of(now))
    if contacted != (now.customer_id, now.day):
        contact_taken_back(*contacted)
        note_contacts({now.customer_id: now.day})
    _trace(actor, now, "correct" if correctable else "amend", changes)
    return now


def _opened(row: FollowUp, seen: int | None, values: dict[str, Any]) -> FollowUp:
    rows = FollowUp.objects.select_for_update(of=("self",))
    now = rows.select_related("customer", "contact", "opportunity", "person").get(pk=row.pk)
    if now.withdrawn_at:
        raise Withdrawn
    if seen is not None and seen != now.revision:
        differing = {
            name: [_plain(value), _plain(getattr(now, name))]
            for name, value in values.items()
            if _plain(value) != _plain(getattr(now, name))
        }
        raise StaleFollowUp(differing)
    return now


def _plain(value: Any) -> Any:
    """As people read it: names instead of keys."""
    if value is None or value == "":
        return "–"
    return value.strip() if isinstance(value, str) else str(value)


def _state(now: FollowUp, values: dict[str, Any], informed: Collection[Person] | None) -> dict[str, Any]:
    state = {name: _plain(getattr(now, name)) for name in values}
    if informed is not None:
        state["informed"] = sorted(now.informed.values_list("name", flat=True))
    return state


def _check(actor: Actor, now: FollowUp) -> None:
    rules.check_day(now.day, today_of(company(), actor.at))
    rules.check_texts(now.summary, now.need, now.next_step, now.due, now.day)
    rules.check_belonging(now.customer, now.contact, now.opportunity)


def _count_anew(actor: Actor, now: FollowUp) -> None:
    """What a correction moves along: seat and lateness of the day, product, whether the visit is effective."""
    now.seat_id = rules.seat_of(now.person, now.day)
    now.product_id = now.opportunity.product_id if now.opportunity else root_product().pk
    now.effective = is_effective(now.way, now.need, now.next_step, now.due)
    now.late = today_of(company(), now.recorded_at) - now.day > LATE_AFTER


@transaction.atomic
def withdraw(actor: Actor, row: FollowUp, why: str) -> FollowUp:
    """Take a follow-up back: it stays readable, struck through, and counts no more.

    Raises:
        NoReason, Withdrawn
    """
    why = why.strip()
    if not why:
        raise NoReason
    now = _opened(row, None, {})
    was = counts_of(now)
    now.withdrawn_at, now.withdrawn_why = actor.at, why[:200]
    now.revision += 1
    now.save(update_fields=["withdrawn_at", "withdrawn_why", "revision"])
    Amendment.objects.create(
        follow_up=now, at=actor.at, by=actor.name, kind=Amendment.Kind.WITHDRAWN, why=now.withdrawn_why
    )
    records.book(was, [])
    contact_taken_back(now.customer_id, now.day)
    _trace(actor, now, "withdraw", {"why": [None, now.withdrawn_why]})
    return now


def _trace(actor: Actor, now: FollowUp, verb: str, changes: dict) -> None:
    label = f"{now.customer.name} · {now.person.name}"
    record(actor, f"follow_up.{verb}", subject="follow_up", key=str(now.uid), label=label, change=changes)
