"""What an adjustment does: on every level, beside what is in force; and where it reaches back too far."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from quotamesh.base.people.models import Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.months import MONTHS
from quotamesh.do.catalog.models import Product
from quotamesh.plan.adjustments.errors import EarlierMonths
from quotamesh.plan.adjustments.models import Adjustment
from quotamesh.plan.targets.models import Plan, TargetRow
from quotamesh.plan.targets.rows import TOTAL

Months = tuple[int, ...]
NOTHING: Months = (0,) * 12


@dataclass(frozen=True)
class Effect:
    """One unit or product line, one indicator: the year and what is left of it, before and after."""

    name: str
    code: str
    depth: int
    indicator: int
    before: Months
    after: Months
    from_month: int

    @property
    def year_before(self) -> int:
        return sum(self.before)

    @property
    def year_after(self) -> int:
        return sum(self.after)

    @property
    def change(self) -> int:
        return self.year_after - self.year_before

    @property
    def rest_before(self) -> int:
        return sum(self.before[self.from_month :])

    @property
    def rest_after(self) -> int:
        return sum(self.after[self.from_month :])


def _pairs(rows: Iterable[tuple], base: int) -> dict[tuple, list[Months]]:
    """{key: [before, after]} of rows (plan, *key, twelve months)."""
    found: dict[tuple, list[Months]] = {}
    for row in rows:
        pair = found.setdefault(row[1:-12], [NOTHING, NOTHING])
        pair[row[0] != base] = row[-12:]
    return found


def by_unit(viewer: Viewer, adjustment: Adjustment) -> list[Effect]:
    """Every unit in sight whose total differs, and the way down to it; in the order of the organisation."""
    base, plan = adjustment.base_id, adjustment.plan_id
    rows = TargetRow.objects.filter(
        viewer.units("unit__"), plan_id__in=(base, plan), product__parent=None, line=TOTAL
    ).values_list("plan_id", "unit_id", "indicator_id", *MONTHS)
    differing = {key: pair for key, pair in _pairs(rows, base).items() if pair[0] != pair[1]}
    units = Unit.objects.in_bulk({unit for unit, _indicator in differing})
    found = [
        Effect(units[u].name, units[u].code, units[u].depth, i, *pair, adjustment.from_month)
        for (u, i), pair in differing.items()
    ]
    order = {each.code: each.path for each in units.values()}
    return sorted(found, key=lambda effect: (effect.indicator, order[effect.code]))


def by_product(adjustment: Adjustment) -> list[Effect]:
    """The product lines of the adjustment's own unit that differ."""
    base, plan = adjustment.base_id, adjustment.plan_id
    rows = TargetRow.objects.filter(
        plan_id__in=(base, plan), unit=adjustment.unit_id, line=TOTAL, product__depth=1
    ).values_list("plan_id", "product_id", "indicator_id", *MONTHS)
    differing = {key: pair for key, pair in _pairs(rows, base).items() if pair[0] != pair[1]}
    products = Product.objects.in_bulk({product for product, _indicator in differing})
    found = [
        Effect(products[p].name, products[p].code, 1, i, *pair, adjustment.from_month)
        for (p, i), pair in differing.items()
    ]
    return sorted(found, key=lambda effect: (effect.indicator, effect.code))


def changed(adjustment: Adjustment) -> bool:
    """Whether any amount differs, on any line of any unit."""
    return _differing(adjustment.plan, adjustment.base, MONTHS).exists() or (
        _differing(adjustment.base, adjustment.plan, MONTHS).exists()
    )


def refuse_earlier_months(adjustment: Adjustment) -> None:
    """Raises EarlierMonths where a month before the effective one differs, on any line of any unit."""
    before = MONTHS[: adjustment.from_month]
    if not before:
        return
    for one, other in ((adjustment.plan, adjustment.base), (adjustment.base, adjustment.plan)):
        row = _differing(one, other, before).select_related("unit").order_by("-unit__depth", "id").first()
        if row:
            raise EarlierMonths(row.unit.name, _first_difference(row, other, before))


def _differing(one: Plan, other: Plan, months: Iterable[str]):
    """Rows of one plan that say something else in some month than the same row of the other; a row of noughts
    says the same as no row."""
    months = tuple(months)
    key = {name: OuterRef(name) for name in ("unit_id", "indicator_id", "product_id", "line")}
    same = TargetRow.objects.filter(plan=other, **key, **{name: OuterRef(name) for name in months})
    nothing = Q(**dict.fromkeys(months, 0))
    return TargetRow.objects.filter(~Exists(same), plan=one).exclude(nothing)


def _first_difference(row: TargetRow, other: Plan, months: tuple[str, ...]) -> int:
    there = TargetRow.objects.filter(
        plan=other, unit=row.unit_id, indicator=row.indicator_id, product=row.product_id, line=row.line
    ).first()
    return next(
        n for n, name in enumerate(months) if getattr(row, name) != (getattr(there, name) if there else 0)
    )
