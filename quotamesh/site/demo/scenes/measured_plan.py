"""What nobody's orders tell: how far the lists of named accounts got, reviews, requests, visits of service teams.

Drawn around what the plan in force asks of each seat, month by month up to the demo's day.
"""

from collections.abc import Collection, Iterator
from datetime import date

import numpy as np

from quotamesh.base.people.models import Tenure
from quotamesh.base.store.months import MONTHS
from quotamesh.base.store.validity import overlaps
from quotamesh.do.catalog.indicators import DEFINITIONS
from quotamesh.do.measures.actions import Value
from quotamesh.plan.targets.models import TargetRow
from quotamesh.site.demo import shape

YEAR = shape.YEARS[-1]
FAMILY = 1
SLOW_START = 0.06  # how much further a state is behind its target in January than in December
USUAL = {
    "accounts_signed": 0.84,
    "accounts_penetrated": 0.9,
    "reviews_passed_first": 0.88,
    "requests_answered": 0.94,
}
KEPT_UP = 0.97


def values_of_plan(rng: np.random.Generator, sellers: Collection[int]) -> Iterator[Value]:
    """For every seat but those of `sellers`, and every product line with a target on what is measured."""
    measured = {each.key: each for each in DEFINITIONS.values() if each.measured}
    rows = TargetRow.objects.filter(
        plan__fiscal_year=YEAR, plan__state="in_force", plan__base=None, unit__kind="seat", line="total",
        indicator__in=measured, product__depth=FAMILY,
    ).exclude(unit__in=sellers)  # fmt: skip
    holders, days = _holders(), _month_ends()
    fields = ("unit_id", "product_id", "indicator_id", *MONTHS)
    for seat, product, key, *months in rows.order_by("unit__path", "indicator", "product").values_list(
        *fields
    ):
        usual = USUAL.get(measured[key].code, KEPT_UP) * rng.normal(1, 0.03)
        for number, (day, wanted) in enumerate(zip(days, months, strict=False)):
            late = SLOW_START * (11 - number) / 11 if measured[key].is_stock else 1 - _gone(day)
            amount = round(wanted * min(1.0, usual - late + rng.normal(0, 0.01)))
            person = next((t.person_id for t in holders.get(seat, ()) if t.covers(day)), None)
            if amount > 0 and person:
                yield Value(seat, person, key, product, day, amount)


def _holders() -> dict[int, list[Tenure]]:
    found: dict[int, list[Tenure]] = {}
    for tenure in Tenure.objects.filter(overlaps(date(YEAR, 1, 1), shape.DEMO_DAY)).order_by("pk"):
        found.setdefault(tenure.seat_id, []).append(tenure)
    return found


def _month_ends() -> list[date]:
    """The last day of each month that has begun; the demo's day in the one that runs."""
    ends = [(np.datetime64(f"{YEAR}-{m:02}") + 1).astype("datetime64[D]") - 1 for m in range(1, 13)]
    return [min(end.item(), shape.DEMO_DAY) for end in ends if end.item().replace(day=1) <= shape.DEMO_DAY]


def _gone(day: date) -> float:
    """How much of the day's month has gone by."""
    return day.day / 30 if day == shape.DEMO_DAY else 1.0
