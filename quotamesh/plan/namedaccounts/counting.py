"""What lists and hand-overs count in the summary, so that nobody counts by hand.

A list is a state: how many accounts it holds and how far one has come with them, seat by seat. It is told like a
measured value of the day, and holds until it is told anew. A seat for which somebody else tells these states in the
fiscal year, by page or import, is left to that.
"""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Max, Min, Q

from quotamesh.base.people.models import Company, Tenure
from quotamesh.base.store.validity import earliest_first, valid_on
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.facts.measured import MeasureColumns
from quotamesh.do.facts.records import Count as Counted
from quotamesh.do.measures.actions import Value
from quotamesh.do.measures.models import Measure
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.namedaccounts.models import HandOver, NamedAccount
from quotamesh.plan.namedaccounts.queries import with_standing

TELLER = "Quotamesh"
STATES = ("named_accounts", "accounts_covered", "accounts_reached", "accounts_penetrated", "accounts_signed")
MADE, ACCEPTED = KEYS["handovers_made"], KEYS["handovers_accepted"]


def states_of(company: Company, today: date, seats: Collection[int] | None = None) -> list[Value]:
    """The states of lists as they stand on a day, for those seats whose last told state is another."""
    calendar = FiscalCalendar(company.fiscal_start)
    year = calendar.year(calendar.fiscal_year(today))
    keys = [KEYS[code] for code in STATES]
    of_year = Measure.objects.filter(indicator__in=keys, day__range=(year.start, year.end))
    of_year = of_year.filter(seat__in=seats) if seats is not None else of_year
    others = set(of_year.exclude(recorded_by=TELLER).values_list("seat_id", flat=True))
    told: dict[tuple[int, int], int] = {}
    for seat, key, amount in (
        of_year.filter(recorded_by=TELLER, day__lte=today)
        .order_by("day")
        .values_list("seat_id", "indicator_id", "amount")
    ):
        told[seat, key] = amount
    now = _now(company, year.fiscal_year, today, keys, seats)
    holders = _holders({seat for seat, _key in {**told, **now}}, today)
    root = root_product().pk
    return [
        Value(seat, holders[seat], key, root, today, now.get((seat, key), 0))
        for seat, key in sorted({**told, **now})
        if seat not in others and seat in holders and now.get((seat, key), 0) != told.get((seat, key), 0)
    ]


def _now(company, fiscal_year: int, today: date, keys: list[int], seats) -> dict[tuple[int, int], int]:
    """{(seat, indicator): how many accounts}; covered are those whose seat somebody holds, with contacts planned."""
    rows = NamedAccount.objects.filter(fiscal_year=fiscal_year, ended_on=None)
    rows = with_standing(rows if seats is None else rows.filter(seat__in=seats), company, fiscal_year, today)
    found = (
        rows.order_by()
        .values("seat_id")
        .annotate(
            n=Count("pk"),
            a=Count("pk", filter=Q(total__gt=0)),
            b=Count("pk", filter=Q(reached=True)),
            c=Count("pk", filter=Q(penetrated=True)),
            d=Count("pk", filter=Q(signed=True)),
        )
    )
    held = set(Tenure.objects.filter(valid_on(today)).values_list("seat_id", flat=True))
    return {
        (row["seat_id"], key): row[name] if name != "a" or row["seat_id"] in held else 0
        for row in found
        for key, name in zip(keys, "nabcd", strict=True)
    }


def _holders(seats: set[int], today: date) -> dict[int, int]:
    """{seat: who holds it, or held it last}"""
    rows = Tenure.objects.filter(Q(valid_from=None) | Q(valid_from__lte=today), seat__in=seats)
    return dict(rows.order_by(earliest_first(), "pk").values_list("seat_id", "person_id"))


def counts_of(row: HandOver) -> list[Counted]:
    """A decided hand-over counts on the day of the decision, for the seat that handed over."""
    if row.decided_on is None:
        return []
    keys = [MADE, ACCEPTED] if row.state == HandOver.State.ACCEPTED and row.first else [MADE]
    return [(key, row.from_seat_id, root_product().pk, row.decided_on, 1) for key in keys]


def counted(start: date, end: date) -> MeasureColumns:
    rows = HandOver.objects.filter(decided_on__range=(start, end))
    return MeasureColumns.of([count for row in rows for count in counts_of(row)])


def days() -> list[date]:
    found = HandOver.objects.aggregate(first=Min("decided_on"), last=Max("decided_on"))
    return [day for day in found.values() if day]
