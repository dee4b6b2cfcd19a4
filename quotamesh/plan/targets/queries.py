"""Reading target plans. Totals are stored, so a node is one row and a level is one query."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from quotamesh.base.people.models import Tenure, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.months import MONTHS
from quotamesh.do.catalog.models import Product
from quotamesh.plan.targets.models import Edit, Plan, Rule, TargetRow
from quotamesh.plan.targets.rows import OPEN, RESERVE, TOTAL, read_own

NOTHING = (0,) * 12
Months = tuple[int, ...]


def plan_in_force(fiscal_year: int) -> Plan | None:
    return Plan.objects.filter(fiscal_year=fiscal_year, state=Plan.State.IN_FORCE).first()


def target_rows(
    *, plan: Plan | int, indicators: Collection[int], units: Collection[int], products: Collection[int]
) -> dict[tuple[int, int, int, str], Months]:
    """{(indicator, unit, product, line): twelve months}, in one query. What has no target is absent."""
    rows = TargetRow.objects.filter(
        plan=plan, unit_id__in=units, indicator_id__in=indicators, product_id__in=products
    ).values_list("indicator_id", "unit_id", "product_id", "line", *MONTHS)
    return {row[:4]: row[4:] for row in rows}


@dataclass(frozen=True)
class GridRow:
    """One line of the workbench: a unit, or a unit's reserve or open line."""

    unit: Unit
    line: str
    months: Months
    holder: str = ""
    expandable: bool = False
    floor: int | None = None
    cap: int | None = None
    weight: int | None = None
    locked: bool = False

    @property
    def year(self) -> int:
        return sum(self.months)


@dataclass(frozen=True)
class Grid:
    """A unit, its own lines, and its children, for one product node."""

    plan: Plan
    product: Product
    top: GridRow
    own_lines: tuple[GridRow, ...]
    rows: tuple[GridRow, ...]
    can_undo: bool = False

    def left_to_place(self) -> int:
        return sum(row.year for row in self.own_lines if row.line == OPEN)

    def conserved(self) -> bool:
        """Whether the top is the sum of what stands below it, month by month."""
        below = [row.months for row in (*self.own_lines, *self.rows)]
        return tuple(map(sum, zip(*below, strict=True))) == self.top.months if below else True


def grid(viewer: Viewer, plan: Plan, indicator: int, unit: Unit, product: Product) -> Grid:
    """The children of a unit with their months. The caller has checked that the unit is in sight."""
    children = list(Unit.objects.filter(viewer.units(), parent=unit).order_by("path"))
    keys = [unit.pk, *(child.pk for child in children)]
    rows = target_rows(plan=plan, indicators=[indicator], units=keys, products=[product.pk])
    rules = {rule.unit_id: rule for rule in Rule.objects.filter(plan=plan, indicator_id=indicator, unit_id__in=keys)}
    holders = _holders([child.pk for child in children if child.kind == "seat"])
    build = _Builder(indicator, product.pk, rows, rules, holders)
    lines = [build.row(unit, line) for line in (RESERVE, OPEN) if build.has(unit, line)]
    shown = [child for child in children if child.kind != "seat" or child.pk in holders or build.has(child, TOTAL)]
    return Grid(
        plan=plan,
        product=product,
        top=build.row(unit, TOTAL),
        own_lines=tuple(lines),
        rows=tuple(build.row(child, TOTAL) for child in shown),
        can_undo=Edit.objects.filter(plan=plan, actor_id=viewer.user_id, undone=False).exists(),
    )


@dataclass(frozen=True)
class _Builder:
    indicator: int
    product: int
    rows: dict
    rules: dict[int, Rule] = field(default_factory=dict)
    holders: dict[int, str] = field(default_factory=dict)

    def has(self, unit: Unit, line: str) -> bool:
        return (self.indicator, unit.pk, self.product, line) in self.rows

    def row(self, unit: Unit, line: str) -> GridRow:
        rule = self.rules.get(unit.pk) if line == TOTAL else None
        return GridRow(
            unit=unit,
            line=line,
            months=self.rows.get((self.indicator, unit.pk, self.product, line), NOTHING),
            holder=self.holders.get(unit.pk, ""),
            expandable=unit.kind != "seat" and line == TOTAL,
            floor=rule.floor if rule else None,
            cap=rule.cap if rule else None,
            weight=rule.weight if rule else None,
            locked=bool(rule and rule.locked),
        )


def _holders(seats: list[int]) -> dict[int, str]:
    """The latest holder of each seat."""
    tenures = Tenure.objects.filter(seat_id__in=seats).order_by("valid_from").values_list("seat_id", "person__name")
    return dict(tenures)


@dataclass(frozen=True)
class Difference:
    """A unit in two plans."""

    unit: Unit
    first: int
    second: int

    @property
    def change(self) -> int:
        return self.second - self.first


def compare(viewer: Viewer, first: Plan, second: Plan, indicator: int, unit: Unit, product: Product) -> list[Difference]:
    """The year of a unit and of its children in two plans."""
    units = [unit, *Unit.objects.filter(viewer.units(), parent=unit).order_by("path")]
    keys = [each.pk for each in units]
    sums = []
    for plan in (first, second):
        rows = target_rows(plan=plan, indicators=[indicator], units=keys, products=[product.pk])
        sums.append({key[1]: sum(months) for key, months in rows.items() if key[3] == TOTAL})
    return [Difference(each, sums[0].get(each.pk, 0), sums[1].get(each.pk, 0)) for each in units]


@dataclass(frozen=True)
class Leaf:
    """An amount nobody divides further."""

    unit_code: str
    unit_name: str
    person: str
    product: str
    line: str
    months: Months


def leaves(viewer: Viewer, plan: Plan, indicator: int) -> Iterator[Leaf]:
    """Every own amount of a plan in sight, in the order of the organisation."""
    seen = {unit.pk: unit for unit in Unit.objects.filter(viewer.units())}
    products = dict(Product.objects.values_list("id", "code").order_by())
    people = dict(
        Tenure.objects.order_by("valid_from").values_list("seat_id", "person__code")
    )
    own = read_own(plan, indicator)
    order = sorted(
        (i for i, unit in enumerate(own.unit.tolist()) if unit in seen),
        key=lambda i: (seen[int(own.unit[i])].path, own.line[i] != TOTAL, int(own.product[i])),
    )
    for i in order:
        unit = seen[int(own.unit[i])]
        yield Leaf(
            unit_code=unit.code,
            unit_name=unit.name,
            person=people.get(unit.pk, "") if own.line[i] == TOTAL else "",
            product=products[int(own.product[i])] if own.line[i] == TOTAL else own.line[i],
            line=own.line[i],
            months=tuple(own.months[i].tolist()),
        )
