"""Rates of a plan for programs."""

from typing import Annotated, Literal
from uuid import UUID

from ninja import Field, Router, Schema

from quotamesh.base.people.models import Unit
from quotamesh.base.shell.api import PROBLEMS
from quotamesh.plan.targets.actions import set_rate
from quotamesh.plan.targets.api import told
from quotamesh.plan.targets.finding import find_plan, find_product, find_unit, managed_plan
from quotamesh.plan.targets.rates import parts_of_ratio, planned, rate_of
from quotamesh.plan.targets.schemas import Code

router = Router(tags=["targets"])


class UnitRateOut(Schema):
    """`rate`: numerator ÷ denominator in the ratio's smallest unit, of a share a fraction of one; null without."""

    unit: str
    name: str
    numerator: int
    denominator: int
    rate: float | None
    last_year: float | None


class RatesOut(Schema):
    indicator: str
    numerator: str
    denominator: str
    product: str
    rows: list[UnitRateOut]


class RateIn(Schema):
    """The part that is `given` keeps its targets, the other follows. Rates as a person writes them: 32 % or 0.32."""

    indicator: Code
    rate: Annotated[str, Field(max_length=40, pattern=r"^[^\x00]*$")]
    given: Literal["denominator", "numerator"] = "denominator"
    unit: Code | None = None
    product: Code | None = None


@router.get("/plans/{uid}/rates", response={200: RatesOut, **PROBLEMS}, summary="What a plan asks of a ratio")
@told
def rates(request, uid: UUID, indicator: Code, product: Code | None = None):
    return _out(request, find_plan(request.viewer, uid), indicator, product)


@router.put("/plans/{uid}/rates", response={200: RatesOut, **PROBLEMS}, summary="Set a wanted rate")
@told
def give(request, uid: UUID, wanted: RateIn):
    """A ratio bears no target itself: the part that follows is replaced below the unit and the product node."""
    plan, parts = managed_plan(request.viewer, uid), parts_of_ratio(wanted.indicator)
    rate = rate_of(wanted.rate, parts.ratio, request.company)
    given = wanted.given if wanted.given in parts.ways else parts.ways[0]
    unit, product = find_unit(request.viewer, wanted.unit), find_product(wanted.product)
    set_rate(request.actor, plan, parts, rate, given, unit, product, text=wanted.rate)
    return _out(request, plan, wanted.indicator, wanted.product)


def _out(request, plan, indicator: str, code: str | None) -> RatesOut:
    parts, product = parts_of_ratio(indicator), find_product(code)
    units = Unit.objects.filter(request.viewer.units()).exclude(kind=Unit.Kind.SEAT).order_by("path")
    return RatesOut(
        indicator=parts.ratio.code,
        numerator=parts.numerator.code,
        denominator=parts.denominator.code,
        product=product.code,
        rows=[
            UnitRateOut(
                unit=row.unit.code, name=row.unit.name, numerator=row.numerator, denominator=row.denominator,
                rate=row.rate, last_year=row.before,
            )
            for row in planned(plan, parts, list(units), product)
        ],
    )  # fmt: skip
