"""Attainment and pace: targets and facts read by key, one query each, for as many nodes as a page shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from quotamesh.base.people.models import Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.check.attainment.figures import Figure, Line
from quotamesh.check.attainment.spans import Span
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.indicators import KEYS, Definition
from quotamesh.do.catalog.models import Product
from quotamesh.do.catalog.queries import indicator
from quotamesh.do.facts.queries import sums_of_days, wide_facts
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
    all_products: bool = True


def grain_of(span: Span, grains: Sequence[int]) -> int | None:
    """The stored sum of a whole period among the 17 of a fact row; None where a period has none (weeks)."""
    kind = span.period.kind
    if kind == "year":
        return grains[YEAR_AT]
    if kind == "quarter":
        return grains[QUARTERS_AT + int(span.period.label[-1]) - 1]
    return grains[span.month_numbers[0]] if kind == "month" else None


class Reader:
    """Reads what a set of nodes needs for some indicators: four queries, for any number of nodes."""

    def __init__(self, span: Span, codes: Sequence[str], nodes: Sequence[Node]):
        self.span = span
        self.definitions = {code: indicator(code)[1] for code in codes}
        self.units, self.products = {node.unit for node in nodes}, {node.product for node in nodes}
        self.all_products = all(node.all_products for node in nodes)
        year = span.period.fiscal_year
        self.plan = plan_in_force(year)
        self.targets = self._read_targets()
        self.facts = wide_facts(
            indicators={part for code in codes for part in self.parts(code)},
            years=[year, year - 1],
            units=self.units,
            products=self.products,
        )
        self.to_date = self._read_days()

    def parts(self, code: str) -> list[int]:
        """Keys of what is stored: the indicator itself, or the two parts of a ratio."""
        d = self.definitions[code]
        return [KEYS[d.numerator], KEYS[d.denominator]] if d.numerator else [d.key]

    def _read_targets(self) -> dict:
        wanted = [d.key for d in self.definitions.values() if d.target]
        if self.plan is None or not wanted:
            return {}
        return target_rows(plan=self.plan, indicators=wanted, units=self.units, products=self.products)

    def by_day(self, definition: Definition) -> bool:
        """Last year up to the same day, and weeks, come from the daily facts; those are kept for all products."""
        return definition.by_day and not definition.numerator and self.all_products

    def _read_days(self) -> dict[tuple[int, int, int], int]:
        """{(indicator, unit, years back): amount up to the day}: last year's while the period runs, and weeks."""
        keys = [d.key for d in self.definitions.values() if self.by_day(d)]
        wanted = [] if self.span.over else [(1, self.span.previous())]
        if self.span.period.kind == "week":
            wanted = [(0, self.span), (1, self.span.previous())]
        sums: dict[tuple[int, int, int], int] = {}
        for back, span in wanted if keys else []:
            end = min(span.as_of, span.period.end)
            for key, unit, amount in sums_of_days(
                indicators=keys, units=self.units, start=span.period.start, end=end
            ):
                sums[key, unit, back] = amount
        return sums

    def months(self, node: Node, code: str, line: str = TOTAL) -> Sequence[int]:
        """The twelve monthly targets of a node, or of its own reserve or open line."""
        return self.targets.get((self.definitions[code].key, node.unit, node.product, line), NOTHING[:12])

    def course(self, node: Node, code: str) -> Sequence[int]:
        """The twelve monthly actuals of a node (of a ratio's numerator)."""
        year = self.span.period.fiscal_year
        return self.facts.get((self.parts(code)[0], year, node.unit, node.product), NOTHING)[:12]

    def figure(self, node: Node, code: str) -> Figure:
        span, d = self.span, self.definitions[code]
        months = self.months(node, code)
        actual, base = self._values(node, code, 0)
        whole, whole_base = self._values(node, code, 1)
        same_day = (
            whole if span.over else self.to_date.get((d.key, node.unit, 1), 0) if self.by_day(d) else None
        )
        return Figure(
            definition=d,
            target=span.of_period(months),
            actual=self.to_date.get((d.key, node.unit, 0), 0) if actual is None else actual,
            expected=span.expected(months),
            share=span.calendar_share,
            base=base,
            before=same_day,
            before_base=whole_base if span.over else None,
            before_whole=whole,
        )

    def _values(self, node: Node, code: str, back: int) -> tuple[int | None, int | None]:
        """Actual of the whole period (or the numerator), and the denominator of a ratio."""
        year = self.span.period.fiscal_year - back
        span = self.span.previous() if back else self.span
        found = [
            grain_of(span, self.facts.get((part, year, node.unit, node.product), NOTHING))
            for part in self.parts(code)
        ]
        return found[0], (found[1] if len(found) > 1 else None)


def lines(span: Span, code: str, nodes: Sequence[Node]) -> list[Line]:
    """Figures of many nodes, in their order."""
    reader = Reader(span, [code], nodes)
    return [Line(n.code, n.name, n.uid, n.kind, n.depth, reader.figure(n, code), n.leads_to) for n in nodes]


def unit_nodes(units: Sequence[Unit], product: Product) -> list[Node]:
    whole = product.parent_id is None
    return [
        Node(u.pk, product.pk, u.code, u.name, u.uid, u.kind, u.depth, u.kind != Unit.Kind.SEAT, whole)
        for u in units
    ]


def product_nodes(products: Sequence[Product], unit: Unit) -> list[Node]:
    inner = {product.parent_id for product in products}
    return [
        Node(unit.pk, p.pk, p.code, p.name, p.uid, "product", p.depth, p.pk in inner, p.parent_id is None)
        for p in products
    ]


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


__all__ = [
    "Definition",
    "Node",
    "Reader",
    "by_product",
    "by_unit",
    "children_of",
    "lines",
    "product_nodes",
    "unit_nodes",
]
