"""Wishes summed up: how much of what is wanted of whom in which month."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

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


def needs_of(rows: QuerySet[Resource]) -> list[Need]:
    """By the month of the plan, the function and the measure, in one query; money is never added to days."""
    groups = rows.order_by().values_list("plan__month", "function", "measure")
    waits = Q(state=Resource.State.OPEN)
    sums = groups.annotate(
        wanted=Sum("quantity"), given=Sum("granted"), asked=Count("pk"), waiting=Count("pk", filter=waits)
    )
    return [Need(*row) for row in sums.order_by("plan__month", "function", "measure")]
