"""Who may see and who may change target plans: one predicate for list, record, grid, export and API."""

from django.db.models import QuerySet

from quotamesh.base.people.models import Role, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.plan.targets.models import Plan, TargetRow

PLANNERS = "plan"
BALANCES = ("units", "periods", "parent")
TOTAL = TargetRow.Line.TOTAL.value


def visible_plans(viewer: Viewer) -> QuerySet[Plan]:
    """Planners see every plan; leaders also drafts; the others what is or was in force."""
    plans = Plan.objects.select_related("supersedes")
    if viewer.can(PLANNERS):
        return plans
    states = [Plan.State.IN_FORCE, Plan.State.SUPERSEDED]
    if Role.LEADER in viewer.roles:
        states.append(Plan.State.DRAFT)
    return plans.filter(state__in=states)


def may_manage(viewer: Viewer) -> bool:
    """Make, split, rename, put in force, discard."""
    return viewer.can(PLANNERS) and viewer.sees_all


def balances(viewer: Viewer, plan: Plan, unit: Unit, line: str = TOTAL) -> tuple[str, ...]:
    """The ways in which the viewer may change an amount of this unit; none where it is only read.

    Planners of the whole company change anything. Planners of a branch and leaders re-divide within their
    unit, whose year stays.
    """
    if not plan.editable or not viewer.sees_path(unit.path):
        return ()
    if viewer.can(PLANNERS) and viewer.sees_all:
        return BALANCES
    if not viewer.can(PLANNERS) and Role.LEADER not in viewer.roles:
        return ()
    if unit.path in viewer.branches:
        return ("units",) if line != TOTAL else ()
    return ("units", "periods")


def may_edit(viewer: Viewer, plan: Plan, unit: Unit, balance: str, line: str = TOTAL) -> bool:
    return balance in balances(viewer, plan, unit, line)


def may_bound(viewer: Viewer, plan: Plan, unit: Unit) -> bool:
    """Set floor, cap, weight and lock of a unit."""
    return bool(balances(viewer, plan, unit))
