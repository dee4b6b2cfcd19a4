"""Reading what is worth a look, and the records chosen for one."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q

from quotamesh.base.people.viewer import Viewer
from quotamesh.do.followups.access import may_lead
from quotamesh.do.followups.models import FollowUp, IntegrityWeek, SpotCheck

MOST_PEOPLE, MOST_WAITING, MOST_JUDGED = 500, 60, 60
READ_ALONG = ("follow_up__customer", "follow_up__person", "follow_up__seat")


def weeks(viewer: Viewer, monday: date) -> list[IntegrityWeek]:
    """Of the people in sight, what stands out most first."""
    rows = IntegrityWeek.objects.filter(viewer.units("seat__"), week=monday).select_related("person", "seat")
    return list(rows.order_by("-score", "person__code")[:MOST_PEOPLE])


def records(keys: Collection[int]) -> dict[int, FollowUp]:
    """Some records by key, to be linked to."""
    rows = FollowUp.objects.filter(pk__in=list(keys)).select_related("customer")
    return {row.pk: row for row in rows}


def spot_checks(viewer: Viewer) -> tuple[list[SpotCheck], list[SpotCheck]]:
    """What waits for the viewer's look, and the latest verdicts in sight; one's own are judged by others."""
    rows = SpotCheck.objects.filter(viewer.units("seat__")).select_related(*READ_ALONG)
    judged = list(rows.exclude(verdict="").order_by("-judged_at", "-id")[:MOST_JUDGED])
    if not may_lead(viewer):
        return [], judged
    others = ~Q(follow_up__person=viewer.person_id) if viewer.person_id else Q()
    waiting = rows.filter(others, verdict="", follow_up__withdrawn_at=None)
    return list(waiting.order_by("-week", "chosen", "id")[:MOST_WAITING]), judged


def check_in_sight(viewer: Viewer, uid: UUID) -> SpotCheck | None:
    return SpotCheck.objects.filter(viewer.units("seat__"), uid=uid).select_related(*READ_ALONG).first()


def verdict_on(row: FollowUp) -> SpotCheck | None:
    """What a leader said of a record, once it was said."""
    return SpotCheck.objects.filter(follow_up=row).exclude(verdict="").first()
