"""Which entries of the trail are looked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from quotamesh.base.trail.models import Entry

LONGEST, HIGHEST = 100, 2**63 - 1


@dataclass(frozen=True)
class Wanted:
    """By part of a name, kind of thing and days; `after` is where the page before ended."""

    who: str = ""
    subjects: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    after: int | None = None

    @property
    def subject(self) -> str:
        return ",".join(self.subjects)

    @property
    def narrow(self) -> bool:
        return bool(self.who or self.subjects or self.start or self.end)


def wanted_of(given: Mapping[str, str]) -> Wanted:
    """As the address says it; what cannot be read narrows nothing."""
    after = given.get("after", "")
    number = int(after) if after.isascii() and after.isdigit() else None
    subjects = given.get("kind", "")[:LONGEST].replace("\x00", "")
    return Wanted(
        given.get("who", "").replace("\x00", "").strip()[:LONGEST],
        tuple(filter(None, subjects.split(","))),
        _day(given.get("from", "")),
        _day(given.get("to", "")),
        number if number is not None and number <= HIGHEST else None,
    )


def find(wanted: Wanted) -> QuerySet[Entry]:
    rows = Entry.objects.order_by("-id")
    if wanted.who:
        rows = rows.filter(actor__icontains=wanted.who)
    if wanted.subjects:
        rows = rows.filter(subject__in=wanted.subjects)
    if wanted.start:
        rows = rows.filter(at__gte=_midnight(wanted.start))
    if wanted.end and wanted.end < date.max:
        rows = rows.filter(at__lt=_midnight(wanted.end + timedelta(1)))
    return rows if wanted.after is None else rows.filter(pk__lt=wanted.after)


def _midnight(day: date) -> datetime:
    """The beginning of a day in the company's zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1900 <= found.year <= 9000 else None
