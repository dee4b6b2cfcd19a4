"""Deals of one or several people go to somebody else in one go."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_noop

from quotamesh.base.notices.actions import notify
from quotamesh.base.people.models import Person, User
from quotamesh.base.trail.actions import Actor
from quotamesh.do.pipeline.actions.common import RELATED, seat_or_last, trail
from quotamesh.do.pipeline.actions.firsts import parts
from quotamesh.do.pipeline.errors import HandOverRefused, NoReason, NotYet
from quotamesh.do.pipeline.models import Opportunity

LONGEST = 200
GIVEN = "deal.given"
ONE = gettext_noop("The deal %(deal)s is yours now: %(reason)s")
SEVERAL = gettext_noop("%(count)s deals are yours now, among them %(deal)s: %(reason)s")


@transaction.atomic
def hand_over(
    actor: Actor,
    deals: Sequence[tuple[Opportunity, int | None]],
    to: Person,
    today: date,
    *,
    reason: str,
    day: date,
) -> list[Opportunity]:
    """Give open deals, each with the revision that was seen, to somebody from a day on, who takes them to the seat they
    hold today. All go or none; each leaves its own trail entry. What was done with them stays with who did it.

    Raises:
        NoReason, NotYet: the day has not come; NoSeat
        HandOverRefused: deals that were changed meanwhile, are closed, are theirs already, or began after the day
    """
    if not reason.strip():
        raise NoReason
    if day > today:
        raise NotYet
    rows = _held([deal.pk for deal, _seen in deals])
    problems: dict[str, list[str]] = {}
    for deal, seen in deals:
        if why := _obstacle(rows.get(deal.pk), seen, to, day):
            problems.setdefault(why, []).append(deal.name)
    if problems:
        raise HandOverRefused(problems)
    seat = seat_or_last(to, today)
    for row in rows.values():
        change = {
            "owner": [row.owner.code, to.code], "seat": [row.seat.code, seat.code], "from": [None, day],
            "reason": [None, reason.strip()[:LONGEST]],
        }  # fmt: skip
        row.owner, row.seat, row.revision = to, seat, row.revision + 1
        row.save(update_fields=["owner", "seat", "revision"])
        trail(actor, row, "hand_over", change)
    _tell(actor, list(rows.values()), to, reason.strip()[:LONGEST])
    return list(rows.values())


def _tell(actor: Actor, deals: list[Opportunity], to: Person, reason: str) -> None:
    """Who took the deals learns of it, unless it was their own doing."""
    if not deals or User.objects.filter(pk=actor.user_id, person=to).exists():
        return
    first = deals[0]
    values = {"count": len(deals), "deal": first.name[:100], "reason": reason}
    url = reverse("pipeline:deal", args=[first.uid]) if len(deals) == 1 else reverse("pipeline:list")
    key = f"{first.uid}:{first.revision}"
    notify(actor, [to], GIVEN, ONE if len(deals) == 1 else SEVERAL, url, values=values, key=key)


def _held(keys: Sequence[int]) -> dict[int, Opportunity]:
    """The deals as they stand, locked in one order."""
    rows = Opportunity.objects.select_for_update(of=("self",)).select_related(*RELATED).order_by("pk")
    return {row.pk: row for part in parts(sorted(set(keys))) for row in rows.filter(pk__in=part)}


def _obstacle(now: Opportunity | None, seen: int | None, to: Person, day: date) -> str:
    if now is None or (seen is not None and seen != now.revision):
        return HandOverRefused.STALE
    if not now.is_open:
        return HandOverRefused.CLOSED
    if now.owner_id == to.pk:
        return HandOverRefused.THEIRS
    return HandOverRefused.LATER if now.opened and now.opened > day else ""
