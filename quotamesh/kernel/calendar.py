"""The fiscal calendar: years from any start month, quarters, months, ISO weeks, 4-4-5 blocks."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from quotamesh.kernel.errors import KernelError
from quotamesh.kernel.periods import Kind, NotAPeriod, Period
from quotamesh.kernel.workdays import UnknownCountry, UnknownFestival, spring_festival, working_days

__all__ = [
    "BadStartMonth",
    "FiscalCalendar",
    "Kind",
    "NotAPeriod",
    "Period",
    "UnknownCountry",
    "UnknownFestival",
    "spring_festival",
    "working_days",
]

Days = npt.NDArray[np.datetime64]
Ints = npt.NDArray[np.int64]

_NAMES = re.compile(
    r"FY(?P<year>[0-9]{4})|(?P<of>[0-9]{4})-(?:Q(?P<quarter>[1-4])|W(?P<week>[0-9]{2})|(?P<month>[0-9]{2}))"
)
_FOUR_FOUR_FIVE = (4, 4, 5) * 4


class BadStartMonth(KernelError):
    """A fiscal year starts in month 1 to 12, not in `start_month`."""

    def __init__(self, start_month: int) -> None:
        super().__init__(f"no month {start_month}")
        self.start_month = start_month


@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """A calendar whose years begin in `start_month` and bear the number of the year in which they END.

    Start month 7: FY2020 is 2019-07-01 to 2020-06-30. Start month 1: FY2020 is the calendar year 2020.
    """

    start_month: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.start_month <= 12:
            raise BadStartMonth(self.start_month)

    def fiscal_year(self, day: date) -> int:
        """The number of the fiscal year in which `day` lies."""
        return day.year + (self.start_month > 1 and day.month >= self.start_month)

    def month_index(self, day: date) -> int:
        """Position of the day's month in its fiscal year, 0 to 11."""
        return (day.month - self.start_month) % 12

    def fiscal_years(self, dates: npt.ArrayLike) -> Ints:
        """`fiscal_year` of datetime64[D] values of any shape, int64."""
        months = self._months_since_year_0(dates)
        return np.asarray((months - (self.start_month - 1)) // 12 + (self.start_month > 1), dtype=np.int64)

    def month_indices(self, dates: npt.ArrayLike) -> Ints:
        """`month_index` of datetime64[D] values of any shape, int64."""
        return np.asarray((self._months_since_year_0(dates) - (self.start_month - 1)) % 12, dtype=np.int64)

    @staticmethod
    def _months_since_year_0(dates: npt.ArrayLike) -> Ints:
        return np.asarray(dates, dtype="datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12

    def year(self, number: int) -> Period:
        """Fiscal year `number`."""
        return Period("year", self._start(number, 0), self._last(number, 11), f"FY{number:04d}", number)

    def quarter(self, number: int, quarter: int) -> Period:
        """Quarter 1 to 4 of fiscal year `number`. Raises NotAPeriod."""
        label = f"{number:04d}-Q{quarter}"
        if not 1 <= quarter <= 4:
            raise NotAPeriod(label)
        first = 3 * (quarter - 1)
        return Period("quarter", self._start(number, first), self._last(number, first + 2), label, number)

    def month(self, day: date) -> Period:
        """The calendar month in which `day` lies."""
        start = day.replace(day=1)
        end = (start + timedelta(31)).replace(day=1) - timedelta(1)
        return Period("month", start, end, f"{day.year:04d}-{day.month:02d}", self.fiscal_year(day))

    def week(self, day: date) -> Period:
        """The ISO week (Monday to Sunday) of `day`; it belongs to the fiscal year of its Thursday."""
        start = day - timedelta(day.weekday())
        number = day.isocalendar()
        label = f"{number.year:04d}-W{number.week:02d}"
        return Period("week", start, start + timedelta(6), label, self.fiscal_year(start + timedelta(3)))

    def months(self, period: Period) -> list[Period]:
        """The months a period touches, in order: 12 of a year, 3 of a quarter, 1 or 2 of a week."""
        found = [self.month(period.start)]
        while found[-1].end < period.end:
            found.append(self.month(found[-1].end + timedelta(1)))
        return found

    def quarters(self, number: int) -> list[Period]:
        """The four quarters of fiscal year `number`."""
        return [self.quarter(number, quarter) for quarter in range(1, 5)]

    def weeks(self, period: Period) -> list[Period]:
        """The ISO weeks whose Thursday lies in the period, so that every week counts once."""
        thursday = period.start + timedelta((3 - period.start.weekday()) % 7)
        count = max(0, (period.end - thursday).days // 7 + 1)
        return [self.week(thursday + timedelta(7 * n)) for n in range(count)]

    def week_months(self, week: Period) -> list[tuple[Period, int]]:
        """The months a week touches, each with how many of its days."""
        return [
            (month, (min(month.end, week.end) - max(month.start, week.start)).days + 1)
            for month in self.months(week)
        ]

    def four_four_five(self, number: int) -> list[Period]:
        """Fiscal year `number` as twelve blocks of 4, 4, 5 weeks; a 53rd week goes to the last block.

        The year begins on the Monday nearest to its first day (the ISO rule), so that 52 or 53 whole weeks
        tile it without a gap. Labels are '2020-P01' to '2020-P12'.
        """
        start, stop = self._week_start(number), self._week_start(number + 1)
        lengths = list(_FOUR_FOUR_FIVE)
        lengths[-1] += (stop - start).days // 7 - sum(lengths)
        blocks = []
        for index, weeks in enumerate(lengths, 1):
            end = start + timedelta(7 * weeks - 1)
            blocks.append(Period("month", start, end, f"{number:04d}-P{index:02d}", number))
            start = end + timedelta(1)
        return blocks

    def parse(self, text: str) -> Period:
        """'FY2020', '2020-Q1' (first quarter of FY2020), '2020-03' (March 2020), '2020-W10' (ISO week).

        Raises NotAPeriod.
        """
        name = _NAMES.fullmatch(text)
        try:
            if name is None:
                raise NotAPeriod(text)
            if name["year"]:
                return self.year(int(name["year"]))
            number = int(name["of"])
            if name["quarter"]:
                return self.quarter(number, int(name["quarter"]))
            if name["month"]:
                return self.month(date(number, int(name["month"]), 1))
            return self.week(date.fromisocalendar(number, int(name["week"]), 1))
        except (ValueError, OverflowError):
            raise NotAPeriod(text) from None

    def _start(self, number: int, index: int) -> date:
        months = number * 12 + self.start_month - 1 + index - (12 if self.start_month > 1 else 0)
        return date(months // 12, months % 12 + 1, 1)

    def _last(self, number: int, index: int) -> date:
        return self.month(self._start(number, index)).end

    def _week_start(self, number: int) -> date:
        fourth = self._start(number, 0) + timedelta(3)
        return fourth - timedelta(fourth.weekday())
