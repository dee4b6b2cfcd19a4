"""What the target plan in force asks a seat to do in a month, and what was done of it."""

from collections.abc import Collection
from datetime import date

from quotamesh.base.people.models import Company
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.catalog.models import Product
from quotamesh.do.facts.queries import wide_facts
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.salesplans.models import ACTIVITIES
from quotamesh.plan.targets.queries import rows_in_force

Counts = dict[str, int]
CODES = {KEYS[code]: code for code in ACTIVITIES}


def process_targets(company: Company, seats: Collection[int], month: date) -> dict[int, Counts]:
    """{seat: {activity: wanted in the month}}; what nobody asks for is absent."""
    calendar = FiscalCalendar(company.fiscal_start)
    index = calendar.month_index(month)
    rows = rows_in_force(calendar.fiscal_year(month), list(CODES), seats)
    found: dict[int, Counts] = {}
    for (indicator, seat), months in rows.items():
        if months[index]:
            found.setdefault(seat, {})[CODES[indicator]] = months[index]
    return found


def done_counts(company: Company, seats: Collection[int], month: date) -> dict[int, Counts]:
    """{seat: {activity: done in the month}} from the summary."""
    if not seats:
        return {}
    calendar = FiscalCalendar(company.fiscal_start)
    year, index = calendar.fiscal_year(month), calendar.month_index(month)
    whole = Product.objects.filter(parent=None).values("pk")
    rows = wide_facts(indicators=list(CODES), years=[year], units=seats, products=whole)
    found: dict[int, Counts] = {}
    for (indicator, _year, seat, _product), amounts in rows.items():
        found.setdefault(seat, {})[CODES[indicator]] = amounts[index]
    return found
