"""A period as a page asks for it: which months of which fiscal year, and how much of it should be done by a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from quotamesh.base.people.models import Company
from quotamesh.base.shell.formats import MONTHS, is_chinese
from quotamesh.do.catalog.queries import working_days
from quotamesh.kernel.calendar import FiscalCalendar, Period
from quotamesh.kernel.split import split_groups


def month_word(month: int) -> str:
    """A calendar month's short name."""
    return f"{month}月" if is_chinese() else MONTHS[month - 1]


@dataclass(frozen=True)
class Span:
    """A period of the company's calendar, looked at on a day."""

    company: Company
    period: Period
    as_of: date

    @cached_property
    def calendar(self) -> FiscalCalendar:
        return FiscalCalendar(self.company.fiscal_start)

    @cached_property
    def year(self) -> Period:
        return self.calendar.year(self.period.fiscal_year)

    @cached_property
    def months(self) -> list[Period]:
        """The twelve months of the fiscal year."""
        return self.calendar.months(self.year)

    @cached_property
    def worked(self) -> np.ndarray:
        """Which days of the fiscal year are worked; a month without any counts all its days."""
        days = working_days(self.company, self.year.start, self.year.end).astype(np.int64)
        for month in self.months:
            part = self._slice(month)
            if not days[part].any():
                days[part] = 1
        return days

    def _slice(self, period: Period) -> slice:
        start = (max(period.start, self.year.start) - self.year.start).days
        return slice(start, max((min(period.end, self.year.end) - self.year.start).days + 1, start))

    def previous(self, years: int = 1) -> "Span":
        """The same period of an earlier fiscal year, looked at on the same day of it."""
        period = _earlier(self.calendar, self.period, years)
        elapsed = (self.as_of - self.period.start).days
        day = period.start + timedelta(days=elapsed)
        return Span(
            self.company, period, min(day, period.end) if self.as_of <= self.period.end else period.end
        )

    @property
    def over(self) -> bool:
        return self.as_of >= self.period.end

    @property
    def begun(self) -> bool:
        return self.as_of >= self.period.start

    def by_day(self, months: Sequence[int]) -> np.ndarray:
        """Twelve monthly amounts as one per day of the fiscal year: working days alike, each month exact. int64."""
        offsets = np.cumsum([0, *(month.days for month in self.months)])
        return split_groups(np.array(months, dtype=np.int64), offsets.astype(np.int64), self.worked)

    def of_period(self, months: Sequence[int]) -> int:
        """The part of twelve monthly amounts that belongs to the period."""
        if self.period.kind == "week":
            return int(self.by_day(months)[self._slice(self.period)].sum())
        return sum(months[i] for i in self.month_numbers)

    @cached_property
    def month_numbers(self) -> list[int]:
        return [
            i
            for i, month in enumerate(self.months)
            if month.start >= self.period.start and month.end <= self.period.end
        ]

    def stand(self, months: Sequence[int]) -> int:
        """What a state should be at the period's end: its last month with an amount, of twelve."""
        last = self.last_month
        first = self.month_numbers[0] if self.month_numbers else last
        return next((months[i] for i in range(last, first - 1, -1) if months[i]), 0)

    def stand_expected(self, months: Sequence[int]) -> int:
        """What a state should be by the end of the day: between two months' ends by working days."""
        if not self.begun:
            return 0
        if self.over:
            return self.stand(months)
        number = next(i for i, month in enumerate(self.months) if month.start <= self.as_of <= month.end)
        month = self.months[number]
        so_far = Period("week", month.start, self.as_of, "", self.period.fiscal_year)
        share = self.worked[self._slice(so_far)].sum() / self.worked[self._slice(month)].sum()
        before = months[number - 1] if number else 0
        return before + round((months[number] - before) * float(share)) if months[number] else before

    @cached_property
    def last_month(self) -> int:
        """The month of the fiscal year in which the period ends."""
        end = min(self.period.end, self.year.end)
        return next(i for i, month in enumerate(self.months) if month.start <= end <= month.end)

    def stand_of(self, grains: Sequence[int]) -> int:
        """A state at the period's end, of the 17 grains of a fact row."""
        return grains[self.last_month]

    def expected(self, months: Sequence[int]) -> int:
        """How much of twelve monthly amounts should be done in the period by the end of the day."""
        if not self.begun:
            return 0
        if self.over:
            return self.of_period(months)
        so_far = Period("week", self.period.start, self.as_of, "", self.period.fiscal_year)
        return int(self.by_day(months)[self._slice(so_far)].sum())

    def running(self, months: Sequence[int]) -> np.ndarray:
        """How much of twelve monthly amounts should be done by the end of each day of the period. int64."""
        inside = self.by_day(months)[self._slice(self.period)]
        amounts = np.zeros(self.period.days, dtype=np.int64)
        first = max((self.year.start - self.period.start).days, 0)
        amounts[first : first + len(inside)] = inside
        return np.cumsum(amounts)

    @cached_property
    def calendar_share(self) -> float:
        """Share of the period's working days that have passed."""
        whole = int(self.worked[self._slice(self.period)].sum())
        passed = self.expected_days()
        return passed / whole if whole else float(self.over)

    def expected_days(self) -> int:
        if not self.begun:
            return 0
        so_far = Period(
            "week", self.period.start, min(self.as_of, self.period.end), "", self.period.fiscal_year
        )
        return int(self.worked[self._slice(so_far)].sum())

    def working_days_left(self) -> int:
        return int(self.worked[self._slice(self.period)].sum()) - self.expected_days()


def _earlier(calendar: FiscalCalendar, period: Period, years: int) -> Period:
    number = period.fiscal_year - years
    if period.kind == "year":
        return calendar.year(number)
    if period.kind == "quarter":
        return calendar.quarter(number, int(period.label[-1]))
    if period.kind == "month":
        return calendar.month(period.start.replace(year=period.start.year - years))
    return calendar.week(period.start - timedelta(weeks=52 * years))
