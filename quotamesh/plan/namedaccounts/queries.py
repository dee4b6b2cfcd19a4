"""Reading named accounts: who is looked after, who is not, and what that comes to."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from quotamesh.base.people.models import Company, Role, Tenure, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.months import MONTHS
from quotamesh.base.store.validity import valid_on
from quotamesh.do.customers.models import Contact, Customer
from quotamesh.do.customers.queries import visible_customers
from quotamesh.do.followups.models import FollowUp
from quotamesh.do.orders.models import Order
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.namedaccounts.access import may_change, visible_accounts, visible_hand_overs
from quotamesh.plan.namedaccounts.models import HandOver, NamedAccount

MONTH = 30
PLANNED = sum((F(month) for month in MONTHS[1:]), F(MONTHS[0]))


@dataclass(frozen=True)
class Counts:
    """Accounts of a year as the records tell: covered have contacts planned; reached a follow-up with somebody who
    decides; penetrated a need noted with two contacts at least; signed an order or a deal won in the year. What
    was noted by hand counts too. `gaps` have no next step or no contact planned."""

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
    viewer: Viewer,
    company: Company,
    fiscal_year: int,
    *,
    text: str = "",
    team: str = "",
    ended: bool = False,
    today: date | None = None,
) -> QuerySet[NamedAccount]:
    """Accounts in sight with their standing: those that lack a next step or a plan first, then those gone quiet."""
    rows = visible_accounts(viewer).filter(fiscal_year=fiscal_year, ended_on__isnull=not ended)
    if text:
        rows = rows.filter(Q(customer__name__icontains=text) | Q(customer__code__icontains=text))
    if team:
        rows = rows.filter(team=team)
    return with_standing(rows, company, fiscal_year, today).order_by(
        "-lacking", "-quiet", "priority", F("due").asc(nulls_last=True), "customer__code", "id"
    )


def with_standing(rows: QuerySet, company: Company, fiscal_year: int, today: date | None = None) -> QuerySet:
    """With `total` contacts planned, whether it is `covered`, `reached`, `penetrated`, `signed` by the records or by
    what was noted, and whether it is `lacking` something or has gone `quiet` as of `today`."""
    year = year_of(company, fiscal_year)
    span = (year.start, min(today, year.end) if today else year.end)
    orders = Order.objects.filter(customer=OuterRef("customer"), date__range=span)
    won = Opportunity.objects.filter(
        customer=OuterRef("customer"), outcome=Opportunity.Outcome.WON, closed__range=span
    )
    talks = FollowUp.objects.filter(customer=OuterRef("customer"), day__range=span, withdrawn_at=None)
    needs = talks.exclude(need="").exclude(contact=None)
    # A second contact confirms: one whose key is another than the first one's.
    confirmed = needs.filter(
        Exists(
            FollowUp.objects.filter(
                customer=OuterRef("customer"),
                day__range=span,
                withdrawn_at=None,
                contact__gt=OuterRef("contact"),
            ).exclude(need="")
        )
    )
    return rows.annotate(
        total=PLANNED,
        signed=Exists(orders) | Exists(won),
        reached=Exists(talks.filter(contact__part=Contact.Part.DECIDES)) | Q(reached_on__isnull=False),
        penetrated=Exists(confirmed) | Q(penetrated_on__isnull=False),
    ).annotate(
        lacking=_said(Q(next_step="") | Q(total=0)),
        quiet=_said(_quiet(company, fiscal_year, today)),
    )


def _said(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _quiet(company: Company, fiscal_year: int, today: date | None) -> Q:
    """Nobody was in contact within the rhythm of the month's plan: with two contacts a month, for 15 days."""
    calendar = FiscalCalendar(company.fiscal_start)
    if today is None or calendar.fiscal_year(today) != fiscal_year:
        return Q(pk__in=[])
    month = MONTHS[calendar.month_index(today)]
    late = Q(customer__last_contact=None)
    for contacts in range(1, MONTH + 1):
        least = {f"{month}__gte": contacts}
        late |= Q(customer__last_contact__lt=today - timedelta(days=-(-MONTH // contacts)), **least)
    return Q(**{f"{month}__gt": 0}) & late


def counts_of(rows: QuerySet[NamedAccount]) -> Counts:
    """Sums of rows that carry their standing, in one query."""
    found = rows.order_by().aggregate(
        named=Count("pk"),
        covered=Count("pk", filter=Q(total__gt=0)),
        reaching=Count("pk", filter=Q(reached=True)),
        penetrating=Count("pk", filter=Q(penetrated=True)),
        signing=Count("pk", filter=Q(signed=True)),
        gaps=Count("pk", filter=Q(lacking=True)),
    )
    names = {"signed": "signing", "reached": "reaching", "penetrated": "penetrating"}
    return Counts(**{name: found.pop(key) for name, key in names.items()}, **found)


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


def holder_codes(seats: set[int], day: date) -> dict[int, str]:
    """{seat: code of who holds it on a day}"""
    tenures = Tenure.objects.filter(valid_on(day), seat_id__in=seats).select_related("person")
    return {tenure.seat_id: tenure.person.code for tenure in tenures}


def seat_in_sight(viewer: Viewer, code: str) -> Unit | None:
    return Unit.objects.filter(viewer.units(), code=code, kind=Unit.Kind.SEAT).first()


@dataclass(frozen=True)
class FirstPass:
    """Hand-overs of a year in sight: waiting; answered; accepted at the first try."""

    waiting: int
    made: int
    accepted: int

    @property
    def rate(self) -> float | None:
        return self.accepted / self.made if self.made else None


def hand_overs(viewer: Viewer, fiscal_year: int) -> QuerySet[HandOver]:
    """What waits first, what waits for the viewer's own seat before all; then the latest."""
    mine = Tenure.objects.filter(person=viewer.person_id).values("seat_id")
    waits = Q(state=HandOver.State.WAITING)
    rows = visible_hand_overs(viewer).filter(account__fiscal_year=fiscal_year)
    return rows.annotate(waits=_said(waits), mine=_said(waits & Q(to_seat__in=mine))).order_by(
        "-mine", "-waits", "-pk"
    )


def first_pass(viewer: Viewer, fiscal_year: int) -> FirstPass:
    states = HandOver.State
    rows = visible_hand_overs(viewer).filter(account__fiscal_year=fiscal_year).order_by()
    found = rows.aggregate(
        waiting=Count("pk", filter=Q(state=states.WAITING)),
        made=Count("pk", filter=~Q(state=states.WAITING)),
        accepted=Count("pk", filter=Q(state=states.ACCEPTED, first=True)),
    )
    return FirstPass(**found)


SUGGESTED = 200
USUAL_NEXT = {NamedAccount.Team.SDR: Role.BD, NamedAccount.Team.BD: Role.PRESALES}


def receivers(account: NamedAccount, day: date) -> QuerySet[Tenure]:
    """Who may be handed an account: whoever holds a seat, wherever it is."""
    rows = Tenure.objects.filter(valid_on(day)).exclude(seat=account.seat_id)
    return rows.select_related("seat", "person").order_by("seat__path", "pk")


def receiver(account: NamedAccount, day: date, code: str) -> Unit | None:
    """Their seat, by its code or by that of the person."""
    named = receivers(account, day).filter(Q(seat__code=code) | Q(person__code=code)).first()
    return named.seat if named else None


def suggested(viewer: Viewer, account: NamedAccount, day: date) -> list[Tenure]:
    """Those who may be named to the viewer: whoever is in sight, and the teams that serve everybody; the usual next
    team first."""
    rows = receivers(account, day)
    if not viewer.sees_all:
        rows = rows.filter(viewer.units("seat__") | Q(role__in=(Role.SDR, Role.BD, Role.PRESALES)))
    usual = _said(Q(role=USUAL_NEXT.get(account.team, "")))
    return list(rows.annotate(usual=usual).order_by("-usual", "seat__path", "pk")[:SUGGESTED])
