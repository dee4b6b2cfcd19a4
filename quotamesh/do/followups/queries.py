"""Reading follow-ups: lists by index, a page after another by key, never a count over all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from quotamesh.base.people.models import Person, Tenure, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.paths import below
from quotamesh.base.store.validity import valid_on
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.queries import visible_customers
from quotamesh.do.followups.access import sees, sees_customer, visible_follow_ups
from quotamesh.do.followups.models import FollowUp
from quotamesh.do.pipeline.models import Opportunity

PAGE = 50
DAYS_SHOWN = 30
FEW_SEATS = 500
RECENT, LOOKED_AT = 6, 60
NEAR = 9_000  # millionths of a degree: about a kilometre
COLLEAGUES = 60
READ_ALONG = ("customer", "person", "seat")


@dataclass(frozen=True)
class Filter:
    """What a list is narrowed to; `start` and `end` always bound it."""

    start: date
    end: date
    person: str = ""
    unit: Unit | None = None
    customer: Customer | None = None
    way: str = ""
    late: bool = False
    text: str = ""
    effective: bool = False


@dataclass(frozen=True)
class Mark:
    """Where a page ends: the next begins below this day and key."""

    day: date
    key: int

    def __str__(self) -> str:
        return f"{self.day.isoformat()}.{self.key}"

    @classmethod
    def of(cls, text: str) -> "Mark | None":
        day, _dot, key = text.partition(".")
        try:
            return cls(date.fromisoformat(day), int(key)) if key.isdecimal() and len(key) < 19 else None
        except ValueError:
            return None


def found(viewer: Viewer, wanted: Filter) -> QuerySet[FollowUp]:
    """Follow-ups in sight, latest first."""
    rows = of_customer(viewer, wanted.customer) if wanted.customer else _in_sight(viewer, wanted.unit)
    rows = rows.filter(day__range=(wanted.start, wanted.end))
    if wanted.person:
        # The key first: the index of a person's days is then the way in.
        rows = rows.filter(person__in=list(Person.objects.filter(code=wanted.person).values_list("pk")[:1]))
    if wanted.way:
        rows = rows.filter(way=wanted.way)
    if wanted.late:
        rows = rows.filter(late=True)
    if wanted.effective:
        rows = rows.filter(effective=True, withdrawn_at=None)
    if wanted.text:
        rows = rows.filter(
            Q(summary__icontains=wanted.text)
            | Q(need__icontains=wanted.text)
            | Q(next_step__icontains=wanted.text)
        )
    return rows.order_by("-day", "-id").select_related(*READ_ALONG)


def _in_sight(viewer: Viewer, unit: Unit | None) -> QuerySet[FollowUp]:
    if unit is None and viewer.sees_all:
        return FollowUp.objects.all()
    units = Unit.objects.filter(viewer.units(), kind=Unit.Kind.SEAT)
    if unit is not None:
        units = units.filter(below(unit.path, "path"))
    # A team's seats by name, so that the index of seat and day is used; a large branch by its paths.
    seats = list(units.order_by().values_list("pk", flat=True)[: FEW_SEATS + 1])
    if len(seats) <= FEW_SEATS:
        return FollowUp.objects.filter(seat__in=seats)
    rows = visible_follow_ups(viewer)
    return rows.filter(below(unit.path, "seat__path")) if unit is not None else rows


def after(rows: QuerySet[FollowUp], mark: Mark | None) -> QuerySet[FollowUp]:
    if mark is None:
        return rows
    return rows.filter(day__lte=mark.day).filter(Q(day__lt=mark.day) | Q(pk__lt=mark.key))


def page_of(
    rows: QuerySet[FollowUp], mark: Mark | None, size: int = PAGE
) -> tuple[list[FollowUp], Mark | None]:
    """A page and where the next begins, None at the end."""
    listed = list(after(rows, mark)[: size + 1])
    if len(listed) <= size:
        return listed, None
    last = listed[size - 1]
    return listed[:size], Mark(last.day, last.pk)


def of_customer(viewer: Viewer, customer: Customer) -> QuerySet[FollowUp]:
    """Of a customer in sight all follow-ups, whoever made them; of others those of the seats in sight."""
    rows = FollowUp.objects.filter(customer=customer).order_by("-day", "-id")
    return rows if sees_customer(viewer, customer.pk) else rows.filter(viewer.units("seat__"))


def of_deal(viewer: Viewer, deal: Opportunity, most: int, *, knows_customer: bool) -> list[FollowUp]:
    """Follow-ups that name the deal, and those with its customer since it was opened; latest first. Two queries,
    each by its index.

    knows_customer: whether the viewer sees the deal's customer, and so all that was talked about.
    """
    rows = FollowUp.objects.filter(withdrawn_at__isnull=True).select_related("person", "opportunity")
    if not knows_customer:
        rows = rows.filter(viewer.units("seat__"))
    rows = rows.order_by("-day", "-id")
    named = list(rows.filter(opportunity=deal)[:most])
    since = {"day__gte": deal.opened} if deal.opened else {}
    others = rows.filter(customer=deal.customer_id, **since)[:most] if deal.customer_id else ()
    found = {row.pk: row for row in (*named, *others)}
    return sorted(found.values(), key=lambda row: (row.day, row.pk), reverse=True)[:most]


def one(viewer: Viewer, uid: UUID) -> FollowUp | None:
    """A follow-up in sight."""
    rows = FollowUp.objects.select_related(*READ_ALONG, "contact", "opportunity", "product")
    row = rows.filter(uid=uid).first()
    return row if row is not None and sees(viewer, row) else None


def recent_customers(person: int, most: int = RECENT) -> list[Customer]:
    """Whom the person was in touch with last, then the own customers."""
    rows = (
        FollowUp.objects.filter(person=person).order_by("-day", "-id").values_list("customer_id", flat=True)
    )
    keys = list(dict.fromkeys(rows[:LOOKED_AT]))[:most]
    by_key = Customer.objects.in_bulk(keys)
    listed = [by_key[key] for key in keys]
    if len(listed) < most:
        own = Customer.objects.filter(owner=person).exclude(pk__in=keys).order_by("-id")
        listed += own[: most - len(listed)]
    return listed


def near_customers(viewer: Viewer, latitude: int, longitude: int, most: int = RECENT) -> list[Customer]:
    """Customers of earlier follow-ups within about a kilometre, nearest first."""
    rows = visible_follow_ups(viewer).filter(
        latitude__range=(latitude - NEAR, latitude + NEAR),
        longitude__range=(longitude - 2 * NEAR, longitude + 2 * NEAR),
    )
    nearest: dict[int, int] = {}
    for customer, y, x in rows.order_by().values_list("customer_id", "latitude", "longitude")[:500]:
        distance = (y - latitude) ** 2 + (x - longitude) ** 2
        nearest[customer] = min(distance, nearest.get(customer, distance))
    keys = sorted(nearest, key=lambda key: nearest[key])[:most]
    by_key = visible_customers(viewer).in_bulk(keys)
    return [by_key[key] for key in keys if key in by_key]


def customer_in_sight(viewer: Viewer, *, uid: UUID | None = None, code: str = "") -> Customer | None:
    rows = visible_customers(viewer)
    return (rows.filter(uid=uid) if uid else rows.filter(code=code)).first()


def colleagues(seat: Unit, day: date) -> list[Person]:
    """Whom one informs: the own team, who leads it, and those above."""
    team = seat.path[:-8]
    above = [team[:length] for length in range(8, len(team) + 1, 8)]
    near = Q(seat__path__startswith=team) if team else Q()
    for path in above:
        near |= Q(seat__parent__path=path)
    tenures = Tenure.objects.filter(near, valid_on(day)).exclude(seat=seat).select_related("person", "seat")
    rows = tenures.order_by("-seat__depth", "seat__path")[:COLLEAGUES]
    return list(dict.fromkeys(tenure.person for tenure in rows))


def open_steps(
    people: Iterable[int], *, customer: Customer | None = None, until: date | None = None
) -> QuerySet[FollowUp]:
    """What these people agreed and have not done, the longest overdue first."""
    rows = FollowUp.objects.filter(
        person__in=list(people), done_on__isnull=True, due__isnull=False, withdrawn_at__isnull=True
    )
    if customer is not None:
        rows = rows.filter(customer=customer)
    if until is not None:
        rows = rows.filter(due__lte=until)
    return rows.order_by("due", "id").select_related("customer", "person", "seat", "opportunity")


def people_in_sight(viewer: Viewer, day: date) -> list[Person]:
    """Who holds a seat in the viewer's branches, the viewer first."""
    tenures = Tenure.objects.filter(viewer.units("seat__"), valid_on(day)).select_related("person", "seat")
    listed = dict.fromkeys(tenure.person for tenure in tenures.order_by("seat__path"))
    return sorted(listed, key=lambda person: person.pk != viewer.person_id)


def last_days(today: date) -> tuple[date, date]:
    return today - timedelta(DAYS_SHOWN - 1), today
