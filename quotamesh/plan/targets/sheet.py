"""What the workbench shows: units down the side, months or product lines across, five queries in all."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, Subquery

from quotamesh.base.people.models import Company, Tenure, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.months import MONTHS
from quotamesh.base.store.paths import STEP
from quotamesh.base.store.validity import overlaps
from quotamesh.do.catalog.models import Product
from quotamesh.do.catalog.queries import indicator as find_indicator
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.targets.access import balances
from quotamesh.plan.targets.models import Plan, Rule, TargetRow
from quotamesh.plan.targets.rows import OPEN, RESERVE, TOTAL

YEAR = tuple(range(12))


@dataclass(frozen=True)
class Column:
    """An amount across: a product node and a run of months."""

    product: Product
    months: tuple[int, ...]

    @property
    def is_year(self) -> bool:
        return len(self.months) == 12


@dataclass(frozen=True)
class Row:
    """A unit, or one of a unit's own lines, with an amount for every column."""

    unit: Unit
    parent: str
    line: str
    amounts: tuple[int, ...]
    holder: str
    balances: tuple[str, ...]
    rule: Rule | None = None
    under_lock: bool = False

    @property
    def expandable(self) -> bool:
        return self.line == TOTAL and self.unit.kind != Unit.Kind.SEAT


def month_columns(product: Product) -> list[Column]:
    return [Column(product, YEAR), *(Column(product, (month,)) for month in YEAR)]


def product_columns(products: Sequence[Product], months: tuple[int, ...]) -> list[Column]:
    """The product node first, then the nodes right below it."""
    return [Column(product, months) for product in products]


def branch_of(code: str | None) -> list[Product]:
    """A product node (the root when none is named) and its children; empty when there is no such node."""
    if code:
        nodes = Product.objects.filter(Q(code=code) | Q(parent__code=code))
    else:
        nodes = Product.objects.filter(Q(parent=None) | Q(parent__parent=None))
    return list(nodes.order_by("path"))


@dataclass(frozen=True)
class _Reading:
    """What was read for one sheet."""

    amounts: dict[tuple[int, int, str], tuple[int, ...]]
    rules: dict[int, Rule]
    columns: Sequence[Column]
    locked: tuple[str, ...]
    state: bool

    def has(self, unit: Unit, line: str) -> bool:
        return any((unit.pk, column.product.pk, line) in self.amounts for column in self.columns)

    def across(self, unit: Unit, line: str) -> tuple[int, ...]:
        return tuple(self._amount(unit.pk, column, line) for column in self.columns)

    def _amount(self, unit: int, column: Column, line: str) -> int:
        months = self.amounts.get((unit, column.product.pk, line))
        if months is None:
            return 0
        if len(months) == 1:
            return months[0]
        return sum(months[month] for month in _counted(column.months, state=self.state))


def _counted(months: tuple[int, ...], *, state: bool) -> tuple[int, ...]:
    """The months that make a column's amount: of a state the last."""
    return months[-1:] if state else months


def sheet(
    viewer: Viewer,
    plan: Plan,
    company: Company,
    indicator: str,
    opened: Collection[str],
    columns: Sequence[Column],
) -> list[Row]:
    """The opened units that are in sight, their own lines, and their children, parents before children."""
    units = _units(viewer, plan, company, opened)
    reading = _read(plan, indicator, units, columns)
    rows = []
    for unit in units:
        if unit.kind != Unit.Kind.SEAT or unit.holder or reading.has(unit, TOTAL):
            rows.append(_row(viewer, plan, reading, unit, TOTAL))
        if unit.code in opened:
            rows += [
                _row(viewer, plan, reading, unit, line) for line in (RESERVE, OPEN) if reading.has(unit, line)
            ]
    return rows


def _units(viewer: Viewer, plan: Plan, company: Company, opened: Collection[str]) -> list[Unit]:
    year = FiscalCalendar(company.fiscal_start).year(plan.fiscal_year)
    holders = Tenure.objects.filter(overlaps(year.start, year.end), seat=OuterRef("pk"))
    latest = holders.order_by(F("valid_from").desc(nulls_last=True)).values("person__name")[:1]
    units = Unit.objects.filter(viewer.units()).filter(Q(code__in=opened) | Q(parent__code__in=opened))
    return list(units.annotate(holder=Subquery(latest), above=F("parent__code")).order_by("path"))


def _read(plan: Plan, indicator: str, units: list[Unit], columns: Sequence[Column]) -> _Reading:
    ids = [unit.pk for unit in units]
    products = {column.product.pk for column in columns}
    rows = TargetRow.objects.filter(plan=plan, indicator__code=indicator, unit__in=ids, product__in=products)
    runs = {column.months for column in columns}
    # Product lines across: one sum a row is a third of the work of reading twelve months.
    state = find_indicator(indicator)[1].is_stock
    one = len(runs) == 1
    asked = [sum(F(MONTHS[month]) for month in _counted(runs.pop(), state=state))] if one else MONTHS
    rules = list(Rule.objects.filter(plan=plan, indicator__code=indicator).select_related("unit"))
    return _Reading(
        amounts={row[:3]: row[3:] for row in rows.values_list("unit_id", "product_id", "line", *asked)},
        rules={rule.unit_id: rule for rule in rules},
        columns=columns,
        locked=tuple(rule.unit.path for rule in rules if rule.locked),
        state=state,
    )


def _parent(viewer: Viewer, unit: Unit) -> str:
    return unit.above or "" if viewer.sees_path(unit.path[:-STEP]) else ""


def _row(viewer: Viewer, plan: Plan, reading: _Reading, unit: Unit, line: str) -> Row:
    own_line = line != TOTAL
    ways = balances(viewer, plan, unit, line)
    return Row(
        unit=unit,
        parent=unit.code if own_line else _parent(viewer, unit),
        line=line,
        amounts=reading.across(unit, line),
        holder=unit.holder or "",
        balances=tuple(each for each in ways if not reading.state or each != "periods"),
        rule=None if own_line else reading.rules.get(unit.pk),
        under_lock=any(unit.path.startswith(path) for path in reading.locked),
    )
