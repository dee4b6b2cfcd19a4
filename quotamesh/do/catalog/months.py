"""A fiscal year laid out as months of weeks."""

from dataclasses import dataclass
from datetime import date, timedelta

from quotamesh.base.people.models import Company
from quotamesh.do.catalog.queries import working_days
from quotamesh.kernel.calendar import FiscalCalendar


@dataclass(frozen=True)
class Day:
    date: date
    worked: bool

    @property
    def swapped(self) -> bool:
        """A weekday off, or a weekend day worked."""
        return self.worked == (self.date.weekday() >= 5)


@dataclass(frozen=True)
class Month:
    """`weeks` start on Monday; None stands for days of other months."""

    label: str
    start: date
    end: date
    weeks: tuple[tuple[Day | None, ...], ...]
    worked: int


def months_of(company: Company, fiscal_year: int) -> list[Month]:
    calendar = FiscalCalendar(company.fiscal_start)
    year = calendar.year(fiscal_year)
    worked = working_days(company, year.start, year.end)
    months = []
    for month in calendar.months(year):
        offset = (month.start - year.start).days
        days = [Day(month.start + timedelta(i), bool(worked[offset + i])) for i in range(month.days)]
        cells = [None] * month.start.weekday() + days
        cells += [None] * (-len(cells) % 7)
        weeks = tuple(tuple(cells[i : i + 7]) for i in range(0, len(cells), 7))
        months.append(Month(month.label, month.start, month.end, weeks, sum(day.worked for day in days)))
    return months
