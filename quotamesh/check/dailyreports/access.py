"""Who reports, and who reads: one's own, and those of one's branch."""

from datetime import date

from django.db.models import Q, QuerySet

from quotamesh.base.people.models import Role, Tenure
from quotamesh.base.people.viewer import Viewer, tenures_of
from quotamesh.base.store.validity import valid_on
from quotamesh.check.dailyreports.models import DailyReport

REPORTING = (Role.REPRESENTATIVE, Role.SDR, Role.BD, Role.PRESALES)
READING = {Role.LEADER, Role.DIRECTOR, Role.SALES_OPERATIONS, Role.ADMINISTRATOR}


def visible_reports(viewer: Viewer) -> QuerySet[DailyReport]:
    """Everybody's own; those of the branch for who leads it, and for who sees the whole company."""
    if reads_others(viewer) and viewer.sees_all:
        return DailyReport.objects.all()
    own = Q(person_id=viewer.person_id) if viewer.person_id else Q(pk__in=[])
    return DailyReport.objects.filter(viewer.units("seat__") | own if reads_others(viewer) else own)


def reads_others(viewer: Viewer) -> bool:
    return bool(viewer.roles & READING)


def reporter(viewer: Viewer, day: date) -> Tenure | None:
    """The seat for which the viewer reports on a day: the one begun last."""
    if viewer.person_id is None:
        return None
    tenures = tenures_of(viewer.person_id) if viewer.tenures is None else viewer.tenures
    held = [each for each in tenures if each.covers(day)]
    return max(held, key=lambda each: (each.valid_from or date.min, each.pk), default=None)


def reporters(day: date) -> QuerySet[Tenure]:
    """Everybody who is asked for a report on a day."""
    held = Tenure.objects.filter(valid_on(day), role__in=REPORTING)
    return held.select_related("person", "seat__parent").order_by("seat__path", "pk")
