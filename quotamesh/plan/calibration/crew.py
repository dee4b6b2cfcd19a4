"""The people who will carry a year, each with what the last cycles say: read from facts and tenures."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import numpy as np

from quotamesh.base.people.models import Company, Role, Tenure, Unit
from quotamesh.base.store.paths import below
from quotamesh.base.store.validity import earliest_first
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.facts.queries import wide_facts
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.kernel.productivity import (
    CYCLES,
    Basis,
    Floats,
    History,
    basis_of,
    leaving_rate,
    productivity,
)

SELLERS = {Role.REPRESENTATIVE}
MONTH = 30.4375
SILENT = 3  # months without any sale before the first one: then the first sale is when the person began
NEWCOMER = 12


@dataclass(frozen=True)
class Scope:
    """What is calibrated, from which years, and up to which day of knowledge."""

    company: Company
    fiscal_year: int
    unit: Unit
    product: int
    indicator: int
    years: tuple[int, ...]
    as_of: date

    @property
    def calendar(self) -> FiscalCalendar:
        return FiscalCalendar(self.company.fiscal_start)

    def known(self) -> np.ndarray:
        """Which months of the years were over on the day: bool [years, 12]."""
        months = [self.calendar.months(self.calendar.year(year)) for year in self.years]
        return np.array([[month.end <= self.as_of for month in each] for each in months])


def scope_for(
    company: Company, fiscal_year: int, unit: Unit, product: int, indicator: int, as_of: date
) -> Scope:
    """The last three fiscal years before the one that is calibrated; the running one as far as it has come."""
    years = tuple(range(fiscal_year - CYCLES, fiscal_year))
    return Scope(company, fiscal_year, unit, product, indicator, years, as_of)


@dataclass(frozen=True)
class Crew:
    """People as columns in the order of the organisation; `seat`, `person`, `parent` are keys.

    mean float64[n]: what the coming year brings, ramp included. fresh bool[n]: less than a year in the seat when it
    begins. unknown bool[n]: without a history of their own.
    """

    seat: list[int]
    person: list[int]
    parent: list[int]
    mean: Floats
    spread: Floats
    fresh: np.ndarray
    unknown: np.ndarray
    stay: float
    head: float
    basis: Basis
    totals: Floats


def read_crew(scope: Scope) -> Crew:
    """Everybody who sells in the branch on the day, with level, ramp and chances."""
    tenures = _tenures(scope)
    facts = _facts(scope, {tenure.seat_id for tenure in tenures})
    records = _records(scope, tenures, facts)
    here = {t.person_id: t for t in tenures if _holds(t, scope.as_of)}
    sells = [p for p, t in here.items() if records.sold(p) or t.role in SELLERS]
    carriers = sorted(sells, key=lambda person: (here[person].seat.path, person))
    past = [p for p in records.people if p not in here and records.sold(p)]
    season = _season(records.months(), scope.known())
    people = [*carriers, *past]
    history = History(
        output=records.of(people, "output"),
        held=records.of(people, "held"),
        tenure=records.of(people, "tenure"),
        season=season,
        known=scope.known(),
        group=_groups(people, tenures),
    )
    basis = basis_of(history)
    n = len(carriers)
    starts = [records.start(person) for person in carriers]
    ahead = _ahead(scope, starts)
    share = (season * productivity(ahead, basis.ramp)).sum(axis=1)
    return Crew(
        seat=[here[p].seat_id for p in carriers],
        person=carriers,
        parent=[here[p].seat.parent_id for p in carriers],
        mean=basis.level[:n] * share,
        spread=basis.spread[:n],
        fresh=ahead[:, 0] < NEWCOMER,
        unknown=basis.trust[:n] == 0,
        stay=1 - _leaving(scope, tenures),
        head=_head(basis, n, season),
        basis=basis,
        totals=_whole_years(records.months(), season, scope.known()),
    )


def _tenures(scope: Scope) -> list[Tenure]:
    """Every tenure in the branch that had begun by the day; its end counts only if it lay before."""
    found = Tenure.objects.filter(below(scope.unit.path, "seat__path")).select_related("seat")
    begun = [
        t
        for t in found.order_by("seat__path", earliest_first(), "id")
        if (t.valid_from or date.min) <= scope.as_of
    ]
    for tenure in begun:
        if tenure.valid_to and tenure.valid_to > scope.as_of:
            tenure.valid_to = None
    return begun


def _holds(tenure: Tenure, day: date) -> bool:
    return tenure.valid_to is None or tenure.valid_to >= day


def _facts(scope: Scope, seats: set[int]) -> dict[tuple[int, int, int], list[int]]:
    """{(product, year, seat): twelve months} of the product line, and of all products to see who had begun."""
    found = wide_facts(
        indicators=[scope.indicator],
        years=scope.years,
        units=seats,
        products={scope.product, root_product().pk},
    )
    return {(product, year, seat): grains[:12] for (_, year, seat, product), grains in found.items()}


class Records:
    """Output, time held and months in the seat of each person: {person: float64 [years, 12]} each."""

    def __init__(self, years: int):
        def fresh() -> Floats:
            return np.zeros((years, 12))

        self.output: dict[int, Floats] = defaultdict(fresh)
        self.any: dict[int, Floats] = defaultdict(fresh)
        self.held: dict[int, Floats] = defaultdict(fresh)
        self.tenure: dict[int, Floats] = {}
        self.begun: dict[int, date | None] = {}

    @property
    def people(self) -> list[int]:
        return list(self.held)

    def of(self, people: list[int], name: str) -> Floats:
        columns = getattr(self, name)
        shape = (0, *next(iter(self.held.values())).shape) if self.held else (0, CYCLES, 12)
        return np.array([columns[person] for person in people]) if people else np.zeros(shape)

    def sold(self, person: int) -> bool:
        return bool(self.output[person].any())

    def start(self, person: int) -> date | None:
        return self.begun.get(person)

    def months(self) -> Floats:
        """Everybody's output together, float64 [years, 12]."""
        found = list(self.output.values())
        return np.asarray(sum(found[1:], found[0]), dtype=np.float64) if found else np.zeros((CYCLES, 12))


def _records(scope: Scope, tenures: list[Tenure], facts: dict) -> Records:
    records = Records(len(scope.years))
    months = [scope.calendar.months(scope.calendar.year(year)) for year in scope.years]
    middles = np.array([[(m.start.toordinal() + m.end.toordinal()) / 2 for m in year] for year in months])
    held = {tenure.pk: np.array([[_share(tenure, m) for m in year] for year in months]) for tenure in tenures}
    on_seat: dict[int, Floats] = defaultdict(lambda: np.zeros(middles.shape))
    for tenure in tenures:
        on_seat[tenure.seat_id] = on_seat[tenure.seat_id] + held[tenure.pk]
    for tenure in tenures:
        part = held[tenure.pk] / np.maximum(on_seat[tenure.seat_id], 1e-9)
        records.held[tenure.person_id] += held[tenure.pk]
        for name, product in (("output", scope.product), ("any", root_product().pk)):
            rows = [facts.get((product, year, tenure.seat_id), [0] * 12) for year in scope.years]
            getattr(records, name)[tenure.person_id] += (
                np.array(rows, dtype=np.float64) * part * scope.known()
            )
    starts: dict[int, list[date | None]] = defaultdict(list)
    for tenure in tenures:
        starts[tenure.person_id].append(tenure.valid_from)
    for person, days in starts.items():
        _set_start(records, person, days, middles, scope)
    return records


def _share(tenure: Tenure, month) -> float:
    """The part of a month's days on which the seat is held."""
    start = max(tenure.valid_from or date.min, month.start)
    end = min(tenure.valid_to or date.max, month.end)
    return max((end - start).days + 1, 0) / month.days


def _set_start(
    records: Records, person: int, starts: list[date | None], middles: Floats, scope: Scope
) -> None:
    """A person began with the first tenure; where no day is recorded, with the first sale after a silence."""
    begun = None if None in starts else min(day for day in starts if day)
    if begun is None:
        sold = np.flatnonzero(records.any[person].ravel())
        if len(sold) and sold[0] >= SILENT:
            year, month = divmod(int(sold[0]), 12)
            begun = scope.calendar.months(scope.calendar.year(scope.years[year]))[month].start
            records.held[person].ravel()[: sold[0]] = 0
        elif not len(sold):
            begun = scope.calendar.year(scope.fiscal_year).start
            records.held[person][:] = 0
    records.begun[person] = begun
    months = np.full(middles.shape, np.inf) if begun is None else (middles - begun.toordinal()) / MONTH
    records.tenure[person] = np.maximum(months, 0.0)


def _season(months: Floats, known: np.ndarray) -> Floats:
    """How a year's output falls on its months, from the years that are over; alike where there is none."""
    whole = [each for each, over in zip(months, known, strict=True) if over.all() and each.sum() > 0]
    if not whole:
        return np.full(12, 1 / 12)
    shares = np.maximum(np.mean([each / each.sum() for each in whole], axis=0), 0.01)
    return np.asarray(shares / shares.sum(), dtype=np.float64)


def _whole_years(months: Floats, season: Floats, known: np.ndarray) -> Floats:
    """What each year came to; the running one as it would at its usual season. 0 where nothing is known."""
    part = (season * known).sum(axis=1)
    return np.asarray(np.where(part > 0, months.sum(axis=1) / np.maximum(part, 1e-9), 0.0), dtype=np.float64)


def _groups(people: list[int], tenures: list[Tenure]) -> np.ndarray:
    """Peers are those of the same role."""
    roles = {tenure.person_id: tenure.role for tenure in tenures}
    names = sorted(set(roles.values()))
    return np.array([names.index(roles[person]) for person in people], dtype=np.int64)


def _ahead(scope: Scope, starts: list[date | None]) -> Floats:
    """Months in the seat at the middle of each month of the coming year: float64 [n, 12]."""
    months = scope.calendar.months(scope.calendar.year(scope.fiscal_year))
    middles = np.array([(month.start.toordinal() + month.end.toordinal()) / 2 for month in months])
    begun = np.array([start.toordinal() if start else -np.inf for start in starts])
    return np.maximum((middles[None, :] - begun[:, None]) / MONTH, 0.0).reshape(-1, 12)


def _leaving(scope: Scope, tenures: list[Tenure]) -> float:
    """Who sold and left in the years, over the person-years; whoever took another seat has not left."""
    start = scope.calendar.year(scope.years[0]).start
    sellers = [t for t in tenures if t.role in SELLERS]
    last: dict[int, date] = {}
    years = 0.0
    for tenure in sellers:
        end = tenure.valid_to or scope.as_of
        years += max((min(end, scope.as_of) - max(tenure.valid_from or start, start)).days, 0) / 365.25
        last[tenure.person_id] = max(last.get(tenure.person_id, date.min), tenure.valid_to or date.max)
    left = sum(start <= end <= scope.as_of for end in last.values())
    return leaving_rate(left, years)


def _head(basis: Basis, carriers: int, season: Floats) -> float:
    """What one head more gives in its first year, begun on its first day."""
    first = (season * productivity(np.arange(12) + 0.5, basis.ramp)).sum()
    return float(basis.level[:carriers].mean() * first) if carriers else 0.0
