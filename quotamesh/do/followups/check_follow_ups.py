"""What must hold of a table of follow-ups before it is stored."""

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.translation import gettext_noop as _

from quotamesh.base.people.seats import NO_SEAT, Seats
from quotamesh.base.tables.coded import EMPTY
from quotamesh.base.tables.days import as_days
from quotamesh.base.tables.lookups import Nearest, doubled, keys_of
from quotamesh.base.tables.problems import Message
from quotamesh.base.tables.rows import Rows
from quotamesh.do.customers.queries import ids_by_code
from quotamesh.do.followups.models import FollowUp
from quotamesh.do.followups.texts import harmless

CHUNK = 500
SEPARATOR = re.compile(r"[;；,，、\s]+")
CONTENT = ("customer_id", "person_id", "day", "way", "summary", "need", "next_step", "due")


@dataclass
class Checked:
    """What is to be stored: `columns` by name, every one in step with the rows; `fresh` says which are new."""

    rows: Rows
    columns: dict[str, list]
    informed: list[tuple[int, ...]]
    fresh: np.ndarray

    def __len__(self) -> int:
        return len(self.fresh)


def check_follow_ups(rows: Rows) -> Checked | None:
    rows.read_all()
    doubled(rows, "code", rows.coded("code").codes)
    customers = keys_of(rows, "customer", ids_by_code(), "customer")
    seats = Seats()
    persons = keys_of(rows, "person", seats.person_ids, "person")
    days = as_days(rows.coded("date"))
    held = _seats(rows, seats, persons, days)
    _check_due(rows, days)
    informed = _informed(rows, seats.person_ids)
    if rows.problems:
        return None
    columns = _columns(rows, customers, persons, held, days)
    fresh = _fresh(rows, columns)
    return None if rows.problems else Checked(rows, columns, informed, fresh)


def _seats(rows: Rows, seats: Seats, persons: np.ndarray, days: np.ndarray) -> np.ndarray:
    """The seat each person held on the day."""
    held = seats.held(persons, days)
    lacking = np.flatnonzero((held == NO_SEAT) & (persons != EMPTY) & ~np.isnat(days))

    def say(index: int):
        message = Message(_("has no seat on %(day)s."), day=days[index])
        times = seats.periods(int(persons[index]))
        return message, Message(_("Seats were held: %(periods)s."), periods=times) if times else None

    rows.refuse_all(lacking, "person", "no_seat", say)
    return held


def _check_due(rows: Rows, days: np.ndarray) -> None:
    due = as_days(rows.coded("due"))
    early = np.flatnonzero(~np.isnat(due) & ~np.isnat(days) & (due < days))
    rows.refuse_all(
        early, "due", "due_before", lambda i: Message(_("lies before the contact on %(day)s."), day=days[i])
    )
    lonely = np.flatnonzero(~np.isnat(due) & ~rows.coded("next_step").filled)
    rows.refuse_all(lonely, "due", "no_step", lambda _i: Message(_("has no next step beside it.")))


def _informed(rows: Rows, people: dict[str, int]) -> list[tuple[int, ...]]:
    """Keys of the people informed; unknown codes are named."""
    coded, nearest = rows.coded("informed"), Nearest(people)
    lists = [[code for code in SEPARATOR.split(text) if code] for text in coded.values]
    for number, codes in enumerate(lists):
        for code in codes:
            if code not in people:
                places = np.flatnonzero(coded.codes == number)
                said = Message(_("“%(code)s” is not the code of a person."), code=code), nearest(code)
                rows.refuse_all(places, "informed", "unknown_code", lambda _i, said=said: said)
    keys = [tuple(dict.fromkeys(people[code] for code in codes if code in people)) for codes in lists]
    return [keys[number] if number != EMPTY else () for number in coded.codes.tolist()]


def _columns(rows: Rows, customers, persons, held, days) -> dict[str, list]:
    return {
        "code": rows.coded("code").rows(""),
        "customer_id": customers.tolist(),
        "person_id": persons.tolist(),
        "seat_id": held.tolist(),
        "day": days.tolist(),
        "way": rows.coded("way").rows(""),
        "summary": rows.coded("summary").rows(""),
        "need": rows.coded("need").rows(""),
        "next_step": rows.coded("next_step").rows(""),
        "due": rows.coded("due").rows(None),
    }


def _fresh(rows: Rows, columns: dict[str, list]) -> np.ndarray:
    """Which rows are new. What is recorded is not rewritten by a file: a known code must say the same again."""
    codes = columns["code"]
    known: dict[str, tuple] = {}
    for start in range(0, len(codes), CHUNK):
        some = FollowUp.objects.filter(code__in=codes[start : start + CHUNK]).order_by()
        known.update({code: rest for code, *rest in some.values_list("code", *CONTENT)})
    same = [_same(columns, i, known[code]) if code in known else True for i, code in enumerate(codes)]
    differing = np.flatnonzero(~np.array(same, dtype=bool))
    rows.refuse_all(
        differing, "code", "recorded",
        lambda _i: (
            Message(_("is recorded already, with another content.")),
            Message(_("A file rewrites no records: amend it on its page, or give this one its own code.")),
        ),
    )  # fmt: skip
    return np.array([code not in known for code in codes], dtype=bool)


def _same(columns: dict[str, list], index: int, stored: Any) -> bool:
    """As a file shows texts: what a list gave out is the same when it comes back."""
    return [_shown(columns[name][index]) for name in CONTENT] == [_shown(value) for value in stored]


def _shown(value: Any) -> Any:
    return harmless(value).strip() if isinstance(value, str) else value
