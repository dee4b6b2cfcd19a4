"""A plan as it reads: totals, what they are compared with, and the weeks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from quotamesh.base.people.models import Company
from quotamesh.do.catalog.queries import working_days
from quotamesh.kernel.week_plan import FREE, lay, weeks_of
from quotamesh.plan.salesplans.models import ACTIVITIES, WITH_ACCOUNTS, FixedWeek, PlannedAccount, SalesPlan


def month_end(month: date) -> date:
    return (month.replace(day=1) + timedelta(31)).replace(day=1) - timedelta(1)


def next_month(month: date) -> date:
    return month_end(month) + timedelta(1)


@dataclass(frozen=True)
class Line:
    """An activity in a month: planned, of which with the key accounts, against what the target asks."""

    code: str
    general: int
    accounts: int
    wanted: int | None
    done: int | None

    @property
    def planned(self) -> int:
        return self.general + self.accounts

    @property
    def gap(self) -> int:
        return max((self.wanted or 0) - self.planned, 0)

    @property
    def suffices(self) -> bool | None:
        return None if self.wanted is None else not self.gap


@dataclass(frozen=True)
class Sheet:
    """A plan with its accounts and fixed weeks, laid over the calendar."""

    company: Company
    plan: SalesPlan
    accounts: tuple[PlannedAccount, ...]
    fixed: Mapping[tuple[date, str], int]
    wanted: Mapping[str, int]
    done: Mapping[str, int]

    @cached_property
    def lines(self) -> list[Line]:
        return [
            Line(
                code,
                self.plan.general(code),
                self.of_accounts(code),
                self.wanted.get(code),
                self.done.get(code),
            )
            for code in ACTIVITIES
        ]

    def of_accounts(self, code: str) -> int:
        return sum(getattr(account, code) for account in self.accounts) if code in WITH_ACCOUNTS else 0

    @property
    def gaps(self) -> list[Line]:
        return [line for line in self.lines if line.gap]

    @property
    def asked(self) -> list[Line]:
        return [line for line in self.lines if line.wanted is not None]

    @cached_property
    def weeks(self) -> list[tuple[date, date]]:
        return weeks_of(self.plan.month, month_end(self.plan.month))

    @cached_property
    def worked(self) -> np.ndarray:
        return working_days(self.company, self.plan.month, month_end(self.plan.month))

    @cached_property
    def by_week(self) -> np.ndarray:
        """int64[activities, weeks]; each row adds up to what is planned in the month."""
        days = [int(self.worked[first.day - 1 : last.day].sum()) for first, last in self.weeks]
        fixed = [[self.fixed.get((first, code), FREE) for first, _last in self.weeks] for code in ACTIVITIES]
        return lay([line.planned for line in self.lines], days, fixed)

    def by_day(self, first: date, last: date) -> np.ndarray:
        """int64[activities, days] of one of the plan's weeks; each row adds up to the week."""
        at = [start for start, _end in self.weeks].index(first)
        days = self.worked[first.day - 1 : last.day].astype(np.int64)
        free = np.full((len(ACTIVITIES), len(days)), FREE)
        return lay(self.by_week[:, at], days, free)

    def week_at(self, day: date) -> tuple[date, date]:
        return next((first, last) for first, last in self.weeks if first <= day <= last)


def sheet_of(
    company: Company,
    plan: SalesPlan,
    accounts: Iterable[PlannedAccount],
    weeks: Iterable[FixedWeek],
    wanted: Mapping[str, int],
    done: Mapping[str, int],
) -> Sheet:
    fixed = {(week.start, week.activity): week.count for week in weeks}
    return Sheet(company, plan, tuple(accounts), fixed, wanted, done)
