"""Reading tiers: the latest one of each customer, the map, the moves."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet, Sum

from quotamesh.base.people.viewer import Viewer
from quotamesh.do.customers.queries import visible_customers
from quotamesh.do.tiers.cards import rhythms
from quotamesh.do.tiers.models import Move, Run, Standing, Tier
from quotamesh.do.tiers.sorting import CELL


def latest_run() -> Run | None:
    return Run.objects.defer("columns").first()


@dataclass(frozen=True)
class Cell:
    """A place of the map: from `value` and `potential` on, in hundredths, so many customers with so much money."""

    value: int
    potential: int
    tier: str
    count: int
    money: int


@dataclass(frozen=True)
class Share:
    """A tier's customers and what they brought."""

    count: int = 0
    money: int = 0


@dataclass(frozen=True)
class Picture:
    """How the customers in sight are spread."""

    cells: tuple[Cell, ...]
    tiers: dict[str, Share] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(share.count for share in self.tiers.values())

    @property
    def money(self) -> int:
        return sum(share.money for share in self.tiers.values())

    def share_of_money(self, tier: str) -> float | None:
        return self.tiers[tier].money / self.money if self.money > 0 else None


def picture(viewer: Viewer, run: Run) -> Picture:
    """The whole company's is kept with the run; a branch is counted when it is looked at."""
    if viewer.sees_all:
        rows = run.summary["cells"]
    else:
        grouped = visible(viewer).order_by().annotate(v=F("value") / CELL, p=F("potential") / CELL)
        counted = grouped.values("v", "p", "tier").annotate(n=Count("pk"), money_=Sum("monetary"))
        rows = counted.values_list("v", "p", "tier", "n", "money_")
    cells = tuple(Cell(v * CELL, p * CELL, tier, n, int(money)) for v, p, tier, n, money in rows)
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for cell in cells:
        sums[cell.tier][0] += cell.count
        sums[cell.tier][1] += cell.money
    return Picture(cells, {tier: Share(*sums[tier]) for tier in Tier.values})


def visible(viewer: Viewer) -> QuerySet[Standing]:
    """Where the customers in sight stand."""
    rows = Standing.objects.all()
    return rows if viewer.sees_all else rows.filter(customer__in=visible_customers(viewer).values("pk"))


@dataclass(frozen=True)
class Asked:
    """Which standings a list shows; `order` names a field, a minus before it for descending; `overdue_on` asks for
    those whom nobody contacted in time, as of that day."""

    tier: str = ""
    text: str = ""
    order: str = "-monetary"
    overdue_on: date | None = None


ORDERS = ("monetary", "value", "potential", "last_day", "frequency", "since")


def standings(viewer: Viewer, asked: Asked) -> QuerySet[Standing]:
    rows = visible(viewer).select_related("customer__owner")
    if asked.tier:
        rows = rows.filter(tier=asked.tier)
    if asked.text:
        found = Q(customer__name__icontains=asked.text) | Q(customer__code__icontains=asked.text)
        rows = rows.filter(found)
    if asked.overdue_on:
        rows = rows.filter(past_rhythm(asked.overdue_on, rhythms()))
    name = asked.order.removeprefix("-")
    order = F(name if name in ORDERS else "monetary")
    falling = asked.order.startswith("-") or name not in ORDERS
    return rows.order_by(order.desc(nulls_last=True) if falling else order.asc(nulls_last=True), "pk")


def past_rhythm(today: date, days_of: Mapping[str, int]) -> Q:
    """Nobody was in contact within the rhythm of the tier: {tier: days}."""
    condition = Q(customer__last_contact=None)
    for tier, days in days_of.items():
        condition |= Q(tier=tier, customer__last_contact__lt=today - timedelta(days=days))
    return condition


def moves(viewer: Viewer, start: date | None = None, before: str = "", after: str = "") -> QuerySet[Move]:
    """Who went from one tier to another, the latest first."""
    rows = Move.objects.select_related("customer__owner").order_by("-day", "-pk")
    if not viewer.sees_all:
        rows = rows.filter(customer__in=visible_customers(viewer).values("pk"))
    if start:
        rows = rows.filter(day__gte=start)
    rows = rows.filter(before=before) if before else rows
    return rows.filter(after=after) if after else rows


def ways(rows: QuerySet[Move]) -> dict[tuple[str, str], int]:
    """{(from, to): how many}"""
    counted = rows.order_by().values("before", "after").annotate(n=Count("pk"))
    return {(row["before"], row["after"]): row["n"] for row in counted}


def moved_since(viewer: Viewer, start: date) -> int:
    """How many moves of customers in sight there were since a day."""
    return moves(viewer, start).order_by().count()
