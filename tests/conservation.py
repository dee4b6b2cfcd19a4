"""Whether a stored plan adds up: read row by row, with nothing of the code that made it."""

from collections import defaultdict

from quotamesh.base.people.models import Unit
from quotamesh.do.catalog.models import Product
from quotamesh.plan.targets.models import Plan, TargetRow

Node = tuple[str, str]


def broken_nodes(plan: Plan, indicator: int) -> list[Node]:
    """(unit, product) where the total is not what the units below hold plus the own reserve and open lines."""
    units = {unit.pk: unit for unit in Unit.objects.all()}
    products = {product.pk: product for product in Product.objects.all()}
    totals: dict[tuple[int, int], list[int]] = {}
    below: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0] * 12)
    for row in TargetRow.objects.filter(plan=plan, indicator=indicator):
        if row.line == "total":
            totals[row.unit_id, row.product_id] = row.months
            above = [(units[row.unit_id].parent_id, row.product_id)]
        else:
            path = products[row.product_id].path
            above = [(row.unit_id, pk) for pk, product in products.items() if path.startswith(product.path)]
        for node in above:
            below[node] = [a + b for a, b in zip(below[node], row.months, strict=True)]
    return [
        (units[unit].code, products[product].code)
        for (unit, product), months in totals.items()
        if units[unit].kind != "seat" and months != below[unit, product]
    ]
