"""What a fresh plan begins with: the accounts on the person's list, those of the month before, deals that should close,
customers of a tier that are due for a contact; else the best customers."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, F, Sum, When

from quotamesh.base.people.models import Company
from quotamesh.base.store.months import MONTHS
from quotamesh.do.customers.models import Customer
from quotamesh.do.pipeline.models import Opportunity, Stage
from quotamesh.do.tiers.cards import rhythms
from quotamesh.do.tiers.models import Standing, Tier
from quotamesh.do.tiers.queries import past_rhythm
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.namedaccounts.models import NamedAccount
from quotamesh.plan.salesplans.models import PlannedAccount, SalesPlan, Way
from quotamesh.plan.salesplans.sheets import month_end

MOST, ENOUGH = 8, 16
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
    """Named accounts with contacts planned in the month, and what the plan of the month before had besides them; then
    customers of open deals and of tiers until there are enough. Where none of it is there, the best customers."""
    drafts = {draft.customer: draft for draft in from_last_plan(plan)}
    drafts |= {draft.customer: draft for draft in from_named_accounts(company, plan)}
    for more in (from_open_deals(plan), from_tiers(plan)):
        for draft in more:
            if len(drafts) < ENOUGH:
                drafts.setdefault(draft.customer, draft)
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


def from_open_deals(plan: SalesPlan) -> list[Draft]:
    """Customers of the person's open deals that should close by the end of the month, the largest first; in a stage
    of proposals with one to hand in."""
    rows = Opportunity.objects.filter(
        owner=plan.person_id, outcome=Opportunity.Outcome.OPEN, customer__isnull=False,
        expected__lte=month_end(plan.month),
    ).select_related("stage")  # fmt: skip
    found: dict[int, Draft] = {}
    for deal in rows.order_by(F("amount").desc(nulls_last=True), "id"):
        proposals = int(deal.stage.kind == Stage.Kind.PROPOSAL)
        told = f"{deal.name} · {deal.stage.label}"[:300]
        found.setdefault(deal.customer_id, Draft(deal.customer_id, 1, 1, proposals, next_step=told))
        if len(found) == MOST:
            break
    return list(found.values())


def from_tiers(plan: SalesPlan) -> list[Draft]:
    """The person's customers whom the rhythm of their tier asks to be spoken to in the month, the strategic first, then
    those who buy most: as often as the rhythm says, strategic ones on site."""
    end, days_of = month_end(plan.month), rhythms()
    rank = Case(*(When(tier=tier, then=place) for place, tier in enumerate(Tier.values)))
    rows = Standing.objects.filter(past_rhythm(end + timedelta(1), days_of), customer__owner=plan.person_id)
    chosen = rows.annotate(rank=rank).order_by("rank", "-monetary", "pk")[:MOST]
    return [_of_tier(row, max(1, end.day // days_of[row.tier])) for row in chosen]


def _of_tier(row: Standing, contacts: int) -> Draft:
    if row.tier == Tier.STRATEGIC:
        return Draft(row.customer_id, visits=contacts, calls=0)
    return Draft(row.customer_id, visits=0, calls=contacts, way=Way.CALL)


def from_best_customers(plan: SalesPlan) -> list[Draft]:
    """The person's own customers who bought most within a year, with a visit and a call each."""
    since: date = plan.month - YEAR
    own = Customer.objects.filter(owner=plan.person_id, orders__date__gte=since, orders__date__lt=plan.month)
    best = own.annotate(bought=Sum("orders__amount")).filter(bought__gt=0).order_by("-bought", "id")
    return [Draft(customer.pk, visits=1, calls=1) for customer in best[:MOST]]
