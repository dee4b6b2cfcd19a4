"""What a fresh plan begins with: the accounts on the person's list, those of the month before, the best customers."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from quotamesh.base.people.models import Company
from quotamesh.base.store.months import MONTHS
from quotamesh.do.customers.models import Customer
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.namedaccounts.models import NamedAccount
from quotamesh.plan.salesplans.models import PlannedAccount, SalesPlan, Way

MOST = 8
YEAR = timedelta(days=365)
BY_VISIT = (NamedAccount.Way.VISIT, NamedAccount.Way.EVENT)


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


def accounts_for(company: Company, plan: SalesPlan) -> list[Draft]:
    """Named accounts with contacts planned in the month, and what the plan of the month before had besides them;
    where neither is there, the best customers. Open opportunities and tiers have their place here when they come."""
    drafts = {draft.customer: draft for draft in from_last_plan(plan)}
    drafts |= {draft.customer: draft for draft in from_named_accounts(company, plan)}
    return list(drafts.values()) or from_best_customers(plan)


def from_named_accounts(company: Company, plan: SalesPlan) -> list[Draft]:
    """The list of the seat, the most important first: as many contacts as are planned in the month."""
    calendar = FiscalCalendar(company.fiscal_start)
    month = MONTHS[calendar.month_index(plan.month)]
    year = calendar.fiscal_year(plan.month)
    rows = NamedAccount.objects.filter(seat=plan.seat_id, fiscal_year=year, ended_on=None)
    return [_named(row, getattr(row, month)) for row in rows.filter(**{f"{month}__gt": 0})]


def _named(row: NamedAccount, contacts: int) -> Draft:
    by_visit = row.way in BY_VISIT
    return Draft(
        row.customer_id,
        visits=contacts if by_visit else 0,
        calls=0 if by_visit else contacts,
        way=row.way,
        next_step=row.next_step,
    )


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
    """The person's own customers who bought most within a year, with a visit and a call each."""
    since: date = plan.month - YEAR
    own = Customer.objects.filter(owner=plan.person_id, orders__date__gte=since, orders__date__lt=plan.month)
    best = own.annotate(bought=Sum("orders__amount")).filter(bought__gt=0).order_by("-bought", "id")
    return [Draft(customer.pk, visits=1, calls=1) for customer in best[:MOST]]
