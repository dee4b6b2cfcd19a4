"""Working time against the plain way: counting minute by minute."""

from datetime import date, datetime, time, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotamesh.kernel.workdays import working_days
from quotamesh.kernel.worktime import (
    BadHours,
    BeyondCalendar,
    OfficeHours,
    add_working_minutes,
    office_hours,
    working_minutes_between,
)

FIRST = date(2025, 9, 26)
HOURS = office_hours(time(9), time(18), (time(12), time(13)))
# The days of the National Day: a Sunday worked before it, eight days off.
WORKED = working_days(FIRST, date(2025, 10, 31))


def works(moment: datetime, worked=WORKED, hours=HOURS) -> bool:
    minute = moment.hour * 60 + moment.minute
    place = (moment.date() - FIRST).days
    return bool(worked[place]) and any(start <= minute < end for start, end in hours.spells)


def by_minutes(start: datetime, minutes: int, worked=WORKED, hours=HOURS) -> datetime:
    moment = start
    while minutes:
        minutes -= works(moment, worked, hours)
        moment += timedelta(minutes=1)
    return moment


def at(day: int, hour: int, minute: int = 0, month: int = 9) -> datetime:
    return datetime(2025, month, day, hour, minute)  # noqa: DTZ001 (naive, in the company's zone)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        (at(26, 10), 2, at(26, 12)),
        (at(26, 11, 30), 2, at(26, 14, 30)),
        (at(26, 17), 4, at(28, 12)),
        (at(27, 3), 1, at(28, 10)),
        (at(30, 17), 8, at(9, 17, month=10)),
        (at(26, 20), 8, at(28, 18)),
    ],
)
def test_known_deadlines(start, hours, due):
    """On a Friday evening it is due on the Sunday that was worked; before the holidays, after them."""
    assert add_working_minutes(start, hours * 60, FIRST, WORKED, HOURS) == due


days = st.lists(st.booleans(), min_size=6, max_size=12)
edges = st.lists(st.integers(0, 1440), min_size=2, max_size=6, unique=True).filter(lambda e: len(e) % 2 == 0)


@given(st.integers(0, 3 * 1440), st.integers(1, 900), days, edges)
def test_as_the_plain_way_counts(offset, minutes, flags, marks):
    marks = sorted(marks)
    hours = OfficeHours(tuple(zip(marks[::2], marks[1::2], strict=True)))
    worked = np.array(flags)
    start = datetime.combine(FIRST, time()) + timedelta(minutes=offset)
    left = sum(works(start + timedelta(minutes=n), worked, hours) for n in range(len(flags) * 1440 - offset))
    if left < minutes:
        with pytest.raises(BeyondCalendar):
            add_working_minutes(start, minutes, FIRST, worked, hours)
        return
    due = add_working_minutes(start, minutes, FIRST, worked, hours)
    assert due == by_minutes(start, minutes, worked, hours)
    assert working_minutes_between(start, due, FIRST, worked, hours) == minutes
    assert working_minutes_between(due, start, FIRST, worked, hours) == -minutes


def test_nothing_is_due_at_once():
    assert add_working_minutes(at(27, 3), 0, FIRST, WORKED, HOURS) == at(27, 3)


@pytest.mark.parametrize("spells", [(), ((600, 600),), ((600, 700), (650, 800)), ((-1, 5),), ((0, 1441),)])
def test_hours_that_are_none(spells):
    with pytest.raises(BadHours):
        OfficeHours(spells)
