"""A day's figures of seats against the day's part of their process targets."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from quotamesh.base.people.models import Company
from quotamesh.check.attainment.spans import Span
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.definition import Definition, Group, Measure
from quotamesh.do.catalog.own import definitions
from quotamesh.do.facts.queries import sums_of_days
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.targets.queries import plan_in_force, target_rows
from quotamesh.plan.targets.rows import TOTAL

ALWAYS = ("calls", "visits", "effective_visits", "proposals")
DEPTH = "discovery_depth"
ORDER = (*ALWAYS, "follow_ups", "leads", "new_customers", "deals_won")


@dataclass(frozen=True)
class Mark:
    """One indicator of the day: how much was done, how much the day asks for. A rate has its two parts instead."""

    code: str
    name: str
    actual: int
    target: int = 0
    base: int | None = None

    @property
    def state(self) -> str:
        if self.base is not None or not self.target:
            return "none"
        return "good" if self.actual >= self.target else "watch"

    @property
    def ratio(self) -> float | None:
        return self.actual / self.base if self.base else None

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "actual": self.actual, "target": self.target, "base": self.base}


def from_json(rows: list[dict[str, Any]]) -> list[Mark]:
    known = definitions()
    return [
        Mark(row["code"], str(known[row["code"]].name), row["actual"], row["target"], row["base"])
        for row in rows
        if row["code"] in known
    ]


def counted() -> list[Definition]:
    """What a day's report counts: numbers that add up over days and belong to the work or its result."""
    found = [
        each
        for each in definitions().values()
        if each.measure == Measure.COUNT and each.by_day and not each.numerator and each.measured
        and (each.code in ORDER or (each.group != Group.QUALITY and not each.hidden))
    ]  # fmt: skip
    places = {code: place for place, code in enumerate(ORDER)}
    return sorted(found, key=lambda each: (places.get(each.code, len(ORDER)), each.key))


def marks_of(company: Company, seats: Collection[int], day: date) -> dict[int, list[Mark]]:
    """Each seat's marks of a day in three queries, however many seats. Without a target and without a figure an
    indicator is left out, but for those that everybody looks for."""
    asked = counted()
    depth = definitions()[DEPTH]
    parts = [definitions()[code].key for code in (depth.numerator, depth.denominator)]
    keys = [each.key for each in asked]
    done: dict[tuple[int, int], int] = defaultdict(int)
    for key, seat, amount in sums_of_days(indicators=[*keys, *parts], units=seats, start=day, end=day):
        done[seat, key] = amount
    wanted = targets_of(company, seats, keys, day)
    found = {}
    for seat in seats:
        marks = [
            Mark(each.code, str(each.name), done[seat, each.key], wanted.get((seat, each.key), 0))
            for each in asked
            if each.code in ALWAYS or done[seat, each.key] or wanted.get((seat, each.key))
        ]
        if done[seat, parts[1]]:
            marks.append(Mark(DEPTH, str(depth.name), done[seat, parts[0]], base=done[seat, parts[1]]))
        found[seat] = marks
    return found


def targets_of(
    company: Company, seats: Collection[int], indicators: Collection[int], day: date
) -> dict[tuple[int, int], int]:
    """{(seat, indicator): what the day asks for}: the month's target laid over its working days."""
    calendar = FiscalCalendar(company.fiscal_start)
    plan = plan_in_force(calendar.fiscal_year(day))
    if plan is None:
        return {}
    span = Span(company, calendar.month(day), day)
    place = (day - span.year.start).days
    rows = target_rows(plan=plan, indicators=indicators, units=seats, products=[root_product().pk])
    return {
        (seat, key): int(span.by_day(months)[place])
        for (key, seat, _product, line), months in rows.items()
        if line == TOTAL
    }
