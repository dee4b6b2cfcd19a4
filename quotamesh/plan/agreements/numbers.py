"""The targets of a plan as talks and agreements name them: by indicator, unit, product line and month."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from quotamesh.do.catalog.indicators import STANDARD, Definition
from quotamesh.do.catalog.models import Product
from quotamesh.do.facts.queries import wide_facts
from quotamesh.plan.agreements.content import quarters
from quotamesh.plan.targets.models import Plan, TargetRow
from quotamesh.plan.targets.queries import plan_in_force, target_rows
from quotamesh.plan.targets.rows import TOTAL

Offer = dict[str, list[int]]
NOTHING = [0] * 12


def indicators_of(plan: Plan) -> list[Definition]:
    """What the plan asks for, in the order of the catalogue."""
    keys = TargetRow.objects.filter(plan=plan).values_list("indicator_id", flat=True).order_by().distinct()
    there = set(keys)
    return [definition for definition in STANDARD if definition.key in there]


@dataclass(frozen=True)
class Book:
    """The targets of some units in one plan: `months[unit][code][product]`, the products being all and the main lines."""

    definitions: list[Definition]
    products: list[Product]
    months: dict[int, dict[str, dict[int, list[int]]]]

    @property
    def whole(self) -> Product:
        return self.products[0]

    def of(self, unit: int, code: str, product: int | None = None) -> list[int]:
        return self.months.get(unit, {}).get(code, {}).get(product or self.whole.pk, NOTHING)

    def offer(self, unit: int) -> Offer:
        """Quarters of what the unit is asked for, over all products."""
        return {d.code: quarters(self.of(unit, d.code)) for d in self.definitions if any(self.of(unit, d.code))}


def book_of(plan: Plan, units: Collection[int], definitions: list[Definition] | None = None) -> Book:
    """Three queries, whatever the number of units."""
    definitions = indicators_of(plan) if definitions is None else definitions
    products = list(Product.objects.filter(depth__lte=1).order_by("path"))
    codes = {definition.key: definition.code for definition in definitions}
    rows = target_rows(plan=plan, indicators=list(codes), units=units, products=[p.pk for p in products])
    months: dict = defaultdict(lambda: defaultdict(dict))
    for (indicator, unit, product, line), found in rows.items():
        if line == TOTAL:
            months[unit][codes[indicator]][product] = list(found)
    return Book(definitions, products, months)


@dataclass(frozen=True)
class Past:
    """Last year's actual and target of one indicator, in quarters."""

    actual: list[int]
    target: list[int]

    @property
    def attainment(self) -> float | None:
        return sum(self.actual) / sum(self.target) if sum(self.target) else None


def past_of(year: int, unit: int, definitions: list[Definition], product: int) -> dict[str, Past]:
    """{indicator: last year's figures} of a unit over all products; three queries."""
    keys = [definition.key for definition in definitions]
    facts = wide_facts(indicators=keys, years=[year - 1], units=[unit], products=[product])
    plan = plan_in_force(year - 1)
    wanted = target_rows(plan=plan, indicators=keys, units=[unit], products=[product]) if plan else {}
    return {
        d.code: Past(
            actual=facts.get((d.key, year - 1, unit, product), [0] * 17)[12:16],
            target=quarters(list(wanted.get((d.key, unit, product, TOTAL), NOTHING))),
        )
        for d in definitions
    }
