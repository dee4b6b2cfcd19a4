"""Reading sales plans under the one rule of sight."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import Http404

from quotamesh.base.people.models import Company, Tenure, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.validity import earliest_first, overlaps
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.queries import visible_customers
from quotamesh.plan.salesplans.access import PLANNING_ROLES, visible_plans
from quotamesh.plan.salesplans.models import PlannedAccount, SalesPlan
from quotamesh.plan.salesplans.sheets import Sheet, month_end, sheet_of
from quotamesh.plan.salesplans.targets import done_counts, process_targets

State = SalesPlan.State
COUNTED = (State.FILED, State.SUPERSEDED)


def find_plan(viewer: Viewer, uid: UUID | str) -> SalesPlan:
    """Raises Http404."""
    plan = visible_plans(viewer).filter(uid=uid).first()
    if plan is None:
        raise Http404
    return plan


def sheet(company: Company, plan: SalesPlan) -> Sheet:
    """A plan as it stands in the database now, as it reads."""
    fresh = SalesPlan.objects.select_related("seat__parent", "person").get(pk=plan.pk)
    return sheets(company, [fresh], plan.month)[plan.pk]


def sheets(company: Company, plans: Collection[SalesPlan], month: date) -> dict[int, Sheet]:
    """{plan: its sheet} of one month, in as many queries as for one."""
    found = list(plans)
    accounts = PlannedAccount.objects.select_related("customer")
    prefetch_related_objects(found, Prefetch("accounts", accounts), "weeks")
    wanted = process_targets(company, [plan.seat_id for plan in found], month)
    done = done_counts(company, [plan.seat_id for plan in found if plan.state in COUNTED], month)
    return {
        plan.pk: sheet_of(
            company,
            plan,
            plan.accounts.all(),
            plan.weeks.all(),
            wanted.get(plan.seat_id, {}),
            done.get(plan.seat_id, {}),
        )
        for plan in found
    }


@dataclass(frozen=True)
class Place:
    """Somebody who plans, and their plans of the month: the one that counts, and one being worked on."""

    tenure: Tenure
    filed: SalesPlan | None
    working: SalesPlan | None

    @property
    def handed_in(self) -> bool:
        return bool(self.filed or (self.working and self.working.state != State.DRAFT))

    @property
    def shown(self) -> SalesPlan | None:
        return self.working or self.filed


def team(viewer: Viewer, month: date) -> list[Place]:
    """Everybody in sight who sells in the month, in the order of the organisation, with plan or without."""
    tenures: dict[int, Tenure] = {}
    for tenure in (
        _selling(viewer, month)
        .select_related("seat__parent", "person")
        .order_by("seat__path", earliest_first())
    ):
        tenures[tenure.seat_id] = tenure
    plans = _live(viewer, month)
    filed = {plan.seat_id: plan for plan in plans if plan.state == State.FILED}
    working = {plan.seat_id: plan for plan in plans if plan.state != State.FILED}
    planned = [plan.seat_id for plan in plans if plan.seat_id not in tenures]
    for tenure in Tenure.objects.filter(seat__in=planned).select_related("seat__parent", "person"):
        tenures.setdefault(tenure.seat_id, tenure)
    return [Place(tenure, filed.get(seat), working.get(seat)) for seat, tenure in tenures.items()]


def _selling(viewer: Viewer, month: date) -> QuerySet[Tenure]:
    return Tenure.objects.filter(
        viewer.units("seat__"), overlaps(month, month_end(month)), role__in=PLANNING_ROLES
    )


def _live(viewer: Viewer, month: date) -> QuerySet[SalesPlan]:
    return visible_plans(viewer).filter(month=month).exclude(state=State.SUPERSEDED)


def handed_in(viewer: Viewer, month: date) -> tuple[int, int]:
    """(how many have handed in, how many there are): of `team`, for who asks no more, without reading anybody."""
    seats = set(_selling(viewer, month).values_list("seat", flat=True))
    plans = list(_live(viewer, month).values_list("seat", "state"))
    if others := {seat for seat, _state in plans} - seats:
        seats |= set(Tenure.objects.filter(seat__in=others).values_list("seat", flat=True))
    filed = {seat for seat, state in plans if state == State.FILED}
    working = {seat: state for seat, state in plans if state != State.FILED}
    submitted = {seat for seat, state in working.items() if state != State.DRAFT}
    return len(seats & (filed | submitted)), len(seats)


def filing_table(
    viewer: Viewer, month: date | None = None, unit: Unit | None = None, state: str = ""
) -> QuerySet[SalesPlan]:
    """The rows of the table of sales plans: what is filed or was, unless another state is asked for."""
    rows = visible_plans(viewer)
    rows = rows.filter(state=state) if state else rows.filter(state__in=[State.FILED, State.SUPERSEDED])
    if month:
        rows = rows.filter(month=month)
    if unit:
        rows = rows.filter(seat__path__startswith=unit.path)
    return rows.prefetch_related("accounts__customer", "resources")


def choosable_customers(viewer: Viewer) -> QuerySet[Customer]:
    """Customers a chooser offers: those in sight; who sees the whole company is offered their own."""
    rows = visible_customers(viewer).order_by("name")
    return rows.filter(owner=viewer.person_id) if viewer.sees_all else rows


def customer_named(viewer: Viewer, code: str) -> Customer | None:
    return visible_customers(viewer).filter(code=code).first()


def own_plans(viewer: Viewer, since: date) -> dict[date, SalesPlan]:
    """{month: one's own plan being worked on, or else the filed one} from a month on."""
    rows = visible_plans(viewer).filter(person=viewer.person_id, month__gte=since)
    found: dict[date, SalesPlan] = {}
    for plan in rows.exclude(state=State.SUPERSEDED).order_by("version"):
        found[plan.month] = plan
    return found
