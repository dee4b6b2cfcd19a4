"""Who records for whom: everybody for the own seat, leaders for their people, sales operations for all."""

from datetime import date

from django.db.models import QuerySet

from quotamesh.base.people.models import Role, Tenure
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.validity import valid_on
from quotamesh.do.measures.models import Measure

FOR_OTHERS = {Role.LEADER, Role.DIRECTOR, Role.SALES_OPERATIONS, Role.ADMINISTRATOR}


def visible_measures(viewer: Viewer) -> QuerySet[Measure]:
    return Measure.objects.filter(viewer.units("seat__"))


def may_record(viewer: Viewer, tenure: Tenure) -> bool:
    """Whether the viewer records for who holds a seat: `tenure.seat` is read along."""
    if tenure.person_id == viewer.person_id:
        return True
    return viewer.sees_path(tenure.seat.path) and bool(viewer.roles & FOR_OTHERS)


def recorded_for(viewer: Viewer, day: date) -> list[Tenure]:
    """Whose values the viewer may record on a day: the own seat first, then by the organisation."""
    tenures = Tenure.objects.filter(viewer.units("seat__"), valid_on(day)).select_related("person", "seat")
    found = [tenure for tenure in tenures.order_by("seat__path") if may_record(viewer, tenure)]
    return sorted(found, key=lambda tenure: tenure.person_id != viewer.person_id)
