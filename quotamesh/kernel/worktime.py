"""Working time: what is due within so many working hours, and how much working time lies between two moments.

A working day has spells of work, such as 9:00 to 12:00 and 13:00 to 18:00. Moments are naive and in the company's
zone; working days come as an array, one flag a day from a first day on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from quotamesh.kernel.errors import KernelError
from quotamesh.kernel.workdays import Bools

MINUTE = timedelta(minutes=1)
DAY_MINUTES = 24 * 60
Spell = tuple[int, int]


class BadHours(KernelError):
    """Office hours that are none: spells must not be empty, must not overlap, and must follow one another."""

    def __init__(self, spells: Sequence[Spell]) -> None:
        super().__init__(f"not the hours of a day: {list(spells)!r}")
        self.spells = list(spells)


class BeyondCalendar(KernelError):
    """The working days given end before the working time is used up."""

    def __init__(self, last: date) -> None:
        super().__init__(f"more working time is needed than there is up to {last}")
        self.last = last


@dataclass(frozen=True)
class OfficeHours:
    """Spells of work of a day, each as (first minute, minute after the last) from midnight. Raises BadHours."""

    spells: tuple[Spell, ...]

    def __post_init__(self) -> None:
        flat = [edge for spell in self.spells for edge in spell]
        # Touching spells are allowed; an empty one and one that begins before the last has ended are not.
        wrong = any(start >= end for start, end in self.spells)
        if not flat or wrong or flat != sorted(flat) or flat[0] < 0 or flat[-1] > DAY_MINUTES:
            raise BadHours(self.spells)

    @property
    def minutes(self) -> int:
        """Working minutes of a day."""
        return sum(end - start for start, end in self.spells)


def office_hours(opens: time, closes: time, pause: tuple[time, time] | None = None) -> OfficeHours:
    """From clock times; seconds are left out. Raises BadHours."""
    edges = [opens, *(pause or ()), closes]
    minutes = [edge.hour * 60 + edge.minute for edge in edges]
    return OfficeHours(tuple(zip(minutes[::2], minutes[1::2], strict=True)))


def add_working_minutes(
    start: datetime, minutes: int, first: date, worked: Bools, hours: OfficeHours
) -> datetime:
    """The moment at which `minutes` of working time have gone by since `start`.

    start: naive, in the company's zone; what lies outside office hours does not count.
    worked: bool[days], which days from `first` on are worked. A deadline falls on the end of a spell rather than on
    the beginning of the next one. Raises BeyondCalendar.
    """
    left = minutes * MINUTE
    if left <= timedelta(0):
        return start
    for begin, end in _spells(start, first, worked, hours):
        if end - begin >= left:
            return begin + left
        left -= end - begin
    raise BeyondCalendar(first + timedelta(days=len(worked) - 1))


def working_minutes_between(
    start: datetime, end: datetime, first: date, worked: Bools, hours: OfficeHours
) -> int:
    """Whole minutes of working time from `start` to `end`; below nought where `end` comes first."""
    if end < start:
        return -working_minutes_between(end, start, first, worked, hours)
    total = timedelta(0)
    for begin, finish in _spells(start, first, worked, hours):
        if begin >= end:
            break
        total += min(finish, end) - begin
    return total // MINUTE


def _spells(
    start: datetime, first: date, worked: Bools, hours: OfficeHours
) -> Iterator[tuple[datetime, datetime]]:
    """What is left of every spell of work from `start` on, in order."""
    skipped = max(0, (start.date() - first).days)
    for place in range(skipped, len(worked)):
        if not worked[place]:
            continue
        midnight = datetime.combine(first + timedelta(days=place), time())
        for open_minute, close_minute in hours.spells:
            begin = max(start, midnight + open_minute * MINUTE)
            end = midnight + close_minute * MINUTE
            if begin < end:
                yield begin, end
