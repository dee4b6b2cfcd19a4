"""Saying to an action of one's list: done, later, or not at all; and taking it back."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from quotamesh.base.trail.actions import Actor, record
from quotamesh.check.today.desk import Desk
from quotamesh.check.today.errors import BadUntil, NoSuchAction, ReasonMissing
from quotamesh.check.today.models import Answer
from quotamesh.check.today.queries import THING
from quotamesh.check.today.rules import KINDS, module_of

FARTHEST = timedelta(days=366)
LONGEST_KEY, LONGEST_REASON = 100, 200
State = Answer.State


@transaction.atomic
def answer(
    actor: Actor, desk: Desk, kind: str, key: str, state: str, *, until: date | None = None, reason: str = ""
) -> Answer:
    """Answer an action. Where doing it changes a record, as with a next step, the record is changed too.

    Raises:
        NoSuchAction, BadUntil, ReasonMissing
    """
    _check(kind, key)
    reason = reason.strip()[:LONGEST_REASON]
    if state == State.LATER and not (until and desk.today < until <= desk.today + FARTHEST):
        raise BadUntil
    if state == State.DISMISSED and not reason:
        raise ReasonMissing
    told = {
        "state": state,
        "until": until if state == State.LATER else None,
        "reason": reason,
        "at": desk_time(actor, desk),
    }
    row, _new = Answer.objects.update_or_create(person_id=desk.person, kind=kind, key=key, defaults=told)
    verb = getattr(module_of(kind), "done", None) if kind in KINDS else None
    if state == State.DONE and verb:
        verb(actor, desk, key)
    change = {"state": [None, state], "until": [None, until], "reason": [None, reason]}
    _trail(actor, "answer", kind, key, change)
    return row


def desk_time(actor: Actor, desk: Desk):
    """When it was said: by the clock, but for the demo company, which stands still."""
    return desk.now if desk.company.demo_day else actor.at


@transaction.atomic
def take_back(actor: Actor, desk: Desk, kind: str, key: str) -> bool:
    """The answer was a slip: the action stands on the list again. Returns whether there was one.

    Raises:
        NoSuchAction
    """
    _check(kind, key)
    row = Answer.objects.filter(person_id=desk.person, kind=kind, key=key).first()
    if row is None:
        return False
    row.delete()
    verb = getattr(module_of(kind), "undone", None) if kind in KINDS else None
    if row.state == State.DONE and verb:
        verb(actor, desk, key)
    _trail(actor, "take_back", kind, key, {"state": [row.state, None]})
    return True


def _check(kind: str, key: str) -> None:
    """Keys are made of uids, days and numbers: whatever else comes is none of ours."""
    plain = key.isascii() and all(c.isalnum() or c in "-:" for c in key) and len(key) <= LONGEST_KEY
    if kind not in (*KINDS, THING) or not plain:
        raise NoSuchAction
    try:
        UUID(key.partition(":")[0])
    except ValueError as error:
        raise NoSuchAction from error


def _trail(actor: Actor, verb: str, kind: str, key: str, change: dict) -> None:
    record(actor, f"today.{verb}", subject="today", key=f"{kind}:{key}", label=kind, change=change)
