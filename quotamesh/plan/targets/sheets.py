"""The workbench's sheet as the API tells it. Made without checking: it comes from the database, and is large."""

from datetime import date

from quotamesh.base.people.models import Company
from quotamesh.base.people.viewer import Viewer
from quotamesh.kernel.calendar import FiscalCalendar, UnknownFestival, spring_festival
from quotamesh.plan.targets.finding import Measure, definition_of, find_product
from quotamesh.plan.targets.levels import plan_at
from quotamesh.plan.targets.models import Plan, Rule
from quotamesh.plan.targets.schemas import ColumnOut, PlanOut, RowOut, RuleOut, SheetOut
from quotamesh.plan.targets.sheet import YEAR, Column, Row, branch_of, month_columns, product_columns, sheet


def sheet_out(
    viewer: Viewer,
    company: Company,
    plan: Plan,
    *,
    indicator: str = "revenue",
    units: list[str],
    product: str | None = None,
    by: str = "month",
    month: int | None = None,
    level: str = "target",
) -> SheetOut:
    """Rows of the opened units, of the plan or of one of its levels, which are only read.

    By 'month' for one product node, or by 'product' for the year or a month.
    """
    definition = definition_of(indicator)
    measure = Measure(definition, company)
    if by == "product":
        branch = branch_of(product) or [find_product(product)]
        columns = product_columns(branch, YEAR if month is None else (month,))
    else:
        columns = month_columns(find_product(product))
    rows = sheet(viewer, plan_at(plan, level), company, definition.code, set(units), columns)
    return SheetOut.model_construct(
        plan=PlanOut.from_orm(plan),
        indicator=definition.code,
        currency=measure.currency,
        digits=measure.digits,
        columns=columns_out(company, plan, columns),
        rows=[_row_out(row) for row in rows],
    )


def columns_out(company: Company, plan: Plan, columns: list[Column]) -> list[ColumnOut]:
    calendar = FiscalCalendar(company.fiscal_start)
    year = calendar.year(plan.fiscal_year)
    months = calendar.months(year)
    festival = festival_month(company, [month.start for month in months])
    return [
        ColumnOut(
            product=column.product.code,
            product_name=column.product.name,
            first_month=column.months[0],
            month_count=len(column.months),
            period=year.label if column.is_year else months[column.months[0]].label,
            spring_festival=not column.is_year and column.months[0] == festival,
        )
        for column in columns
    ]


def festival_month(company: Company, starts: list[date]) -> int | None:
    """The month of the fiscal year in which the Spring Festival falls, in China."""
    if company.country != "CN":
        return None
    for year in {start.year for start in starts}:
        try:
            first = spring_festival(year).replace(day=1)
        except UnknownFestival:
            continue
        if first in starts:
            return starts.index(first)
    return None


def _row_out(row: Row) -> RowOut:
    return RowOut.model_construct(
        unit=row.unit.code,
        name=row.unit.name,
        kind=row.unit.kind,
        parent=row.parent,
        line=row.line,
        holder=row.holder,
        expandable=row.expandable,
        amounts=list(row.amounts),
        balances=list(row.balances),
        rule=rule_out(row.rule, row.unit.code) if row.rule else None,
        locked=row.under_lock,
    )


def rule_out(rule: Rule, unit: str) -> RuleOut:
    return RuleOut(unit=unit, floor=rule.floor, cap=rule.cap, weight=rule.weight, locked=rule.locked)
