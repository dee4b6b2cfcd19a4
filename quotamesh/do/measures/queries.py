"""Reading measured values: a day to fill in, and what was recorded."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from quotamesh.base.people.models import Tenure
from quotamesh.base.people.viewer import Viewer
from quotamesh.do.catalog.definition import Definition, Group
from quotamesh.do.catalog.process_indicators import COUNTS
from quotamesh.do.catalog.queries import offered
from quotamesh.do.measures.access import visible_measures
from quotamesh.do.measures.models import Measure

DAYS_SHOWN = 14
FIRST = tuple(each.code for each in COUNTS)


@dataclass(frozen=True)
class Entry:
    """An indicator of a day to be filled in, with what stands there."""

    definition: Definition
    amount: int | None


def measured() -> list[Definition]:
    """Indicators that are recorded by hand, those of every day first, then the company's own, then the rest."""
    found = offered(lambda each: each.measured)

    def order(each: Definition) -> tuple:
        return (each.code not in FIRST, each.key < 1000, each.group != Group.PROCESS)

    return sorted(found, key=order)


def day_of(seat: int, day: date, product: int) -> list[Entry]:
    """What can be recorded of a seat's day, over all products."""
    rows = Measure.objects.filter(seat=seat, day=day, product=product)
    stand = dict(rows.values_list("indicator_id", "amount"))
    return [Entry(each, stand.get(each.key)) for each in measured()]


def last_days(seat: int, day: date) -> list[tuple[date, dict[int, int]]]:
    """The days up to this one with what was recorded, latest first: (day, {indicator: amount})."""
    rows = Measure.objects.filter(seat=seat, day__range=(day - timedelta(DAYS_SHOWN - 1), day))
    days: dict[date, dict[int, int]] = {}
    for when, indicator, amount in rows.order_by("-day").values_list("day", "indicator_id", "amount"):
        found = days.setdefault(when, {})
        found[indicator] = found.get(indicator, 0) + amount
    return list(days.items())


def recorded(
    viewer: Viewer, start: date, end: date, people: Collection[str] = (), indicators: Collection[int] = ()
) -> QuerySet[Measure]:
    """Values in sight, by day."""
    rows = visible_measures(viewer).filter(day__range=(start, end))
    if people:
        rows = rows.filter(person__code__in=people)
    if indicators:
        rows = rows.filter(indicator__in=indicators)
    return rows.select_related("person", "indicator", "product").order_by("day", "seat__path", "indicator")


def holder_of(tenures: list[Tenure], code: str) -> Tenure | None:
    """The tenure of a person by code, or the first where none is named."""
    return next((each for each in tenures if not code or each.person.code == code), None)
