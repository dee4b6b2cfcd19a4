"""The split as a caller with words instead of keys asks for it: command line and API."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from django.db import transaction

from quotamesh.base.people.models import Company
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.indicators import decimals
from quotamesh.do.catalog.queries import indicator as find_indicator
from quotamesh.kernel.calendar import FiscalCalendar, NotAPeriod
from quotamesh.kernel.money import format_plain, parse_amount
from quotamesh.plan.targets.actions.manage import create_plan
from quotamesh.plan.targets.actions.split import split_plan
from quotamesh.plan.targets.errors import BadShare, BadStep, NoSuchPlan
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.queries import leaves
from quotamesh.plan.targets.weights import Notice

MODES = ("history", "equal", "own")


@transaction.atomic
def split_named(
    actor: Actor,
    company: Company,
    *,
    name: str,
    total: str,
    period: str,
    weights: str = "history",
    reserve: str = "0",
    indicator: str = "revenue",
    step: str = "0",
) -> tuple[Plan, tuple[Notice, ...]]:
    """Split into the plan of this name, which is made when it is not there.

    Raises:
        NotAPeriod, NotAnAmount, UnknownIndicator, BadShare, NoSuchPlan, and what `split_plan` raises.
    """
    year = FiscalCalendar(company.fiscal_start).parse(period)
    if year.kind != "year":
        raise NotAPeriod(period)
    key, definition = find_indicator(indicator)
    amount = parse_amount(total, decimals(definition, company.currency))
    plan = Plan.objects.filter(fiscal_year=year.fiscal_year, name=name).first()
    plan = plan or create_plan(actor, name=name, fiscal_year=year.fiscal_year)
    notices = split_plan(
        actor,
        plan,
        key,
        total=amount,
        weights=_weights(weights, year.fiscal_year),
        reserve_bp=basis_points(reserve),
        step_bp=step_points(step),
    )
    return plan, notices


def _weights(wanted: str, fiscal_year: int) -> str:
    if wanted in MODES or wanted.startswith("plan:"):
        return wanted
    plans = Plan.objects.filter(name=wanted)
    other = plans.filter(fiscal_year=fiscal_year).first() or plans.order_by("-fiscal_year").first()
    if other is None:
        raise NoSuchPlan(wanted)
    return f"plan:{other.uid}"


def basis_points(text: str) -> int:
    """'0.12', '12 %' or '12' → 1200: a number from 1 up can only be meant in percent.

    Raises:
        BadShare: not a share from 0 to below 1, or finer than a basis point.
    """
    try:
        percent = text.strip().endswith("%")
        number = Decimal(text.strip().rstrip("%").strip())
        points = number * (100 if percent or number >= 1 else 10_000)
    except InvalidOperation as error:
        raise BadShare(text) from error
    if points != points.to_integral_value() or not 0 <= points < 10_000:
        raise BadShare(text)
    return int(points)


LEAST_STEP, MOST_STEP = -9_000, 50_000


def step_points(text: str) -> int:
    """'0.05', '5 %' or '5' → 500: growth from quarter to quarter; below nought it falls.

    Raises:
        BadStep: not a number, finer than a basis point, or beyond −90 % and 500 %.
    """
    percent = text.strip().endswith("%")
    try:
        number = Decimal(text.strip().rstrip("%").strip())
        points = number * (100 if percent or abs(number) >= 1 else 10_000)
        if points != points.to_integral_value() or not LEAST_STEP <= points <= MOST_STEP:
            raise BadStep(text)
    except InvalidOperation as error:
        raise BadStep(text) from error
    return int(points)


def leaf_rows(viewer: Viewer, company: Company, plan: Plan, indicator: str) -> Iterator[tuple[str, ...]]:
    """unit, person, product, period, amount: every leaf by month, the reserve with an empty person."""
    key, definition = find_indicator(indicator)
    digits = decimals(definition, company.currency)
    calendar = FiscalCalendar(company.fiscal_start)
    months = [month.label for month in calendar.months(calendar.year(plan.fiscal_year))]
    for leaf in leaves(viewer, plan, key):
        for month, amount in zip(months, leaf.months, strict=True):
            if amount:
                yield (leaf.unit_code, leaf.person, leaf.product, month, format_plain(amount, digits))
