"""Many follow-ups in one go: columns in, one insert, one booking. For imports and whoever brings a history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
from django.db import connection

from quotamesh.base.people.queries import company
from quotamesh.base.store import bulk
from quotamesh.do.customers.actions.seen import note_contacts
from quotamesh.do.facts.actions import book_measures
from quotamesh.do.facts.measured import MeasureColumns
from quotamesh.do.followups.counting import indicators_of, is_effective
from quotamesh.do.followups.models import FollowUp
from quotamesh.kernel.calendar import FiscalCalendar

FIELDS = (
    "id", "uid", "code", "customer", "opportunity", "person", "seat", "product", "day", "way", "summary", "need",
    "next_step", "due", "done_on", "recorded_at", "told_at", "late", "effective", "source", "recorded_by",
    "latitude", "longitude", "amended", "withdrawn_why", "revision",
)  # fmt: skip


@dataclass(frozen=True)
class FollowUpColumns:
    """n follow-ups, every column in step; by keys, texts as they are. `informed`: keys of people a row."""

    code: Sequence[str]
    customer: Sequence[int]
    opportunity: Sequence[int | None]
    person: Sequence[int]
    seat: Sequence[int]
    product: Sequence[int]
    day: Sequence[date]
    way: Sequence[str]
    summary: Sequence[str]
    need: Sequence[str]
    next_step: Sequence[str]
    due: Sequence[date | None]
    done_on: Sequence[date | None]
    recorded_at: Sequence[datetime]
    told_at: Sequence[datetime | None]
    late: Sequence[bool]
    source: Sequence[str]
    recorded_by: Sequence[str]
    latitude: Sequence[int | None]
    longitude: Sequence[int | None]
    informed: Sequence[Sequence[int]]

    def __len__(self) -> int:
        return len(self.code)


def insert_follow_ups(columns: FollowUpColumns) -> range:
    """Store them and book what they count, in the caller's transaction; returns their keys in order."""
    keys = bulk.reserve_ids(FollowUp, len(columns))
    effective = list(map(is_effective, columns.way, columns.need, columns.next_step, columns.due))
    bulk.insert(FollowUp, FIELDS, _rows(columns, keys, effective))
    through = FollowUp.informed.through
    pairs = [(key, person) for key, people in zip(keys, columns.informed, strict=True) for person in people]
    if pairs:
        bulk.insert(through, ("followup", "person"), pairs)
    _book(columns, effective)
    last: dict[int, date] = {}
    for customer, day in zip(columns.customer, columns.day, strict=True):
        last[customer] = max(day, last.get(customer, day))
    note_contacts(last)
    return keys


def _rows(columns: FollowUpColumns, keys: range, effective: list[bool]):
    day_of, moment_of = connection.ops.adapt_datefield_value, connection.ops.adapt_datetimefield_value
    days: dict[date | None, Any] = {}
    moments: dict[datetime | None, Any] = {}

    # The same days and moments come again and again; adapting each once is most of the speed.
    def day(value: date | None) -> Any:
        if value not in days:
            days[value] = day_of(value)
        return days[value]

    def moment(value: datetime | None) -> Any:
        if value not in moments:
            moments[value] = moment_of(value)
        return moments[value]

    c = columns
    for i, key in enumerate(keys):
        yield (
            key, bulk.new_uid_value(), c.code[i], c.customer[i], c.opportunity[i], c.person[i], c.seat[i],
            c.product[i], day(c.day[i]), str(c.way[i]), c.summary[i], c.need[i], c.next_step[i], day(c.due[i]),
            day(c.done_on[i]), moment(c.recorded_at[i]), moment(c.told_at[i]), bool(c.late[i]), effective[i],
            str(c.source[i]), c.recorded_by[i], c.latitude[i], c.longitude[i], False, "", 1,
        )  # fmt: skip


def _book(columns: FollowUpColumns, effective: list[bool]) -> None:
    keys = list(map(indicators_of, columns.way, effective))
    each = np.repeat(np.arange(len(columns)), [len(found) for found in keys])
    now = MeasureColumns(
        np.array([key for found in keys for key in found], dtype=np.int64),
        np.array(columns.seat, dtype=np.int64)[each],
        np.array(columns.product, dtype=np.int64)[each],
        np.array(columns.day, dtype="datetime64[D]")[each],
        np.ones(len(each), dtype=np.int64),
    )
    book_measures(FiscalCalendar(company().fiscal_start), now.nothing(), now, set())
