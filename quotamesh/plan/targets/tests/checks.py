"""What must hold of every plan after anything that was done to it."""

from collections import defaultdict

import numpy as np

from quotamesh.base.people.models import Unit
from quotamesh.base.store.months import MONTHS
from quotamesh.do.catalog.models import Product
from quotamesh.plan.targets.models import Plan, TargetRow

Table = dict[tuple[int, int, int, str], tuple[int, ...]]


def table_of(plan: Plan) -> Table:
    """Every stored amount of a plan; rows of nothing but noughts say the same as no row."""
    rows = TargetRow.objects.filter(plan=plan).values_list(
        "indicator_id", "unit_id", "product_id", "line", *MONTHS
    )
    return {row[:4]: row[4:] for row in rows if any(row[4:])}


def assert_conserved(plan: Plan) -> Table:
    """Every unit is the sum of its children, reserve and open line; every product at least what is below it."""
    table = table_of(plan)
    _assert_units(table)
    _assert_products(table)
    assert all(min(months) >= 0 for months in table.values())
    return table


def _assert_units(table: Table) -> None:
    parents = {unit.pk: unit.parent_id for unit in Unit.objects.all()}
    inner = set(parents.values())
    parts: dict[tuple, np.ndarray] = defaultdict(lambda: np.zeros(12, dtype=np.int64))
    for (indicator, unit, product, line), months in table.items():
        whole = parents[unit] if line == "total" else unit
        parts[indicator, whole, product] += months
    for (indicator, unit, product, line), months in table.items():
        if line == "total" and unit in inner:
            assert tuple(parts[indicator, unit, product].tolist()) == months
    for indicator, unit, product in parts:
        if unit is not None and parts[indicator, unit, product].any():
            assert (indicator, unit, product, "total") in table


def _assert_products(table: Table) -> None:
    """A node's amount is its lines' amounts and what it bears itself, which is never less than nought."""
    parents = {product.pk: product.parent_id for product in Product.objects.all()}
    below: dict[tuple, np.ndarray] = defaultdict(lambda: np.zeros(12, dtype=np.int64))
    for (indicator, unit, product, line), months in table.items():
        if line == "total" and parents[product]:
            below[indicator, unit, parents[product]] += months
    for (indicator, unit, product), months in below.items():
        whole = table.get((indicator, unit, product, "total"), (0,) * 12)
        assert (months <= np.array(whole)).all()


def assert_lines_fill_the_seats(plan: Plan) -> None:
    """After a split a seat's product root is exactly the sum of its lines."""
    table = table_of(plan)
    root = Product.objects.get(parent=None)
    lines = set(Product.objects.filter(parent=root).values_list("id", flat=True))
    seats = set(Unit.objects.filter(kind=Unit.Kind.SEAT).values_list("id", flat=True))
    sums: dict[tuple, np.ndarray] = defaultdict(lambda: np.zeros(12, dtype=np.int64))
    for (indicator, unit, product, line), months in table.items():
        if unit in seats and product in lines and line == "total":
            sums[indicator, unit] += months
    for (indicator, unit), months in sums.items():
        assert table[indicator, unit, root.pk, "total"] == tuple(months.tolist())
