"""What can be done to named accounts."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from quotamesh.base.people.models import Unit
from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.store.months import MONTHS
from quotamesh.base.tables.kinds import Outcome
from quotamesh.base.trail.actions import Actor, differences, record
from quotamesh.do.customers.models import Customer
from quotamesh.do.measures.actions import store_measures
from quotamesh.do.measures.models import Measure
from quotamesh.plan.namedaccounts.counting import TELLER, states_of
from quotamesh.plan.namedaccounts.errors import NamedAlready, NoReason, StaleAccount, WrongOrder
from quotamesh.plan.namedaccounts.models import NamedAccount

FIELDS = ("team", "priority", "way", "next_step", "due", "reached_on", "penetrated_on", *MONTHS)


def each_month(contacts: int) -> dict[str, int]:
    """The same number of contacts in every month."""
    return dict.fromkeys(MONTHS, contacts)


@transaction.atomic
def add_accounts(
    actor: Actor, seat: Unit, customers: Collection[Customer], fiscal_year: int, **values: Any
) -> list[NamedAccount]:
    """Put customers on the list of a seat; values: fields of the accounts, the same for all of them.

    Raises:
        NamedAlready: one of them is on a list of this year and team.
    """
    team = values.get("team", NamedAccount.Team.SALES)
    known = standing_accounts(fiscal_year, team, customers)
    if known:
        raise NamedAlready(str(known[0].customer), known[0].seat.name)
    made = [NamedAccount(fiscal_year=fiscal_year, seat=seat, customer=each, **values) for each in customers]
    found = [_saved(account) for account in made]
    change = {"customers": [None, [each.code for each in customers]], "team": [None, team]}
    record(actor, "named.add", subject="named_accounts", key=str(seat.uid), label=seat.name, change=change)
    count_lists(actor, {seat.pk})
    return found


def count_lists(actor: Actor, seats: Collection[int] | None = None) -> int:
    """Tell the summary how lists stand on the actor's day, of these seats or of all; gives how many values changed."""
    found = company()
    values = states_of(found, today_of(found, actor.at), seats)
    if values:
        store_measures(Actor(TELLER, actor.at), values, Measure.Source.PROGRAM)
    return len(values)


def _saved(account: NamedAccount) -> NamedAccount:
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as error:
        # Somebody put the customer on a list at the same moment.
        there = standing_accounts(account.fiscal_year, account.team, [account.customer])
        raise NamedAlready(str(account.customer), there[0].seat.name if there else "") from error
    return account


def standing_accounts(fiscal_year: int, team: str, customers: Collection[Customer]) -> list[NamedAccount]:
    rows = NamedAccount.objects.select_for_update(of=("self",)).select_related("customer", "seat")
    return list(rows.filter(fiscal_year=fiscal_year, team=team, ended_on=None, customer__in=customers))


@transaction.atomic
def change_account(
    actor: Actor, account: NamedAccount, *, seen: int | None = None, **values: Any
) -> NamedAccount:
    """
    Raises:
        StaleAccount, WrongOrder, NamedAlready: another team's list has the customer.
    """
    now = _changed(actor, account, seen, values)
    count_lists(actor, {now.seat_id})
    return now


def _changed(actor: Actor, account: NamedAccount, seen: int | None, values: dict[str, Any]) -> NamedAccount:
    now = _opened(account, seen, values)
    before = {name: getattr(now, name) for name in values}
    change = differences(before, values)
    if not change:
        return now
    if "team" in change:
        others = [
            each for each in standing_accounts(now.fiscal_year, values["team"], [now.customer]) if each != now
        ]
        if others:
            raise NamedAlready(str(now.customer), others[0].seat.name)
    for name, value in values.items():
        setattr(now, name, value)
    if now.penetrated_on and (now.reached_on is None or now.reached_on > now.penetrated_on):
        raise WrongOrder
    return _store(actor, now, "change", change)


def _opened(account: NamedAccount, seen: int | None, values: dict[str, Any]) -> NamedAccount:
    rows = NamedAccount.objects.select_for_update(of=("self",)).select_related("customer", "seat")
    now = rows.get(pk=account.pk)
    if seen is not None and seen != now.revision:
        differing = {
            name: [_text(value), _text(getattr(now, name))]
            for name, value in values.items()
            if value != getattr(now, name)
        }
        raise StaleAccount(str(now.customer), differing)
    return now


def _text(value: Any) -> str:
    return "–" if value in (None, "") else str(value)


def _store(actor: Actor, account: NamedAccount, verb: str, change: dict) -> NamedAccount:
    account.revision += 1
    account.save()
    label = f"{account.customer} · {account.seat.name}"
    record(actor, f"named.{verb}", subject="named_account", key=str(account.uid), label=label, change=change)
    return account


@transaction.atomic
def plan_months(actor: Actor, rows: Iterable[tuple[NamedAccount, tuple[int, ...], int | None]]) -> int:
    """Set the contacts planned in each month of several accounts, all or none; returns how many changed.

    Raises:
        StaleAccount
    """
    return change_accounts(
        actor, ((account, dict(zip(MONTHS, months, strict=True)), seen) for account, months, seen in rows)
    )


@transaction.atomic
def change_accounts(actor: Actor, rows: Iterable[tuple[NamedAccount, dict[str, Any], int | None]]) -> int:
    """Change several accounts, all or none, and count their lists once; returns how many changed.

    Raises:
        StaleAccount, WrongOrder, NamedAlready
    """
    changed, seats = 0, set()
    for account, values, seen in rows:
        after = _changed(actor, account, seen, values)
        changed += after.revision != account.revision
        seats.add(after.seat_id)
    count_lists(actor, seats)
    return changed


@transaction.atomic
def end_account(actor: Actor, account: NamedAccount, day: date, why: str) -> NamedAccount:
    """Take an account off the list, with the reason.

    Raises:
        NoReason
    """
    if not why.strip():
        raise NoReason
    now = _opened(account, None, {})
    now.ended_on, now.ended_why = day, why.strip()
    _store(actor, now, "end", {"ended_on": [None, day], "why": [None, now.ended_why]})
    count_lists(actor, {now.seat_id})
    return now


@transaction.atomic
def take_up(actor: Actor, account: NamedAccount) -> NamedAccount:
    """Put an account that was taken off back on the list.

    Raises:
        NamedAlready: it was named anew meanwhile.
    """
    now = _opened(account, None, {})
    standing = [each for each in standing_accounts(now.fiscal_year, now.team, [now.customer]) if each != now]
    if standing:
        raise NamedAlready(str(now.customer), standing[0].seat.name)
    change = {"ended_on": [now.ended_on, None]}
    now.ended_on, now.ended_why = None, ""
    _store(actor, now, "take_up", change)
    count_lists(actor, {now.seat_id})
    return now


@transaction.atomic
def store_accounts(actor: Actor, drafts: list[dict[str, Any]], _progress) -> Outcome:
    """Make and change accounts by customer, year and team. The caller leaves the trail entry."""
    known = {
        (each.fiscal_year, each.customer_id, each.team): each
        for each in NamedAccount.objects.filter(ended_on=None).select_related("customer")
    }
    created, changes = 0, {}
    for draft in drafts:
        account = known.get((draft["fiscal_year"], draft["customer_id"], draft["team"]))
        if account is None:
            NamedAccount.objects.create(**draft)
            created += 1
            continue
        change = differences({name: getattr(account, name) for name in draft}, draft)
        if change:
            for name, value in draft.items():
                setattr(account, name, value)
            account.revision += 1
            account.save()
            changes[account.customer.code] = change
    count_lists(actor)
    return Outcome(created, len(changes), len(drafts) - created - len(changes), changes)
