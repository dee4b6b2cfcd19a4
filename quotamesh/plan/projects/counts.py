"""What milestones count: due, and reached in time. One place for booking and rebuilding."""

from datetime import date

from django.db.models import Max, Min, Q

from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.facts.measured import MeasureColumns
from quotamesh.do.facts.records import Count
from quotamesh.plan.projects.models import Step

DUE, DONE = KEYS["milestones_due"], KEYS["milestones_done"]


def counts_of(step: Step) -> list[Count]:
    """A milestone missed counts as due on the day it was missed, one in time as due and done when it was reached."""
    if step.counted_for_id is None:
        return []
    seat, product = step.counted_for_id, step.counted_in_id
    if step.missed_on:
        return [(DUE, seat, product, step.missed_on, 1)]
    return [(key, seat, product, step.reached_on, 1) for key in (DUE, DONE)] if step.reached_on else []


def counted(start: date, end: date) -> MeasureColumns:
    in_days = Q(missed_on__range=(start, end)) | Q(missed_on=None, reached_on__range=(start, end))
    rows = Step.objects.filter(in_days, counted_for__isnull=False)
    return MeasureColumns.of([count for step in rows for count in counts_of(step)])


def days() -> list[date]:
    ends = Step.objects.filter(counted_for__isnull=False).aggregate(
        Min("missed_on"), Max("missed_on"), Min("reached_on"), Max("reached_on")
    )
    return [day for day in ends.values() if day]
