"""Reading measured values: a day to fill in, and what was recorded."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from quotamesh.base.people.models import Tenure
from quotamesh.base.people.viewer import Viewer
from quotamesh.do.catalog.definition import Definition, Group
from quotamesh.do.catalog.queries import offered
from quotamesh.do.facts.models import DayFact
from quotamesh.do.measures.access import visible_measures
from quotamesh.do.measures.models import Measure

DAYS_SHOWN = 14
OWN = 1000  # keys of the company's own indicators begin here


@dataclass(frozen=True)
class Entry:
    """An indicator of a day to be filled in, with what stands there."""

    definition: Definition
    amount: int | None


@dataclass(frozen=True)
class Counted:
    """An indicator that records count by themselves, with what stands for a day."""

    definition: Definition
    amount: int


def measured() -> list[Definition]:
    """Indicators of which values may come: by hand, or from other systems on top of what records count."""
    return sorted(offered(lambda each: each.measured), key=_order)


def by_hand() -> list[Definition]:
    """Those that people enter: what records count by themselves is asked of nobody."""
    return [each for each in measured() if not each.of_records]


def _order(each: Definition) -> tuple:
    """What other systems also count, then the company's own, then the rest."""
    return (not each.of_records, each.key < OWN, each.group != Group.PROCESS)


def counted_of(seat: int, day: date) -> list[Counted]:
    """What records counted of a seat's day, in the order of the catalog; what other systems told is in it."""
    by_key = {each.key: each for each in offered(lambda each: each.of_records)}
    rows = DayFact.objects.filter(unit=seat, day=day, indicator__in=by_key)
    found = dict(rows.values_list("indicator_id", "amount"))
    return [Counted(each, found[key]) for key, each in by_key.items() if found.get(key)]


def day_of(seat: int, day: date, product: int) -> list[Entry]:
    """What is recorded by hand of a seat's day, over all products."""
    rows = Measure.objects.filter(seat=seat, day=day, product=product)
    stand = dict(rows.values_list("indicator_id", "amount"))
    return [Entry(each, stand.get(each.key)) for each in by_hand()]


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
