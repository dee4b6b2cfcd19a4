"""Rates in a plan. A rate bears no target itself: it is the target of its two parts.

One part is given, with the targets that stand; the other follows from it by the wanted rate, in every cell. Revenue
with known cost bears no targets of its own: it takes those of revenue.
"""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Literal

from django.http import Http404

from quotamesh.base.people.models import Company, Unit
from quotamesh.do.catalog.definition import Definition, Measure
from quotamesh.do.catalog.indicators import decimals
from quotamesh.do.catalog.models import Product
from quotamesh.do.catalog.queries import UnknownIndicator, indicator
from quotamesh.do.facts.queries import wide_facts
from quotamesh.kernel.amount_text import NotAnAmount
from quotamesh.kernel.money import parse_amount
from quotamesh.plan.targets.errors import BadRate
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.queries import target_rows
from quotamesh.plan.targets.rows import TOTAL

Given = Literal["denominator", "numerator"]
MOST_SHARE = 10
NOTHING = [0] * 17


@dataclass(frozen=True)
class Parts:
    """A ratio's two parts; `base` is what the denominator's targets are taken from: itself, where it bears any."""

    ratio: Definition
    numerator: Definition
    denominator: Definition
    base: Definition

    @property
    def ways(self) -> tuple[Given, ...]:
        """Which part can be given: a denominator that bears no targets cannot follow."""
        return ("denominator", "numerator") if self.base is self.denominator else ("denominator",)

    @property
    def state(self) -> bool:
        return self.numerator.is_stock and self.denominator.is_stock

    def of(self, given: Given) -> Definition:
        """The indicator whose targets are given."""
        return self.base if given == "denominator" else self.numerator


def parts_of_ratio(code: str | None) -> Parts:
    """Raises: Http404."""
    try:
        ratio = indicator(code or "")[1]
    except UnknownIndicator as error:
        raise Http404(code) from error
    if not ratio.numerator:
        raise Http404(code)
    numerator, denominator = indicator(ratio.numerator)[1], indicator(ratio.denominator)[1]
    base = indicator(denominator.planned_as)[1] if denominator.planned_as else denominator
    return Parts(ratio, numerator, denominator, base)


def can_be_set(ratio: Definition) -> bool:
    """A ratio of a state and a sum has no one meaning over months."""
    if not ratio.numerator:
        return False
    parts = parts_of_ratio(ratio.code)
    return (
        parts.numerator.is_stock == parts.denominator.is_stock
        and parts.numerator.target
        and parts.base.target
    )


def rate_of(text: str, ratio: Definition, company: Company) -> Fraction:
    """The rate as numerator ÷ denominator in their smallest units: '32 %' or 0.32 of a share, an amount of money.

    Raises:
        BadRate: not a number above nought, or beyond 1000 %.
    """
    try:
        if ratio.measure == Measure.SHARE:
            value = _share(text)
        elif ratio.measure == Measure.MONEY:
            value = Fraction(parse_amount(text, decimals(ratio, company.currency)))
        else:
            value = Fraction(_plain(text)) * 10 ** decimals(ratio, company.currency)
    except (NotAnAmount, InvalidOperation, ValueError) as error:
        raise BadRate(text) from error
    if value <= 0 or (ratio.measure == Measure.SHARE and value > MOST_SHARE):
        raise BadRate(text)
    return value / ratio.scale


def _share(text: str) -> Fraction:
    """A number from 1 up can only be meant in percent."""
    percent = text.strip().endswith(("%", "％"))
    number = _plain(text.strip().rstrip("%％"))
    return Fraction(number) / (100 if percent or number >= 1 else 1)


def _plain(text: str) -> Decimal:
    number = Decimal(text.strip().replace(",", ""))
    if not number.is_finite() or abs(number.adjusted()) > 12 or len(number.as_tuple().digits) > 15:
        raise InvalidOperation(text)
    return number


@dataclass(frozen=True)
class Planned:
    """What a plan asks of a unit: year of the numerator and the denominator, and last year's two."""

    unit: Unit
    numerator: int
    denominator: int
    numerator_before: int
    denominator_before: int
    scale: int

    @property
    def rate(self) -> float | None:
        """In the ratio's smallest unit."""
        return self.numerator * self.scale / self.denominator if self.denominator else None

    @property
    def before(self) -> float | None:
        found = self.numerator_before * self.scale
        return found / self.denominator_before if self.denominator_before else None


def planned(plan: Plan, parts: Parts, units: Collection[Unit], product: Product) -> list[Planned]:
    """Rates of units at a product node, in two queries. Of states the last month counts."""
    keys, pks = [parts.numerator.key, parts.denominator.key], [unit.pk for unit in units]
    wanted = target_rows(plan=plan, indicators=keys, units=pks, products=[product.pk])
    year = plan.fiscal_year - 1
    past = wide_facts(indicators=keys, years=[year], units=pks, products=[product.pk])

    def asked(unit: Unit, key: int) -> int:
        months = wanted.get((key, unit.pk, product.pk, TOTAL), NOTHING[:12])
        return months[11] if parts.state else sum(months)

    return [
        Planned(
            unit,
            *(asked(unit, key) for key in keys),
            *(past.get((key, year, unit.pk, product.pk), NOTHING)[16] for key in keys),
            parts.ratio.scale,
        )
        for unit in units
    ]
