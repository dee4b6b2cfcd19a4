"""Entering the rule of a kind of request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from quotamesh.base.approvals.bands import Band, as_json, checked
from quotamesh.base.approvals.errors import NobodyApproves, StaleRule
from quotamesh.base.approvals.kinds import kind_of
from quotamesh.base.approvals.line import Holders, unheld
from quotamesh.base.approvals.models import RuleBook
from quotamesh.base.people.models import Unit
from quotamesh.base.trail.actions import Actor, record

REMIND_DAYS = 3


@dataclass(frozen=True)
class Entered:
    """The rule as it is kept, and the steps that nobody could decide: (whom the step asks, unit)."""

    book: RuleBook
    unheld: tuple[tuple[str, str], ...]


@transaction.atomic
def set_rule(
    actor: Actor,
    kind: str,
    bands: Sequence[Band],
    *,
    day: date,
    remind_days: int = REMIND_DAYS,
    expire_days: int | None = None,
    seen: int | None = None,
) -> Entered:
    """Enter or change a rule; open requests keep the steps they were asked with. `seen` is the revision read.

    Raises:
        UnknownKind, BadBands, StaleRule
        NobodyApproves: a step that nobody in any unit could decide.
    """
    good = checked(bands, has_amount=kind_of(kind).has_amount)
    holders = Holders(day)
    missing = tuple(dict.fromkeys((ask.who, unit) for ask, unit in _missing(good, holders, day)))
    before = RuleBook.objects.select_for_update().filter(kind=kind).first()
    now = before.revision if before else 0
    if seen is not None and seen != now:
        raise StaleRule(seen, now)
    book = before or RuleBook(kind=kind, revision=0)
    old = book.bands
    book.bands, book.remind_days, book.expire_days = as_json(good), remind_days, expire_days
    book.revision += 1
    book.save()
    change = {"bands": [old, book.bands], "remind_days": [None, remind_days]}
    record(actor, "approval.rule", subject="approval_rule", key=kind, label=kind, change=change)
    return Entered(book, missing)


def _missing(bands: Sequence[Band], holders: Holders, day: date):
    """What nobody could decide, unit by unit; a step that no unit has anybody for is refused."""
    paths = list(Unit.objects.exclude(kind=Unit.Kind.SEAT).values_list("path", flat=True))
    for ask in dict.fromkeys(step for band in bands for step in band.steps):
        if not any(holders.of(ask, path) for path in paths):
            raise NobodyApproves("", ask.who, "")
        yield from unheld([ask], holders, day)


@transaction.atomic
def drop_rule(actor: Actor, kind: str) -> None:
    """Back to the kind's own rule."""
    book = RuleBook.objects.select_for_update().filter(kind=kind_of(kind).code).first()
    if book:
        book.delete()
        record(
            actor,
            "approval.drop_rule",
            subject="approval_rule",
            key=kind,
            label=kind,
            change={"bands": [book.bands, None]},
        )
