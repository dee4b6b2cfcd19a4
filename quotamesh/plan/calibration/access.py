"""Who may see and who may change calibrations: one predicate for list, page and API."""

from django.db.models import Q, QuerySet

from quotamesh.base.people.models import Role, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.paths import ancestor_ids
from quotamesh.plan.calibration.models import Calibration

PLANNERS = "plan"
READERS = {Role.LEADER, Role.DIRECTOR, Role.ANALYST}


def may_read(viewer: Viewer) -> bool:
    return viewer.can(PLANNERS) or bool(viewer.roles & READERS)


def visible_calibrations(viewer: Viewer) -> QuerySet[Calibration]:
    """Planners and leaders see those of their branch, and those above it, of which only their rows are shown."""
    found = Calibration.objects.select_related("unit", "product", "indicator")
    if not may_read(viewer):
        return found.none()
    if viewer.sees_all:
        return found
    above = [key for branch in viewer.branches for key in ancestor_ids(branch)]
    return found.filter(viewer.units("unit__") | Q(unit__in=above))


def sees_whole(viewer: Viewer, calibration: Calibration) -> bool:
    """Whether more than the rows of the viewer's own branch may be shown."""
    return viewer.sees_path(calibration.unit.path)


def may_calibrate(viewer: Viewer, unit: Unit) -> bool:
    return viewer.can(PLANNERS) and viewer.sees_path(unit.path)


def may_change(viewer: Viewer, calibration: Calibration) -> bool:
    return may_calibrate(viewer, calibration.unit)
