"""The response clock: when a lead is to be answered, and how much working time is left."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from quotamesh.base.people.models import Company
from quotamesh.base.people.viewer import today_of
from quotamesh.do.catalog.queries import working_days
from quotamesh.do.leads.models import Office, Source
from quotamesh.kernel.workdays import Bools
from quotamesh.kernel.worktime import (
    OfficeHours,
    add_working_minutes,
    office_hours,
    working_minutes_between,
)

# Working hours until somebody sets others: who asks by advertising or chat has asked others too.
HOURS = {
    Source.Kind.ADVERTISING: 2,
    Source.Kind.PRIVATE: 2,
    Source.Kind.REFERRAL: 4,
    Source.Kind.CONTENT: 4,
    Source.Kind.EVENT: 8,
    Source.Kind.OUTBOUND: 8,
    Source.Kind.OTHER: 8,
}
MOST_HOURS = 80
AHEAD, LONGEST = timedelta(days=200), timedelta(days=800)
DEMO_HOUR = 15


@dataclass(frozen=True)
class Left:
    """Minutes of working time left, below nought when overdue, and how many there were in all."""

    minutes: int
    of: int

    @property
    def overdue(self) -> bool:
        return self.minutes < 0

    @property
    def soon(self) -> bool:
        """Less than a quarter is left."""
        return not self.overdue and self.minutes * 4 < self.of


@dataclass(frozen=True)
class Clock:
    """Office hours and times of answer of the company, with the working days around a day."""

    zone: ZoneInfo
    hours: OfficeHours
    answer_hours: dict[str, int]
    first: date
    worked: Bools

    def due(self, at: datetime, kind: str) -> datetime:
        """When a lead of this kind of source, come at `at`, is to be answered."""
        minutes = self.answer_hours[kind] * 60
        local = add_working_minutes(self._local(at), minutes, self.first, self.worked, self.hours)
        return local.replace(tzinfo=self.zone).astimezone(UTC)

    def day(self, at: datetime) -> date:
        return self._local(at).date()

    def left(self, now: datetime, due: datetime, kind: str) -> Left:
        start, end = self._local(now), self._local(due)
        minutes = working_minutes_between(start, end, self.first, self.worked, self.hours)
        return Left(minutes if now <= due else min(minutes, -1), self.answer_hours[kind] * 60)

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone).replace(tzinfo=None)


def clock_of(company: Company, since: date) -> Clock:
    """A clock for leads that came, or are due, on `since` or later; two queries."""
    office = Office.objects.first() or Office()
    pause = (office.pause_from, office.pause_to) if office.pause_from and office.pause_to else None
    first = since - timedelta(days=1)
    return Clock(
        ZoneInfo(company.time_zone),
        office_hours(office.opens, office.closes, pause),
        answer_hours(office),
        first,
        working_days(company, first, since + LONGEST),
    )


def answer_hours(office: Office) -> dict[str, int]:
    """{kind of source: working hours within which its leads are to be answered}"""
    return {str(kind): office.answer_hours.get(kind, number) for kind, number in HOURS.items()}


def moment_of(company: Company, at: datetime) -> datetime:
    """Now, for the clock. The demo company stands still on the afternoon of its own day."""
    zone = ZoneInfo(company.time_zone)
    today = today_of(company, at)
    if company.is_demo and at.astimezone(zone).date() > today:
        return datetime.combine(today, time(DEMO_HOUR), zone)
    return at
