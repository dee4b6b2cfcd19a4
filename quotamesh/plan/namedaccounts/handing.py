"""Handing an account over to the next team: what must be told, and who takes it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Unit
from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.facts import records
from quotamesh.plan.namedaccounts.actions import count_lists, standing_accounts
from quotamesh.plan.namedaccounts.counting import counts_of
from quotamesh.plan.namedaccounts.errors import (
    DecidedAlready,
    ItemsMissing,
    NamedAlready,
    NoReason,
    OffTheList,
    SameSeat,
    WaitingAlready,
)
from quotamesh.plan.namedaccounts.models import HandOver, NamedAccount
from quotamesh.plan.namedaccounts.telling import tell_answered, tell_offered

Team = NamedAccount.Team
NAMES = {
    "need": _("What the customer needs"),
    "decider": _("Who decides there"),
    "next": _("The agreed next step, with its date"),
    "problem": _("The technical question"),
    "data": _("Which data are at hand"),
    "deadline": _("By when an answer is wanted"),
}
# What the next team must be told before it can go on.
DEMANDED = {
    Team.SDR: ("next",),
    Team.BD: ("need", "decider", "next"),
    Team.SALES: ("need", "decider", "next"),
    Team.PRESALES: ("problem", "data", "deadline"),
}
LONGEST = 500


@transaction.atomic
def hand_over(
    actor: Actor, account: NamedAccount, to_seat: Unit, to_team: str, *, note: str, items: Mapping[str, str]
) -> HandOver:
    """Offer an account to the next team's seat; it stays with the giver until it is accepted.

    Raises:
        SameSeat, ItemsMissing, WaitingAlready, OffTheList
        NamedAlready: the next team's list has the customer.
    """
    now = _standing(account)
    demanded = DEMANDED[Team(to_team)]
    told = {code: items.get(code, "").strip()[:LONGEST] for code in demanded}
    if to_seat.pk == now.seat_id:
        raise SameSeat
    if missing := [code for code in demanded if not told[code]]:
        raise ItemsMissing(missing)
    if now.hand_overs.filter(state=HandOver.State.WAITING).exists():
        raise WaitingAlready(str(now.customer))
    _not_named(now, to_team)
    before = now.hand_overs.filter(from_team=now.team, to_team=to_team, state=HandOver.State.RETURNED)
    made = HandOver.objects.create(
        account=now,
        from_seat_id=now.seat_id,
        to_seat=to_seat,
        from_team=now.team,
        to_team=to_team,
        note=note.strip(),
        items=told,
        first=not before.exists(),
        made_on=today_of(company(), actor.at),
        made_by=actor.name,
    )
    _record(actor, made, "hand_over", {"to": [None, to_seat.code], "team": [now.team, to_team]})
    tell_offered(actor, made)
    return made


def _standing(account: NamedAccount) -> NamedAccount:
    """The account, locked, as long as it stands on a list."""
    rows = NamedAccount.objects.select_for_update(of=("self",)).select_related("customer", "seat")
    now = rows.get(pk=account.pk)
    if now.ended_on:
        raise OffTheList(str(now.customer))
    return now


def _not_named(account: NamedAccount, team: str) -> None:
    others = [
        each for each in standing_accounts(account.fiscal_year, team, [account.customer]) if each != account
    ]
    if others:
        raise NamedAlready(str(account.customer), others[0].seat.name)


@transaction.atomic
def accept(actor: Actor, offered: HandOver) -> HandOver:
    """Take the account: it stands on the receiver's list from now on.

    Raises:
        DecidedAlready, NamedAlready, OffTheList
    """
    account = _standing(offered.account)
    now = _opened(offered)
    _not_named(account, now.to_team)
    giver = account.seat_id
    account.seat, account.team = now.to_seat, now.to_team
    account.revision += 1
    account.save()
    _decide(actor, now, HandOver.State.ACCEPTED, "")
    count_lists(actor, {giver, now.to_seat_id})
    return now


@transaction.atomic
def send_back(actor: Actor, offered: HandOver, reason: str) -> HandOver:
    """Leave the account with the giver, with the reason.

    Raises:
        DecidedAlready, NoReason
    """
    now = _opened(offered)
    if not reason.strip():
        raise NoReason
    return _decide(actor, now, HandOver.State.RETURNED, reason.strip())


def _opened(offered: HandOver) -> HandOver:
    rows = HandOver.objects.select_for_update(of=("self",))
    now = rows.select_related("account__customer", "from_seat", "to_seat").get(pk=offered.pk)
    if now.state != HandOver.State.WAITING:
        raise DecidedAlready(now.decided_by)
    return now


def _decide(actor: Actor, now: HandOver, state: str, reason: str) -> HandOver:
    now.state, now.reason = state, reason[:300]
    now.decided_on, now.decided_by = today_of(company(), actor.at), actor.name
    now.save()
    records.book([], counts_of(now))
    _record(actor, now, state, {"state": ["waiting", state], "reason": [None, reason]})
    tell_answered(actor, now)
    return now


def _record(actor: Actor, row: HandOver, verb: str, change: dict[str, Any]) -> None:
    label = f"{row.account.customer} · {row.from_seat.name} → {row.to_seat.name}"
    record(actor, f"named.{verb}", subject="hand_over", key=str(row.uid), label=label, change=change)
