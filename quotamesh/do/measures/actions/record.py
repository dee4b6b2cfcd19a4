"""Recording values: the rows, the summary and the trail in one transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _

from quotamesh.base.people.models import Unit
from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.store import bulk
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.catalog.own import definitions
from quotamesh.do.facts.actions import book_measures
from quotamesh.do.facts.measured import MeasureColumns
from quotamesh.do.measures.models import Measure
from quotamesh.kernel.calendar import FiscalCalendar

KEY = ("seat", "day", "indicator", "product")
REST = ("person", "amount", "source", "recorded_at", "recorded_by")
CHUNK = 500
Key = tuple[int, date, int, int]


@dataclass(frozen=True)
class Value:
    """A value to be recorded, by keys; `seen` is what the recorder saw before, when that is to be held to."""

    seat: int
    person: int
    indicator: int
    product: int
    day: date
    amount: int
    seen: int | None = None
    holds_to_seen: bool = False

    @property
    def key(self) -> Key:
        return self.seat, self.day, self.indicator, self.product


class BadMeasure(Exception):
    """A value that cannot be: `code` says why, `at` counts it among those given, `value` is what is wrong."""

    def __init__(self, code: str, at: int, value: str = ""):
        super().__init__(code, at, value)
        self.code, self.at, self.value = code, at, value

    def words(self) -> str:
        sentences = {
            "future": _("%(value)s has not come yet: record what was done."),
            "not_measured": _("“%(value)s” follows from other records; it is not recorded by hand."),
            "negative": _("A measured value is not below nought."),
            "twice": _("The same indicator and day come twice."),
            "unknown_indicator": _("There is no indicator “%(value)s”."),
            "unknown_product": _("There is no product with the code “%(value)s”."),
            "unknown_person": _("There is no person with the code “%(value)s”."),
            "no_seat": _("“%(value)s” holds no seat on that day."),
        }
        return sentences[self.code] % {"value": self.value}


class Stale(Exception):
    """Somebody recorded meanwhile: `seen` is what the recorder saw, `now` what stands there, `at` counts it."""

    def __init__(self, at: int, seen: int | None, now: int | None):
        super().__init__(at, seen, now)
        self.at, self.seen, self.now = at, seen, now


@dataclass(frozen=True)
class Recorded:
    """What changed: {key: (before, after)}; what stood there already is left out."""

    changes: dict[Key, tuple[int | None, int]]
    same: int


@transaction.atomic
def record_measures(actor: Actor, values: Sequence[Value], source: str) -> Recorded:
    """Record values of a person's day, with an entry in the trail that tells each from and to.

    Raises:
        BadMeasure, Stale
    """
    done = store_measures(actor, values, source)
    if not done.changes:
        return done
    codes = {each.key: code for code, each in definitions().items()}
    seats = dict(Unit.objects.filter(pk__in={key[0] for key in done.changes}).values_list("pk", "name"))
    change = {
        f"{day.isoformat()} {codes[indicator]} {seats[seat]}": [before, after]
        for (seat, day, indicator, _product), (before, after) in done.changes.items()
    }
    label = ", ".join(sorted(set(seats.values())))
    record(actor, "measure.record", subject="measure", key="measures", label=label, change=change)
    return done


@transaction.atomic
def store_measures(actor: Actor, values: Sequence[Value], source: str) -> Recorded:
    """The same without the trail, which the caller leaves: an import names its file there.

    Raises:
        BadMeasure, Stale
    """
    _check(actor, values)
    # One recorder of a seat after the other: what stood there before is read and replaced as one.
    seats = sorted({value.seat for value in values})
    for start in range(0, len(seats), CHUNK):
        list(
            Unit.objects.select_for_update(no_key=True)
            .filter(pk__in=seats[start : start + CHUNK])
            .order_by("pk")
        )
    stood = _stored(values)
    for at, value in enumerate(values):
        if value.holds_to_seen and stood.get(value.key) != value.seen:
            raise Stale(at, value.seen, stood.get(value.key))
    fresh = [value for value in values if stood.get(value.key) != value.amount]
    _replace(actor, fresh, {v.key: stood[v.key] for v in fresh if v.key in stood}, source)
    changes = {value.key: (stood.get(value.key), value.amount) for value in fresh}
    return Recorded(changes, len(values) - len(fresh))


def _check(actor: Actor, values: Sequence[Value]) -> None:
    today = today_of(company(), actor.at)
    by_key = {each.key: each for each in definitions().values()}
    keys = set()
    for at, value in enumerate(values):
        definition = by_key[value.indicator]
        if not definition.measured:
            raise BadMeasure("not_measured", at, str(definition.name))
        if value.amount < 0:
            raise BadMeasure("negative", at)
        if value.day > today:
            raise BadMeasure("future", at, value.day.isoformat())
        if value.key in keys:
            raise BadMeasure("twice", at)
        keys.add(value.key)


def _stored(values: Sequence[Value]) -> dict[Key, int]:
    """What stands at the keys of the values."""
    wanted = {value.key for value in values}
    days = [value.day for value in values]
    found: dict[Key, int] = {}
    for seats in _chunks({value.seat for value in values}):
        rows = Measure.objects.filter(seat__in=seats, day__range=(min(days), max(days)))
        for *key, amount in rows.values_list(
            "seat_id", "day", "indicator_id", "product_id", "amount"
        ).iterator():
            if tuple(key) in wanted:
                found[tuple(key)] = amount
    return found


def _chunks(keys: Collection[int]) -> list[list[int]]:
    listed = sorted(keys)
    return [listed[start : start + CHUNK] for start in range(0, len(listed), CHUNK)]


def _replace(actor: Actor, fresh: Sequence[Value], stood: dict[Key, int], source: str) -> None:
    if not fresh:
        return
    calendar = FiscalCalendar(company().fiscal_start)
    states = {each.key for each in definitions().values() if each.is_stock}
    told = [value for value in fresh if value.indicator in states]
    before = _states(calendar, told)
    added = [value for value in fresh if value.indicator not in states]
    replaced = [
        (key[2], key[0], key[3], key[1], amount) for key, amount in stood.items() if key[2] not in states
    ]
    # Plain text: the driver looks long for a way to take a member of an enumeration, at every row.
    source = str(source)
    at, day_of = connection.ops.adapt_datetimefield_value(actor.at), connection.ops.adapt_datefield_value
    rows = (
        (value.seat, day_of(value.day), *value.key[2:], value.person, value.amount, source, at, actor.name)
        for value in sorted(fresh, key=lambda value: value.key)
    )
    bulk.put(Measure, KEY, REST, rows)
    now = [(value.indicator, value.seat, value.product, value.day, value.amount) for value in added]
    book_measures(
        calendar,
        MeasureColumns.of([*replaced, *before]),
        MeasureColumns.of([*now, *_states(calendar, told)]),
        states,
    )


def _states(calendar: FiscalCalendar, told: Sequence[Value]) -> list[tuple]:
    """All values of the states told of, for their seats, products and fiscal years: each holds until the next."""
    if not told:
        return []
    series = {(v.indicator, v.seat, v.product, calendar.fiscal_year(v.day)) for v in told}
    years = [year for *_rest, year in series]
    start, end = calendar.year(min(years)).start, calendar.year(max(years)).end
    found = []
    for seats in _chunks({value.seat for value in told}):
        rows = Measure.objects.filter(
            seat__in=seats, indicator__in={value.indicator for value in told}, day__range=(start, end)
        ).values_list("indicator_id", "seat_id", "product_id", "day", "amount")
        found += [row for row in rows if (*row[:3], calendar.fiscal_year(row[3])) in series]
    return found
