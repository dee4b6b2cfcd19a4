"""What a period asks for, by when."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotamesh.base.people.models import Company
from quotamesh.check.attainment.spans import Span
from quotamesh.kernel.calendar import FiscalCalendar
from tests.cast import TODAY

MONTHS = tuple(31_000_00 for _ in range(12))


def span(text: str, as_of: date = TODAY, start: int = 1) -> Span:
    company = Company(name="any", fiscal_start=start, country="CN")
    return Span(company, FiscalCalendar(start).parse(text), as_of)


def test_a_closed_period_expects_all_of_it(db):
    assert span("2025-Q1").expected(MONTHS) == span("2025-Q1").of_period(MONTHS) == 3 * MONTHS[0]
    assert span("2025-Q1").over


def test_a_coming_period_expects_nothing(db):
    assert span("2025-Q4").expected(MONTHS) == 0
    assert not span("2025-Q4").begun


def test_the_running_month_counts_by_working_days(db):
    september = span("2025-09")
    worked = int(september.worked[243:273].sum())
    assert worked == 23, "September 2025 has 22 weekdays, and Sunday the 28th makes up for National Day"
    fair = MONTHS[8] * september.expected_days() / worked
    assert abs(september.expected(MONTHS) - fair) < worked, (
        "the cents that do not divide go to the first days"
    )
    assert september.working_days_left() == worked - september.expected_days()


def test_spring_festival_expects_little(db):
    """In the week of the festival nobody is expected to sell."""
    before, after = span("2025-01", date(2025, 1, 27)), span("2025-01", date(2025, 1, 31))
    assert before.expected(MONTHS) == after.expected(MONTHS) == MONTHS[0]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 10**12), min_size=12, max_size=12))
def test_weeks_tile_the_year_to_the_cent(db, months):
    year = span("FY2025")
    assert int(year.by_day(months).sum()) == sum(months)
    for number, month in enumerate(year.months):
        part = year.by_day(months)[(month.start - year.year.start).days :][: month.days]
        assert int(part.sum()) == months[number]


def test_the_year_before_ends_on_the_same_day(db):
    earlier = span("2025-Q3").previous()
    assert earlier.period.label == "2024-Q3"
    assert earlier.as_of == date(2024, 9, 15)
    assert span("2025-Q1").previous().over


def test_fiscal_year_from_july(db):
    year = span("FY2020", date(2020, 6, 30), start=7)
    assert year.months[0].label == "2019-07"
    assert year.of_period(tuple(range(12))) == 66
    assert span("2020-03", date(2020, 6, 30), start=7).of_period(tuple(range(12))) == 8


@pytest.mark.parametrize("text", ["FY2026", "2026-Q3", "2026-03", "2026-W01", "2025-W27", "2026-W27"])
def test_the_running_sum_is_what_is_expected_on_each_day(db, text):
    asked = span(text, start=7)
    running = asked.running(range(1000, 1012))
    days = [asked.period.start + timedelta(n) for n in range(0, asked.period.days, 5)]
    for day in [*days, asked.period.end]:
        expected = Span(asked.company, asked.period, day).expected(range(1000, 1012))
        assert running[(day - asked.period.start).days] == expected
