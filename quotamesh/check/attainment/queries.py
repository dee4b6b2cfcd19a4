"""Attainment and pace: targets and facts read by key, one query each, for as many nodes as a page shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from quotamesh.base.people.models import Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.check.attainment.figures import LEVELS, Figure, Line
from quotamesh.check.attainment.spans import Span
from quotamesh.check.attainment.wants import is_state, want_of
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.definition import Definition
from quotamesh.do.catalog.models import Product
from quotamesh.do.catalog.queries import indicator, parts_of
from quotamesh.do.facts.queries import sums_of_days, wide_facts
from quotamesh.plan.targets.levels import Rows, level_rows
from quotamesh.plan.targets.queries import plan_in_force
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


def grain_of(span: Span, grains: Sequence[int], state: bool = False) -> int | None:
    """The stored amount of a whole period among the 17 of a fact row; None where a period has none (weeks).

    state: the indicator tells a state, which a week has too: that of the month in which it ends.
    """
    if state:
        return span.stand_of(grains)
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
        self.levels = self._read_targets()
        self.targets = self.levels.get("target", {})
        self.facts = wide_facts(
            indicators={part for code in codes for part in self.parts(code)},
            years=[year, year - 1],
            units=self.units,
            products=self.products,
        )
        self.to_date = self._read_days()

    def parts(self, code: str) -> list[int]:
        """Keys of what is stored: the indicator itself, or the two parts of a ratio."""
        return parts_of(self.definitions[code])

    def _read_targets(self) -> dict[str, Rows]:
        """Targets and levels of the indicators; of a ratio those of its parts."""
        if self.plan is None:
            return {}
        wanted = {part for code in self.definitions for part in self.parts(code)}
        return level_rows(self.plan, indicators=wanted, units=self.units, products=self.products)

    def by_day(self, definition: Definition) -> bool:
        """Last year up to the same day, and weeks, come from the daily facts; those are kept for all products."""
        return definition.by_day and not definition.numerator and self.all_products

    def wanted(self, node: Node, code: str) -> list[Sequence[int]]:
        """The twelve monthly targets of what is stored of an indicator: its own, or those of a ratio's parts."""
        return [
            self.targets.get((part, node.unit, node.product, TOTAL), NOTHING[:12])
            for part in self.parts(code)
        ]

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
        want = want_of(span, d, self.wanted(node, code))
        actual, base = self._values(node, code, 0)
        whole, whole_base = self._values(node, code, 1)
        same_day = (
            whole if span.over else self.to_date.get((d.key, node.unit, 1), 0) if self.by_day(d) else None
        )
        return Figure(
            definition=d,
            target=want.target,
            actual=self.to_date.get((d.key, node.unit, 0), 0) if actual is None else actual,
            expected=want.expected,
            share=span.calendar_share,
            base=base,
            before=same_day,
            before_base=whole_base if span.over else None,
            before_whole=whole,
            target_base=want.base,
            levels=self._levels_of(node, d),
        )

    def _levels_of(self, node: Node, definition: Definition) -> tuple[tuple[str, int], ...]:
        """Stretch and challenge of the period, where they are set."""
        if definition.numerator:
            return ()
        key = (definition.key, node.unit, node.product, TOTAL)
        rows = [(level, self.levels.get(level, {}).get(key)) for level in LEVELS[1:]]
        return tuple(
            (level, want_of(self.span, definition, [months]).target) for level, months in rows if months
        )

    def _values(self, node: Node, code: str, back: int) -> tuple[int | None, int | None]:
        """Actual of the whole period (or the numerator), and the denominator of a ratio."""
        year = self.span.period.fiscal_year - back
        span = self.span.previous() if back else self.span
        state = is_state(self.definitions[code])
        found = [
            grain_of(span, self.facts.get((part, year, node.unit, node.product), NOTHING), state)
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
