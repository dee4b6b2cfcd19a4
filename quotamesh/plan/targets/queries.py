"""Reading target plans. Totals are stored, so a node is one row and a level is one query."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from quotamesh.base.people.models import Tenure, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.months import MONTHS
from quotamesh.base.store.validity import earliest_first
from quotamesh.do.catalog.models import Product
from quotamesh.plan.targets.models import Edit, Plan, TargetRow
from quotamesh.plan.targets.rows import OPEN, RESERVE, TOTAL, read_own
from quotamesh.plan.targets.states import is_state, year_of

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


def rows_in_force(
    fiscal_year: int, indicators: Collection[int], units: Collection[int]
) -> dict[tuple[int, int], Months]:
    """{(indicator, unit): twelve months} of the plan in force, all products together, in one query."""
    rows = TargetRow.objects.filter(
        plan__fiscal_year=fiscal_year, plan__state=Plan.State.IN_FORCE, plan__base=None, unit__in=units,
        indicator__in=indicators, product__parent=None, line=TOTAL,
    ).values_list("indicator_id", "unit_id", *MONTHS)  # fmt: skip
    return {row[:2]: row[2:] for row in rows}


@dataclass(frozen=True)
class Difference:
    """A unit, or one of its own lines, in two plans."""

    unit: Unit
    line: str
    first: int
    second: int

    @property
    def change(self) -> int:
        return self.second - self.first


def compare(
    viewer: Viewer, first: Plan, second: Plan, indicator: int, unit: Unit, product: Product
) -> list[Difference]:
    """The year of a unit, of its own lines and of its children in two plans."""
    units = [unit, *Unit.objects.filter(viewer.units(), parent=unit).order_by("path")]
    keys, state = [each.pk for each in units], is_state(indicator)
    sums = [
        {
            (key[1], key[3]): year_of(months, state=state)
            for key, months in target_rows(
                plan=plan, indicators=[indicator], units=keys, products=[product.pk]
            ).items()
        }
        for plan in (first, second)
    ]
    wanted = [(unit, TOTAL), (unit, RESERVE), (unit, OPEN), *((child, TOTAL) for child in units[1:])]
    found = [Difference(of, line, *(side.get((of.pk, line), 0) for side in sums)) for of, line in wanted]
    return [each for each in found if each.first or each.second or (each.unit == unit and each.line == TOTAL)]


def yearly_totals(plans: Collection[Plan], indicator: int, unit: Unit | QuerySet) -> dict[int, int]:
    """{plan: the year of a unit, or of the one a query finds, over all products}; what has no target is absent."""
    rows = TargetRow.objects.filter(
        plan__in=plans, indicator=indicator, unit=unit, product__parent=None, line=TOTAL
    )
    return {row.plan_id: row.year for row in rows}


@dataclass(frozen=True)
class Standing:
    """How far a plan has got, and whether the viewer may step back or forth."""

    revision: int
    state: str
    changed_by: str
    changed_at: datetime | None
    can_undo: bool
    can_redo: bool


def standing(viewer: Viewer, plan: Plan) -> Standing:
    edits = Edit.objects.filter(plan=plan)
    last = edits.filter(undone=False).values("actor", "at").first() or {}
    mine = set(edits.filter(actor_id=viewer.user_id).values_list("undone", flat=True).order_by().distinct())
    return Standing(
        revision=plan.revision,
        state=plan.state,
        changed_by=last.get("actor", ""),
        changed_at=last.get("at"),
        can_undo=plan.editable and False in mine,
        can_redo=plan.editable and True in mine,
    )


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
    people = dict(Tenure.objects.order_by(earliest_first()).values_list("seat_id", "person__code"))
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
