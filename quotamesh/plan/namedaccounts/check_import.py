"""What must hold of a table of named accounts before it is stored."""

from typing import Any

import numpy as np
from django.utils.translation import gettext_noop as _

from quotamesh.base.people.seats import NO_SEAT, Seats
from quotamesh.base.store.months import MONTHS
from quotamesh.base.tables.coded import EMPTY
from quotamesh.base.tables.lookups import doubled, keys_of
from quotamesh.base.tables.problems import Message
from quotamesh.base.tables.rows import Rows
from quotamesh.do.customers.queries import ids_by_code
from quotamesh.plan.namedaccounts.forms import MOST_CONTACTS


def check_accounts(rows: Rows) -> list[dict[str, Any]] | None:
    rows.read_all()
    customers = keys_of(rows, "customer", ids_by_code(), "customer")
    seats = Seats()
    persons = keys_of(rows, "person", seats.person_ids, "person")
    periods = rows.coded("period").rows(None)
    _check_years(rows, periods)
    held = _held(rows, seats, persons, periods)
    contacts = _contacts(rows, len(periods))
    if rows.problems:
        return None
    teams = _column(rows, "team", "sales", len(periods))
    _check_doubled(rows, customers, periods, teams)
    if rows.problems:
        return None
    return _drafts(rows, customers, held, periods, teams, contacts)


def _column(rows: Rows, name: str, empty: Any, count: int) -> list:
    if not rows.has(name):
        return [empty] * count
    return [empty if value is None else value for value in rows.coded(name).rows(empty)]


def _check_years(rows: Rows, periods: list) -> None:
    wrong = [i for i, each in enumerate(periods) if each is not None and each.kind != "year"]
    rows.refuse_all(
        np.array(wrong, dtype=np.int64), "period", "not_a_year",
        lambda _i: (Message(_("is not a whole fiscal year.")), Message(_("Write it like FY2026."))),
    )  # fmt: skip


def _held(rows: Rows, seats: Seats, persons: np.ndarray, periods: list) -> np.ndarray:
    """The seat each person held last in the year."""
    nothing = np.datetime64("NaT", "D")
    first = np.array([each.start if each else nothing for each in periods], dtype="datetime64[D]")
    last = np.array([each.end if each else nothing for each in periods], dtype="datetime64[D]")
    known = ~np.isnat(first)
    held = np.full(len(persons), NO_SEAT, dtype=np.int64)
    held[known] = seats.held_between(persons[known], first[known], last[known])
    lacking = np.flatnonzero((held == NO_SEAT) & (persons != EMPTY) & known)
    rows.refuse_all(lacking, "person", "no_seat", lambda _i: Message(_("had no seat in this fiscal year.")))
    return held


def _contacts(rows: Rows, count: int) -> np.ndarray:
    if not rows.has("contacts_per_month"):
        return np.zeros(count, dtype=np.int64)
    found = rows.numbers("contacts_per_month").values
    wrong = np.flatnonzero((found < 0) | (found > MOST_CONTACTS))
    message = Message(_("is not a number from 0 to %(most)s."), most=MOST_CONTACTS)
    rows.refuse_all(wrong, "contacts_per_month", "out_of_range", lambda _i: message)
    return found


def _check_doubled(rows: Rows, customers: np.ndarray, periods: list, teams: list[str]) -> None:
    keys = [
        (c, each.fiscal_year, team) for c, each, team in zip(customers.tolist(), periods, teams, strict=True)
    ]
    numbers = {key: i for i, key in enumerate(dict.fromkeys(keys))}
    doubled(rows, "customer", np.array([numbers[key] for key in keys], dtype=np.int64))


def _drafts(
    rows: Rows, customers: np.ndarray, held: np.ndarray, periods: list, teams: list[str], contacts: np.ndarray
) -> list[dict[str, Any]]:
    """Columns the file does not bring are left as they stand."""
    drafts: list[dict[str, Any]] = [
        {"customer_id": customer, "seat_id": seat, "fiscal_year": each.fiscal_year, "team": team}
        for customer, seat, each, team in zip(customers.tolist(), held.tolist(), periods, teams, strict=True)
    ]
    for name, empty in (("priority", "B"), ("next_step", ""), ("due", None)):
        if rows.has(name):
            for draft, value in zip(drafts, _column(rows, name, empty, len(drafts)), strict=True):
                draft[name] = value
    if rows.has("contacts_per_month"):
        for draft, value in zip(drafts, contacts.tolist(), strict=True):
            draft.update(dict.fromkeys(MONTHS, value))
    return drafts
