"""Who may see and who may change target plans: one predicate for list, record, grid, export and API."""

from django.db.models import QuerySet

from quotamesh.base.people.models import Role, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.plan.targets.models import Plan

PLANNERS = "plan"


def visible_plans(viewer: Viewer) -> QuerySet[Plan]:
    """Planners see every plan; leaders also drafts; the others what is or was in force."""
    plans = Plan.objects.all()
    if viewer.can(PLANNERS):
        return plans
    states = [Plan.State.IN_FORCE, Plan.State.SUPERSEDED]
    if Role.LEADER in viewer.roles:
        states.append(Plan.State.DRAFT)
    return plans.filter(state__in=states)


def may_manage(viewer: Viewer) -> bool:
    """Make, split, rename, put in force, discard."""
    return viewer.can(PLANNERS) and viewer.sees_all


def may_edit(viewer: Viewer, plan: Plan, unit: Unit, balance: str) -> bool:
    """Planners edit in their branches; a leader re-divides within the own unit, whose total stays."""
    if not plan.editable or not viewer.sees_path(unit.path):
        return False
    if viewer.can(PLANNERS):
        return viewer.sees_all or not _is_top(viewer, unit)
    inside = Role.LEADER in viewer.roles and not _is_top(viewer, unit)
    return inside and balance != "parent"


def _is_top(viewer: Viewer, unit: Unit) -> bool:
    return unit.path in viewer.branches
