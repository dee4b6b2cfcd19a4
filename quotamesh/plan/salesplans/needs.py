"""Wishes summed up: how much of what is wanted of whom in which month."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from quotamesh.plan.salesplans.models import Resource


@dataclass(frozen=True)
class Need:
    """All requests of a month to a function that are measured alike."""

    month: date
    function: str
    measure: str
    wanted: int
    granted: int
    requests: int
    open: int


def needs_of(rows: Iterable[Resource]) -> list[Need]:
    """By the month of the plan, the function and the measure; money is never added to days."""
    groups: dict[tuple[date, str, str], list[Resource]] = defaultdict(list)
    for row in rows:
        groups[row.plan.month, row.function, row.measure].append(row)
    return [
        Need(
            month,
            function,
            measure,
            sum(row.quantity for row in group),
            sum(row.granted for row in group),
            len(group),
            sum(row.state == Resource.State.OPEN for row in group),
        )
        for (month, function, measure), group in sorted(groups.items())
    ]
