"""The targets that a calibration is held against: those of the plan in force."""

from collections import defaultdict
from collections.abc import Collection

from quotamesh.base.people.models import Company, Tenure
from quotamesh.base.people.queries import company
from quotamesh.base.store.validity import earliest_first, overlaps
from quotamesh.do.catalog.actions import root_product
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.queries import plan_in_force, target_rows
from quotamesh.plan.targets.rows import TOTAL


def targets_of_units(
    fiscal_year: int, indicator: int, units: Collection[int], product: int, plan: Plan | None = None
) -> dict[int, int]:
    """{unit: its year}; a unit without a target is absent."""
    plan = plan or plan_in_force(fiscal_year)
    if plan is None:
        return {}
    rows = target_rows(plan=plan, indicators=[indicator], units=units, products=[product])
    return {unit: sum(months) for (_, unit, _, line), months in rows.items() if line == TOTAL}


def targets_of_people(fiscal_year: int, indicator: int, people: Collection[int]) -> dict[int, int]:
    """{person: the targets of the seats held last in the year}, all products together."""
    found: Company | None = company()
    if found is None:
        return {}
    year = FiscalCalendar(found.fiscal_start).year(fiscal_year)
    tenures = Tenure.objects.filter(overlaps(year.start, year.end), person_id__in=people).order_by(
        earliest_first()
    )
    seats = {tenure.seat_id: tenure.person_id for tenure in tenures}
    sums: dict[int, int] = defaultdict(int)
    targets = targets_of_units(fiscal_year, indicator, list(seats), root_product().pk)
    for seat, amount in targets.items():
        sums[seats[seat]] += amount
    return dict(sums)
