"""What people did each day beside their orders: leads, calls, visits, proposals.

Deals and new customers are read off the orders; the work before them is drawn around what they take: about one
lead in seven became a deal, with three talks on the telephone for a lead and nine visits for ten leads. Since the
company keeps its records here, calls and visits are follow-ups and nothing is imported beside them.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Min

from quotamesh.base.people.models import Tenure, User
from quotamesh.base.people.queries import company
from quotamesh.base.store.paths import ancestor_ids
from quotamesh.base.store.validity import earliest_first, overlaps
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.catalog.models import Product
from quotamesh.do.catalog.queries import working_days
from quotamesh.do.measures.actions import Value, store_measures
from quotamesh.do.measures.models import Measure
from quotamesh.do.orders.models import Credit, Order
from quotamesh.site.demo import shape
from quotamesh.site.demo.scenes.measured_plan import values_of_plan
from quotamesh.site.demo.store import acting, note

SEED = 43
START = date(shape.YEARS[-1], 1, 1)
CONVERSION, DIALLED, VISITS, EFFECTIVE, PROPOSALS = 0.14, 7.5, 0.9, 0.62, 0.42
SPOKEN = (2, 5)  # of the numbers that are dialled, the part where somebody is reached: only that is a call
FAMILY = 1  # depth of the main lines
# What the records of other scenes count by themselves from `shape.RECORDS_FROM` on.
OF_RECORDS: frozenset[int] = frozenset(
    KEYS[code]
    for code in (
        "deals_won",
        "new_customers",
        "proposals",
        "leads",
        "calls",
        "visits",
        "effective_visits",
        "follow_ups",
    )
)


@dataclass(frozen=True)
class Deal:
    """An order as its first credit tells it."""

    seat: int
    person: int
    family: int
    day: date
    is_first: bool


def play() -> None:
    rng = np.random.default_rng(SEED)
    deals = _deals()
    values = [*_of_deals(deals), *_of_days(rng, deals), *values_of_plan(rng, {deal.seat for deal in deals})]
    values = [
        value for value in values if value.indicator not in OF_RECORDS or value.day < shape.RECORDS_FROM
    ]
    actor = _operations()
    store_measures(actor, values, Measure.Source.IMPORT)
    note(actor, "measurements", len(values))


def leads_by_day(since: date) -> list[Value]:
    """How many leads each seller took up on each day for a main line, as they would have been counted by hand."""
    values = _of_days(np.random.default_rng(SEED), _deals())
    return [value for value in values if value.indicator == KEYS["leads"] and value.day >= since]


def contacts() -> list[Value]:
    """The calls and visits since the company keeps its records here, as they were drawn: the follow-ups' scene."""
    wanted = {KEYS[code] for code in ("calls", "visits", "effective_visits")}
    values = _of_days(np.random.default_rng(SEED), _deals())
    return [value for value in values if value.indicator in wanted and value.day >= shape.RECORDS_FROM]


def _operations() -> Actor:
    user = User.objects.select_related("person").get(username="operations")
    return acting(user.person.name, shape.DEMO_DAY, 18, user.pk)


def _deals() -> list[Deal]:
    """The running year's orders; a customer is new with the first order ever."""
    first = dict(Order.objects.values_list("customer_id").annotate(first=Min("date")).order_by())
    paths = dict(Product.objects.values_list("pk", "path"))
    rows = Credit.objects.filter(amount__gt=0, line__order__date__gte=START).order_by("line__order_id", "id")
    fields = (
        "line__order_id", "line__order__customer_id", "line__order__date", "seat_id", "person_id", "line__product_id",
    )  # fmt: skip
    deals: dict[int, Deal] = {}
    new: set[int] = set()
    for order, customer, day, seat, person, product in rows.values_list(*fields):
        if order not in deals:
            is_first = first[customer] == day and customer not in new
            new |= {customer} if is_first else set()
            deals[order] = Deal(seat, person, ancestor_ids(paths[product])[FAMILY], day, is_first)
    return list(deals.values())


def _of_deals(deals: list[Deal]) -> list[Value]:
    counts: Counter[tuple] = Counter()
    for deal in deals:
        counts[deal.seat, deal.person, KEYS["deals_won"], deal.family, deal.day] += 1
        if deal.is_first:
            counts[deal.seat, deal.person, KEYS["new_customers"], deal.family, deal.day] += 1
    return [Value(*key, amount) for key, amount in counts.items()]


def _of_days(rng: np.random.Generator, deals: list[Deal]) -> list[Value]:
    """The work of everybody who sold in the year, on every working day on which the seat was held."""
    worked = working_days(company(), START, shape.DEMO_DAY)
    days = (np.datetime64(START) + np.flatnonzero(worked)).tolist()
    of_holder: dict[tuple[int, int], list[Deal]] = {}
    for deal in deals:
        of_holder.setdefault((deal.seat, deal.person), []).append(deal)
    usual = len(deals) / len(of_holder) / len(days)
    values: list[Value] = []
    tenures = Tenure.objects.filter(overlaps(START, shape.DEMO_DAY)).order_by(
        "seat__path", earliest_first(), "pk"
    )
    for tenure in tenures:
        mine = of_holder.pop((tenure.seat_id, tenure.person_id), [])
        held = [day for day in days if tenure.covers(day)]
        if mine and held:
            values += _of_person(rng, tenure, held, mine, usual)
    return values


def _of_person(
    rng: np.random.Generator, tenure: Tenure, days: list[date], deals: list[Deal], usual: float
) -> list[Value]:
    """Effort is more alike than success: who closes little has a weaker conversion more than fewer leads.

    A day goes to one main line, so that a line's work follows what the person sells.
    """
    pace = np.sqrt(len(deals) / len(days) * usual) / CONVERSION
    season = np.array([shape.MONTH_WEIGHT[day.month - 1] for day in days])
    leads = pace * season / season.mean()
    visits = rng.poisson(leads * VISITS)
    counts = {
        "leads": rng.poisson(leads),
        "calls": _spoken(rng.poisson(leads * DIALLED)),
        "visits": visits,
        "effective_visits": rng.binomial(visits, EFFECTIVE),
        "proposals": rng.poisson(leads * PROPOSALS),
    }
    families = rng.choice([deal.family for deal in deals], len(days)).tolist()
    return [
        Value(tenure.seat_id, tenure.person_id, KEYS[code], family, day, amount)
        for code, amounts in counts.items()
        for day, family, amount in zip(days, families, amounts.tolist(), strict=True)
        if amount
    ]


def _spoken(dialled: np.ndarray) -> np.ndarray:
    """The calls of each day; what is left of a day's part goes on to the next."""
    part, of = SPOKEN
    return np.diff(np.cumsum(dialled) * part // of, prepend=0)
