"""The targets of a plan as talks and agreements name them: by indicator, unit, product line and month."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from quotamesh.base.store.months import MONTHS
from quotamesh.do.catalog.definition import Definition, Group
from quotamesh.do.catalog.models import Product
from quotamesh.do.catalog.own import definitions
from quotamesh.do.catalog.queries import indicator
from quotamesh.do.facts.queries import wide_facts
from quotamesh.plan.agreements.content import LEVELS, quarters
from quotamesh.plan.agreements.models import Talk
from quotamesh.plan.targets.levels import level_rows
from quotamesh.plan.targets.models import Level, Plan, TargetRow
from quotamesh.plan.targets.rows import TOTAL

Offer = dict[str, list[int]]
NOTHING = [0] * 12
NONE = [0] * 4


def indicators_of(plan: Plan) -> list[Definition]:
    """The results a plan asks for, in the order of the catalogue.

    Agreements are about results; how people get there is the sales plan's matter.
    """
    keys = TargetRow.objects.filter(plan=plan).values_list("indicator_id", flat=True).order_by().distinct()
    there = set(keys)
    return [
        d
        for d in definitions().values()
        if d.key in there and d.target and d.group == Group.RESULT and not d.is_stock
    ]


@dataclass(frozen=True)
class Book:
    """The targets of some units in one plan, `months[unit][code][product]`, for all products and the main lines."""

    definitions: list[Definition]
    products: list[Product]
    months: dict[int, dict[str, dict[int, list[int]]]]
    levels: dict[tuple[str, int, str], list[int]]

    @property
    def whole(self) -> Product:
        return self.products[0]

    def of(self, unit: int, code: str, product: int | None = None) -> list[int]:
        return self.months.get(unit, {}).get(code, {}).get(product or self.whole.pk, NOTHING)

    def levels_of(self, unit: int, code: str) -> dict[str, list[int]]:
        """Target, and stretch and challenge where the plan has them, over all products."""
        found = {level: self.levels.get((level, unit, code)) for level in LEVELS[1:]}
        return {LEVELS[0]: self.of(unit, code), **{level: row for level, row in found.items() if row}}

    def offer(self, unit: int) -> Offer:
        """Quarters of what the unit is asked for, over all products."""
        return {
            d.code: quarters(self.of(unit, d.code)) for d in self.definitions if any(self.of(unit, d.code))
        }


def book_of(plan: Plan, units: Collection[int], definitions: list[Definition] | None = None) -> Book:
    """Three queries, whatever the number of units."""
    definitions = indicators_of(plan) if definitions is None else definitions
    products = list(Product.objects.filter(depth__lte=1).order_by("path"))
    codes = {definition.key: definition.code for definition in definitions}
    found = level_rows(plan, indicators=list(codes), units=units, products=[p.pk for p in products])
    months: dict = defaultdict(lambda: defaultdict(dict))
    for (key, unit, product, line), row in found.pop(LEVELS[0]).items():
        if line == TOTAL:
            months[unit][codes[key]][product] = list(row)
    levels = {
        (level, unit, codes[key]): list(row)
        for level, rows in found.items()
        for (key, unit, product, line), row in rows.items()
        if line == TOTAL and product == products[0].pk
    }
    return Book(definitions, products, months, levels)


@dataclass(frozen=True)
class Line:
    """One indicator of a talk, in quarters: what lies on the table, what the plan holds, and last year."""

    definition: Definition
    offer: list[int]
    plan: list[int]
    actual: list[int]
    target: list[int]

    @property
    def attainment(self) -> float | None:
        """Last year's."""
        return sum(self.actual) / sum(self.target) if sum(self.target) else None

    @property
    def growth(self) -> float | None:
        """The offer against last year's actual."""
        return sum(self.offer) / sum(self.actual) - 1 if sum(self.actual) > 0 else None

    @property
    def differs(self) -> bool:
        return self.offer != self.plan


def lines_of(talk: Talk, product: int) -> list[Line]:
    """The talk's numbers beside the plan's and last year's: two queries."""
    offered = [indicator(code)[1] for code in talk.offer]
    keys, unit, year = [d.key for d in offered], talk.unit_id, talk.plan.fiscal_year
    in_force = Q(plan__fiscal_year=year - 1, plan__state=Plan.State.IN_FORCE, plan__level=Level.TARGET)
    rows = TargetRow.objects.filter(
        Q(plan=talk.plan_id) | in_force, unit=unit, product=product, indicator__in=keys, line=TOTAL
    )
    wanted = {
        (row[0] == talk.plan_id, row[1]): quarters(list(row[2:]))
        for row in rows.values_list("plan_id", "indicator_id", *MONTHS)
    }
    facts = wide_facts(indicators=keys, years=[year - 1], units=[unit], products=[product])
    return [
        Line(
            definition=d,
            offer=talk.offer[d.code],
            plan=wanted.get((True, d.key), NONE),
            actual=facts.get((d.key, year - 1, unit, product), [0] * 17)[12:16],
            target=wanted.get((False, d.key), NONE),
        )
        for d in sorted(offered, key=lambda d: d.key)
    ]
