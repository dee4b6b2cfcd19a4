"""What the target plan in force asks a seat to do in a month, and what was done of it."""

from collections.abc import Collection
from datetime import date

from quotamesh.base.people.models import Company
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.catalog.models import Product
from quotamesh.do.facts.queries import wide_facts
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.salesplans.models import ACTIVITIES
from quotamesh.plan.targets.queries import plan_in_force, target_rows
from quotamesh.plan.targets.rows import TOTAL

Counts = dict[str, int]
CODES = {KEYS[code]: code for code in ACTIVITIES}


def process_targets(company: Company, seats: Collection[int], month: date) -> dict[int, Counts]:
    """{seat: {activity: wanted in the month}}; what nobody asks for is absent."""
    calendar = FiscalCalendar(company.fiscal_start)
    plan = plan_in_force(calendar.fiscal_year(month))
    root = Product.objects.filter(parent=None).values_list("id", flat=True).first()
    if plan is None or root is None:
        return {}
    index = calendar.month_index(month)
    rows = target_rows(plan=plan, indicators=list(CODES), units=seats, products=[root])
    found: dict[int, Counts] = {}
    for (indicator, seat, _product, line), months in rows.items():
        if line == TOTAL and months[index]:
            found.setdefault(seat, {})[CODES[indicator]] = months[index]
    return found


def done_counts(company: Company, seats: Collection[int], month: date) -> dict[int, Counts]:
    """{seat: {activity: done in the month}} from the summary."""
    if not seats:
        return {}
    calendar = FiscalCalendar(company.fiscal_start)
    year, index = calendar.fiscal_year(month), calendar.month_index(month)
    root = Product.objects.filter(parent=None).values_list("id", flat=True).first()
    rows = wide_facts(indicators=list(CODES), years=[year], units=seats, products=[root] if root else [])
    found: dict[int, Counts] = {}
    for (indicator, _year, seat, _product), amounts in rows.items():
        found.setdefault(seat, {})[CODES[indicator]] = amounts[index]
    return found
