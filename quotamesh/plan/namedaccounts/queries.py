"""Reading named accounts: who is looked after, who is not, and what that comes to."""

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from quotamesh.base.people.models import Company, Tenure, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.months import MONTHS
from quotamesh.base.store.validity import valid_on
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.queries import visible_customers
from quotamesh.do.orders.models import Order
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.namedaccounts.access import may_change, visible_accounts
from quotamesh.plan.namedaccounts.models import NamedAccount

PLANNED = sum((F(month) for month in MONTHS[1:]), F(MONTHS[0]))


@dataclass(frozen=True)
class Counts:
    """Accounts of a year: covered have contacts planned; reached and penetrated as their owners noted; signed
    have an order in the year. `gaps` have no next step or no contact planned."""

    named: int
    covered: int
    reached: int
    penetrated: int
    signed: int
    gaps: int

    def share(self, part: int) -> float | None:
        return part / self.named if self.named else None


def year_of(company: Company, fiscal_year: int):
    return FiscalCalendar(company.fiscal_start).year(fiscal_year)


def accounts(
    viewer: Viewer, company: Company, fiscal_year: int, *, text: str = "", team: str = "", ended: bool = False
) -> QuerySet[NamedAccount]:
    """Accounts in sight, those that lack a next step or a coverage plan first; with `total` and `signed`."""
    rows = visible_accounts(viewer).filter(fiscal_year=fiscal_year, ended_on__isnull=not ended)
    if text:
        rows = rows.filter(Q(customer__name__icontains=text) | Q(customer__code__icontains=text))
    if team:
        rows = rows.filter(team=team)
    return with_standing(rows, company, fiscal_year).order_by(
        "-lacking", "priority", F("due").asc(nulls_last=True), "customer__code", "id"
    )


def with_standing(rows: QuerySet, company: Company, fiscal_year: int) -> QuerySet:
    year = year_of(company, fiscal_year)
    orders = Order.objects.filter(customer=OuterRef("customer"), date__range=(year.start, year.end))
    return rows.annotate(total=PLANNED, signed=Exists(orders)).annotate(
        lacking=ExpressionWrapper(Q(next_step="") | Q(total=0), output_field=BooleanField())
    )


def counts_of(rows: QuerySet[NamedAccount]) -> Counts:
    """Sums of rows that carry their standing, in one query."""
    found = rows.order_by().aggregate(
        named=Count("pk"),
        covered=Count("pk", filter=Q(total__gt=0)),
        reached=Count("pk", filter=Q(reached_on__isnull=False)),
        penetrated=Count("pk", filter=Q(penetrated_on__isnull=False)),
        signing=Count("pk", filter=Q(signed=True)),
        gaps=Count("pk", filter=Q(lacking=True)),
    )
    return Counts(signed=found.pop("signing"), **found)


def company_counts(company: Company, fiscal_year: int) -> Counts:
    """All lists of a year together: what driver trees begin with."""
    rows = NamedAccount.objects.filter(fiscal_year=fiscal_year, ended_on=None)
    return counts_of(with_standing(rows, company, fiscal_year))


def seats_for(viewer: Viewer, day: date) -> list[Tenure]:
    """Whose lists the viewer may fill, with who holds the seat."""
    tenures = Tenure.objects.filter(viewer.units("seat__"), valid_on(day)).select_related("seat", "person")
    found = tenures.order_by("seat__path")
    return [tenure for tenure in found if may_change(viewer, tenure.seat)]


def not_named(viewer: Viewer, fiscal_year: int, team: str, text: str) -> QuerySet[Customer]:
    """Customers in sight that are on no list of a year and team."""
    taken = NamedAccount.objects.filter(fiscal_year=fiscal_year, team=team, ended_on=None)
    return visible_customers(viewer, text).exclude(pk__in=taken.values("customer_id"))


def holders(seats: set[int], day: date) -> dict[int, str]:
    """{seat: who holds it on a day}"""
    tenures = Tenure.objects.filter(valid_on(day), seat_id__in=seats).select_related("person")
    return {tenure.seat_id: tenure.person.name for tenure in tenures}


def seat_in_sight(viewer: Viewer, code: str) -> Unit | None:
    return Unit.objects.filter(viewer.units(), code=code, kind=Unit.Kind.SEAT).first()
