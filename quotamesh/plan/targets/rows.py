"""Target rows as arrays, and the one way to write them.

An amount belongs to exactly one place: to a seat and product, or, above the seats, to a unit's open or
reserve line. Totals of units and products are sums of these own amounts; they are stored too, so that any
node is one key away, and `add_own` keeps them in step.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from itertools import repeat

import numpy as np

from quotamesh.base.people.models import Unit
from quotamesh.base.store import bulk
from quotamesh.base.store.months import MONTHS
from quotamesh.base.store.paths import below
from quotamesh.do.catalog.models import Product
from quotamesh.do.facts.spread import Ancestors
from quotamesh.plan.targets.models import Plan, TargetRow

TOTAL, RESERVE, OPEN = TargetRow.Line.values
KEY = ("plan", "unit", "indicator", "product", "line")


@dataclass(frozen=True)
class Own:
    """n own amounts: unit and product keys, line (array of str), twelve months each (int64 [n, 12])."""

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


def once_a_key(own: Own) -> Own:
    """Amounts of the same unit, product and line added up; what comes to nothing is left out."""
    _lines_there, line = np.unique(own.line.astype(str), return_inverse=True)
    keys = np.column_stack([own.unit, own.product, line.ravel()])
    _different, first, at = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    months = np.zeros((len(first), 12), dtype=np.int64)
    np.add.at(months, at.ravel(), own.months)
    found = Own(own.unit[first], own.product[first], own.line[first], months)
    return found.where(months.any(axis=1))


def totals_of(own: Own, units: Ancestors, products: Ancestors) -> Own:
    """Own amounts summed at every pair of ancestors, one level of each tree after the other."""
    above, over = _levels(units, own.unit), _levels(products, own.product)
    return joined(*(_summed(own, unit, product) for unit in above for product in over))


def _levels(tree: Ancestors, nodes: np.ndarray) -> np.ndarray:
    """int64 [depth, n]: each node's ancestor on each level, −1 below the node."""
    return tree.table[np.searchsorted(tree.ids, nodes)].T


def _summed(own: Own, unit: np.ndarray, product: np.ndarray) -> Own:
    """Amounts by ancestors of one level; a node has one level, so no key comes from two of them."""
    there = np.nonzero((unit >= 0) & (product >= 0))[0]
    unit, product = unit[there], product[there]
    keys = unit * (int(product.max(initial=0)) + 1) + product
    order = np.argsort(keys, kind="stable")
    starts = np.flatnonzero(np.diff(keys[order], prepend=-1))
    months = own.months[there[order]]
    sums = np.add.reduceat(months, starts, axis=0) if len(order) else months
    first = order[starts]
    return Own(unit[first], product[first], np.full(len(first), TOTAL, dtype=object), sums)


def add_own(plan: Plan, indicator: int, own: Own, *, fresh: bool = False) -> None:
    """Add own amounts (or their changes) to the plan, with every total above them.

    fresh: the plan holds nothing of the indicator yet, so rows are inserted, not added to.
    """
    own = own.where(own.months.any(axis=1))
    if not len(own):
        return
    units = Ancestors(_paths_of(set(own.unit.tolist())))
    products = Ancestors(dict(Product.objects.values_list("id", "path").order_by()))
    for part in (totals_of(own, units, products), _lines(own)):
        rows = _rows(plan.pk, indicator, part)
        if fresh:
            bulk.insert(TargetRow, (*KEY, *MONTHS), rows)
        else:
            bulk.add(TargetRow, KEY, MONTHS, rows)


def _lines(own: Own) -> Own:
    """The units' own lines, each once: PostgreSQL takes a key once in a statement."""
    return joined(*(_of_line(own, line) for line in (RESERVE, OPEN)))


def _of_line(own: Own, line: str) -> Own:
    part = own.where(own.line == line)
    sums = _summed(part, part.unit, part.product)
    return Own(sums.unit, sums.product, np.full(len(sums), line, dtype=object), sums.months)


def _rows(plan: int, indicator: int, part: Own) -> Iterator[tuple]:
    keys = (repeat(plan), part.unit.tolist(), repeat(indicator), part.product.tolist(), part.line.tolist())
    return zip(*keys, *part.months.T.tolist(), strict=False)


def _paths_of(ids: Collection[int]) -> dict[int, str]:
    units = Unit.objects.order_by()
    units = units.filter(pk__in=ids) if len(ids) <= 500 else units
    return dict(units.values_list("id", "path"))


def unit_paths(branch: str = "") -> dict[int, str]:
    return dict(Unit.objects.filter(below(branch)).values_list("id", "path").order_by())


def read_own(plan: Plan, indicator: int, path: str = "", product_path: str = "") -> Own:
    """All own amounts of a plan in a branch of the organisation and of the product lines.

    Unordered. What is needed of the two trees is read apart: joining them to every row takes twice as long.
    """
    seats = set(Unit.objects.filter(below(path), kind=Unit.Kind.SEAT).values_list("id", flat=True).order_by())
    above = dict(Product.objects.filter(below(product_path)).values_list("id", "parent_id").order_by())
    rows = TargetRow.objects.filter(plan=plan, indicator=indicator)
    rows = rows.filter(unit__in=Unit.objects.filter(below(path)).values("id")) if path else rows
    rows = rows.filter(product__in=above) if product_path else rows
    values = rows.values_list("unit_id", "product_id", "line", *MONTHS).order_by()
    own = Own.of(list(values.iterator(chunk_size=20_000)))
    of_seat = (own.line == TOTAL) & np.isin(own.unit, np.fromiter(seats, dtype=np.int64, count=len(seats)))
    return joined(_less_parts(own.where(of_seat), above), own.where(own.line != TOTAL))


def _less_parts(totals: Own, above: dict[int, int | None]) -> Own:
    """A seat's own amount at a product node is its total there less the totals of the nodes right below."""
    order = np.lexsort((totals.product, totals.unit))
    totals = totals.where(order)
    size = int(totals.product.max(initial=0)) + 1
    parents = np.array([above[pk] or 0 for pk in totals.product.tolist()], dtype=np.int64)
    keys = totals.unit * size + totals.product
    wanted = totals.unit * size + parents
    at = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    found = (parents > 0) & (parents < size) & (keys[at] == wanted) if len(keys) else parents > 0
    months = totals.months.copy()
    np.subtract.at(months, at[found], totals.months[found])
    return totals.with_months(months).where(months.any(axis=1))
