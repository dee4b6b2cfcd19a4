"""Target rows as arrays, and the one way to write them.

An amount belongs to exactly one place: to a seat and product, or, above the seats, to a unit's open or reserve
line. Totals of units and products are sums of these own amounts; they are stored too, so that any node is one
key away, and `add_own` keeps them in step.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields

import numpy as np

from quotamesh.base.people.models import Unit
from quotamesh.base.store import bulk
from quotamesh.base.store.months import MONTHS
from quotamesh.base.store.paths import below
from quotamesh.do.catalog.models import Product
from quotamesh.do.facts.spread import Ancestors, group
from quotamesh.plan.targets.models import Plan, TargetRow

TOTAL, RESERVE, OPEN = TargetRow.Line.values
KEY = ("plan", "unit", "indicator", "product", "line")


@dataclass(frozen=True)
class Own:
    """n own amounts: unit and product keys, the line (object array of str), twelve months each (int64 [n, 12])."""

    unit: np.ndarray
    product: np.ndarray
    line: np.ndarray
    months: np.ndarray

    def __len__(self) -> int:
        return len(self.unit)

    def where(self, mask: np.ndarray) -> "Own":
        return Own(self.unit[mask], self.product[mask], self.line[mask], self.months[mask])

    def with_months(self, months: np.ndarray) -> "Own":
        return Own(self.unit, self.product, self.line, months)

    @classmethod
    def of(cls, rows: list[tuple]) -> "Own":
        """From rows (unit, product, line, m01 … m12)."""
        keys = [np.array([row[i] for row in rows], dtype=np.int64) for i in (0, 1)]
        line = np.array([row[2] for row in rows], dtype=object)
        return cls(*keys, line, np.array([row[3:] for row in rows], dtype=np.int64).reshape(-1, 12))


def joined(*parts: Own) -> Own:
    return Own(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Own)))


def totals_of(own: Own, units: Ancestors, products: Ancestors) -> Own:
    """Own amounts summed at every pair of ancestors."""
    at, unit = units.expand(own.unit)
    position, product = products.expand(own.product[at])
    unit, months = unit[position], own.months[at][position]
    order, starts, first = group((unit, product))
    sums = np.add.reduceat(months[order], starts, axis=0) if len(order) else months
    return Own(unit[first], product[first], np.full(len(first), TOTAL, dtype=object), sums)


def add_own(plan: Plan, indicator: int, own: Own, *, fresh: bool = False) -> None:
    """Add own amounts (or their changes) to the plan, with every total above them.

    fresh: the plan holds nothing of the indicator yet, so rows are inserted, not added to.
    """
    own = own.where(own.months.any(axis=1))
    if not len(own):
        return
    units = Ancestors(unit_paths(set(own.unit.tolist())))
    products = Ancestors(dict(Product.objects.values_list("id", "path").order_by()))
    lines = own.where(own.line != TOTAL)
    for part in (totals_of(own, units, products), lines):
        rows = _rows(plan.pk, indicator, part)
        if fresh:
            bulk.insert(TargetRow, (*KEY, *MONTHS), rows)
        else:
            bulk.add(TargetRow, KEY, MONTHS, rows)


def _rows(plan: int, indicator: int, part: Own):
    for unit, product, line, months in zip(
        part.unit.tolist(), part.product.tolist(), part.line.tolist(), part.months.tolist(), strict=True
    ):
        yield (plan, unit, indicator, product, line, *months)


def unit_paths(ids: Collection[int]) -> dict[int, str]:
    units = Unit.objects.order_by()
    units = units.filter(pk__in=ids) if len(ids) <= 500 else units
    return dict(units.values_list("id", "path"))


def read_own(plan: Plan, indicator: int, path: str = "") -> Own:
    """All own amounts of a plan in one branch of the org tree, in order of unit, product, line."""
    rows = TargetRow.objects.filter(below(path, "unit__path"), plan=plan, indicator=indicator)
    values = rows.order_by("unit__path", "product__path", "line").values_list(
        "unit_id", "product_id", "line", *MONTHS, "unit__kind", "product__parent_id"
    )
    lines, totals, parts = [], [], {}
    for row in values.iterator(chunk_size=20_000):
        if row[2] != TOTAL:
            lines.append(row[:15])
        elif row[15] == "seat":
            totals.append(row)
            above = parts.setdefault((row[0], row[16]), [0] * 12)
            parts[row[0], row[16]] = [a + b for a, b in zip(above, row[3:15], strict=True)]
    return Own.of([*_own_of_seats(totals, parts), *lines])


def _own_of_seats(totals, parts):
    """A seat's own amount at a product node is its total there less the totals of the nodes below."""
    nothing = [0] * 12
    for row in totals:
        inside = parts.get((row[0], row[1]), nothing)
        months = tuple(a - b for a, b in zip(row[3:15], inside, strict=True))
        if any(months):
            yield (*row[:3], *months)
