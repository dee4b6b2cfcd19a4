"""What a fresh plan begins with. Each source gives accounts; the first that has any is taken."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from quotamesh.do.customers.models import Customer
from quotamesh.plan.salesplans.models import PlannedAccount, SalesPlan, Way

MOST = 8
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Draft:
    """An account of a plan to be: whom, how often, how."""

    customer: int
    visits: int
    calls: int
    proposals: int = 0
    way: str = Way.VISIT
    approach: str = ""
    next_step: str = ""


def accounts_for(plan: SalesPlan) -> list[Draft]:
    for source in SOURCES:
        if found := source(plan):
            return found
    return []


def from_last_plan(plan: SalesPlan) -> list[Draft]:
    """The accounts of the month before go on."""
    before = (plan.month - timedelta(1)).replace(day=1)
    last = SalesPlan.objects.filter(seat=plan.seat_id, month=before).order_by("-version").first()
    rows = PlannedAccount.objects.filter(plan=last) if last else ()
    return [
        Draft(row.customer_id, row.visits, row.calls, row.proposals, row.way, row.approach, row.next_step)
        for row in rows
    ]


def from_best_customers(plan: SalesPlan) -> list[Draft]:
    """Until there is a plan: the person's own customers who bought most within a year, two contacts a month."""
    since: date = plan.month - YEAR
    own = Customer.objects.filter(owner=plan.person_id, orders__date__gte=since, orders__date__lt=plan.month)
    best = own.annotate(bought=Sum("orders__lines__amount")).filter(bought__gt=0).order_by("-bought", "id")
    return [Draft(customer.pk, visits=1, calls=1) for customer in best[:MOST]]


SOURCES: tuple[Callable[[SalesPlan], list[Draft]], ...] = (from_last_plan, from_best_customers)
