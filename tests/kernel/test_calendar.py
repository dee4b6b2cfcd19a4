"""Fiscal years, weeks, working days."""

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest

from quotamesh.kernel.calendar import (
    BadStartMonth,
    FiscalCalendar,
    NotAPeriod,
    UnknownCountry,
    UnknownFestival,
    spring_festival,
    working_days,
)

JULY, PLAIN = FiscalCalendar(7), FiscalCalendar(1)


def test_a_year_bears_the_number_of_its_end():
    year = JULY.parse("FY2020")
    assert (year.start, year.end, year.days) == (date(2019, 7, 1), date(2020, 6, 30), 366)
    assert PLAIN.year(2020).start == date(2020, 1, 1)
    assert (JULY.fiscal_year(date(2019, 6, 30)), JULY.fiscal_year(date(2019, 7, 1))) == (2019, 2020)
    with pytest.raises(BadStartMonth):
        FiscalCalendar(13)


@pytest.mark.parametrize("start_month", range(1, 13))
def test_quarters_and_months_tile_the_year(start_month):
    calendar = FiscalCalendar(start_month)
    year = calendar.year(2024)
    for parts in (calendar.quarters(2024), calendar.months(year)):
        assert (parts[0].start, parts[-1].end) == (year.start, year.end)
        assert all(a.end + timedelta(1) == b.start for a, b in pairwise(parts))
        assert all(calendar.parse(p.label) == p and p.fiscal_year == 2024 for p in parts)
    assert [calendar.month_index(m.start) for m in calendar.months(year)] == list(range(12))
    days = np.arange("1969-11-15", "2026-03-03", 17, dtype="datetime64[D]")
    assert calendar.fiscal_years(days).tolist() == [calendar.fiscal_year(d) for d in days.tolist()]
    assert calendar.month_indices(days).tolist() == [calendar.month_index(d) for d in days.tolist()]


def test_labels():
    assert JULY.parse("2020-Q1").start == date(2019, 7, 1)
    assert JULY.parse("2020-03").end == date(2020, 3, 31)
    assert JULY.parse("2020-W10").start == date(2020, 3, 2)
    assert date(2020, 3, 4) in JULY.parse("2020-W10")
    for text in (
        "",
        "2020",
        "fy2020",
        "2020-Q5",
        "2020-13",
        "2021-W53",
        "2020-W00",
        "FY0000",
        "9999-12",
        "２０２０-03",
    ):
        with pytest.raises(NotAPeriod) as error:
            JULY.parse(text)
        assert error.value.text == text


def test_week_53_and_months_of_a_week():
    last = PLAIN.week(date(2021, 1, 1))
    assert (last.label, last.start, last.fiscal_year) == ("2020-W53", date(2020, 12, 28), 2020)
    assert [(m.label, days) for m, days in PLAIN.week_months(last)] == [("2020-12", 4), ("2021-01", 3)]
    assert len(PLAIN.weeks(PLAIN.year(2020))) == 53
    assert len(PLAIN.weeks(PLAIN.year(2021))) == 52


@pytest.mark.parametrize("calendar", [PLAIN, JULY])
def test_four_four_five(calendar):
    long = 0
    for number in range(2000, 2030):
        blocks = calendar.four_four_five(number)
        weeks = [b.days // 7 for b in blocks]
        assert weeks[:11] == [4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4]
        assert weeks[11] in (5, 6)
        long += weeks[11] == 6
        assert abs((blocks[0].start - calendar.year(number).start).days) <= 3
        assert blocks[-1].end + timedelta(1) == calendar.four_four_five(number + 1)[0].start
    assert 5 <= long <= 6


def worked(day, **edits):
    return bool(working_days(day, day, **edits)[0])


def test_spring_festival_of_2026():
    assert spring_festival(2026) == date(2026, 2, 17)
    assert [spring_festival(y) for y in (2024, 2025, 2033)] == [
        date(2024, 2, 10),
        date(2025, 1, 29),
        date(2033, 1, 31),
    ]
    assert not working_days(date(2026, 2, 15), date(2026, 2, 23)).any()
    assert worked(date(2026, 2, 14))
    assert worked(date(2026, 2, 28))
    assert worked(date(2026, 2, 24))
    assert working_days(date(2026, 2, 1), date(2026, 2, 28)).sum() == 16
    with pytest.raises(UnknownFestival):
        spring_festival(1800)


def test_years_beyond_the_schedule_and_other_countries():
    assert not worked(date(2030, 2, 4))
    assert not worked(date(2026, 7, 3), country="US")
    assert worked(date(2026, 7, 3))
    assert worked(date(2026, 10, 1), country="")
    assert len(working_days(date(2025, 12, 30), date(2027, 1, 2))) == 369
    assert len(working_days(date(2026, 1, 2), date(2026, 1, 1))) == 0
    with pytest.raises(UnknownCountry):
        working_days(date(2026, 1, 1), date(2026, 1, 1), country="QQ")


def test_the_company_has_the_last_word():
    day = date(2026, 2, 17)
    assert worked(day, extra_on=[day])
    assert not worked(date(2026, 3, 3), extra_off=[date(2026, 3, 3), date(1990, 1, 1)])
    assert not worked(day)
