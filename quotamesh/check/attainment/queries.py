"""Attainment and pace: targets and facts read by key, one query each, for as many nodes as a page shows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from quotamesh.base.people.models import Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.check.attainment.figures import Figure, Line
from quotamesh.check.attainment.spans import Span
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.indicators import Definition, ensure_indicators
from quotamesh.do.catalog.models import Product
from quotamesh.do.catalog.queries import indicator
from quotamesh.do.facts.queries import day_facts, wide_facts
from quotamesh.plan.targets.queries import plan_in_force, target_rows
from quotamesh.plan.targets.rows import TOTAL

NOTHING = [0] * 17
QUARTERS_AT, YEAR_AT = 12, 16


@dataclass(frozen=True)
class Node:
    """What is asked about: a unit and a product node, with how it is shown."""

    unit: int
    product: int
    code: str
    name: str
    uid: object
    kind: str
    depth: int
    leads_to: bool = False


def grain_of(span: Span, grains: Sequence[int]) -> int | None:
    """The stored sum of a whole period among the 17 of a fact row; None where a period has none (weeks)."""
    kind = span.period.kind
    if kind == "year":
        return grains[YEAR_AT]
    if kind == "quarter":
        return grains[QUARTERS_AT + int(span.period.label[-1]) - 1]
    return grains[span.month_numbers[0]] if kind == "month" else None


class Reader:
    """Reads what a set of nodes needs in one fiscal year and the one before: four queries for any number of nodes."""

    def __init__(self, span: Span, code: str):
        self.span = span
        self.key, self.definition = indicator(code)
        self.ids = ensure_indicators()
        self.plan = plan_in_force(span.period.fiscal_year)

    def figures(self, nodes: Sequence[Node]) -> list[Figure]:
        units, products = {node.unit for node in nodes}, {node.product for node in nodes}
        targets = self._targets(units, products)
        facts = wide_facts(
            indicators=self._parts(),
            years=[self.span.period.fiscal_year, self.span.period.fiscal_year - 1],
            units=units,
            products=products,
        )
        to_date = self._to_date(units) if self._needs_days(products) else {}
        return [self._figure(node, targets, facts, to_date) for node in nodes]

    def _parts(self) -> list[int]:
        d = self.definition
        return [self.ids[d.numerator], self.ids[d.denominator]] if d.numerator else [self.key]

    def _targets(self, units: Collection[int], products: Collection[int]) -> dict:
        if self.plan is None or not self.definition.target:
            return {}
        return target_rows(plan=self.plan, indicators=[self.key], units=units, products=products)

    def _needs_days(self, products: Collection[int]) -> bool:
        """Last year up to the same day, and weeks, come from the daily facts; those are kept for all products."""
        return self.definition.by_day and not self.definition.numerator and products == {root_product().pk}

    def _to_date(self, units: Collection[int]) -> dict[tuple[int, int], int]:
        """{(unit, years back): amount up to the day}: of last year while the period runs, of this one for weeks."""
        wanted = [] if self.span.over else [(1, self.span.previous())]
        if self.span.period.kind == "week":
            wanted = [(0, self.span), (1, self.span.previous())]
        sums: dict[tuple[int, int], int] = {}
        for back, span in wanted:
            end = min(span.as_of, span.period.end)
            for unit, _, amount in day_facts(indicator=self.key, units=units, start=span.period.start, end=end):
                sums[unit, back] = sums.get((unit, back), 0) + amount
        return sums

    def _figure(self, node: Node, targets: dict, facts: dict, to_date: dict) -> Figure:
        span = self.span
        months = targets.get((self.key, node.unit, node.product, TOTAL), NOTHING[:12])
        actual, base = self._values(node, facts, 0)
        whole, whole_base = self._values(node, facts, 1)
        by_day = self._needs_days({node.product})
        same_day = to_date.get((node.unit, 1), 0) if by_day and not span.over else whole if span.over else None
        return Figure(
            definition=self.definition,
            target=span.of_period(months),
            actual=to_date.get((node.unit, 0), 0) if actual is None else actual,
            expected=span.expected(months),
            share=span.calendar_share,
            base=base,
            before=same_day,
            before_base=whole_base if span.over else None,
            before_whole=whole,
        )

    def _values(self, node: Node, facts: dict, back: int) -> tuple[int | None, int | None]:
        """Actual of the whole period (or the numerator), and the denominator of a ratio."""
        year = self.span.period.fiscal_year - back
        span = self.span.previous() if back else self.span
        found = [
            grain_of(span, facts.get((part, year, node.unit, node.product), NOTHING)) for part in self._parts()
        ]
        return found[0], (found[1] if len(found) > 1 else None)


def lines(span: Span, code: str, nodes: Sequence[Node]) -> list[Line]:
    """Figures of many nodes, in their order."""
    figures = Reader(span, code).figures(nodes)
    return [
        Line(n.code, n.name, n.uid, n.kind, n.depth, figure, n.leads_to)
        for n, figure in zip(nodes, figures, strict=True)
    ]


def unit_nodes(units: Sequence[Unit], product: Product) -> list[Node]:
    return [
        Node(u.pk, product.pk, u.code, u.name, u.uid, u.kind, u.depth, leads_to=u.kind != "seat") for u in units
    ]


def product_nodes(products: Sequence[Product], unit: Unit) -> list[Node]:
    inner = {product.parent_id for product in products}
    return [Node(unit.pk, p.pk, p.code, p.name, p.uid, "product", p.depth, leads_to=p.pk in inner) for p in products]


def by_unit(viewer: Viewer, span: Span, code: str) -> list[Line]:
    """Every visible unit above the seats, in the order of the organisation."""
    units = Unit.objects.filter(viewer.units()).exclude(kind=Unit.Kind.SEAT).order_by("path")
    return lines(span, code, unit_nodes(list(units), root_product()))


def by_product(viewer: Viewer, span: Span, code: str, unit: Unit | None = None) -> list[Line]:
    """Every product node of one unit, by default the highest in sight."""
    unit = unit or viewer.home()
    return lines(span, code, product_nodes(list(Product.objects.order_by("path")), unit)) if unit else []


def children_of(viewer: Viewer, span: Span, code: str, unit: Unit, product: Product) -> list[Line]:
    """The unit itself first, then what stands directly below it."""
    below = Unit.objects.filter(viewer.units(), parent=unit).order_by("path")
    return lines(span, code, unit_nodes([unit, *below], product))


__all__ = ["Definition", "Node", "Reader", "by_product", "by_unit", "children_of", "lines", "product_nodes", "unit_nodes"]
