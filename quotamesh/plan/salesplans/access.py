"""Who sees and who writes sales plans, and who answers requests for resources."""

from datetime import date

from django.db.models import Q, QuerySet

from quotamesh.base.people.models import Role, Tenure
from quotamesh.base.people.viewer import Viewer, tenures_of
from quotamesh.plan.salesplans.models import Desk, Function, Resource, SalesPlan

PLANNING_ROLES = (Role.REPRESENTATIVE, Role.SDR, Role.BD)
DEFAULT_ROLES = {
    Function.MARKETING: Role.SALES_OPERATIONS,
    Function.PRODUCT: Role.PRESALES,
    Function.FINANCE: Role.FINANCE,
}


def visible_plans(viewer: Viewer) -> QuerySet[SalesPlan]:
    """Those of the seats in sight; a draft is its writer's and their line's."""
    return SalesPlan.objects.filter(viewer.units("seat__")).select_related("seat__parent", "person")


def may_write(viewer: Viewer, plan: SalesPlan) -> bool:
    """A plan is written by the person it is for."""
    return viewer.person_id is not None and viewer.person_id == plan.person_id


def own_seat(viewer: Viewer, start: date, end: date) -> Tenure | None:
    """The seat the viewer holds latest in a period."""
    if viewer.person_id is None:
        return None
    tenures = tenures_of(viewer.person_id) if viewer.tenures is None else viewer.tenures
    held = [t for t in tenures if (t.valid_from or start) <= end and (t.valid_to or end) >= start]
    return max(held, key=lambda each: (each.valid_from or date.min, each.pk), default=None)


def may_keep_desks(viewer: Viewer) -> bool:
    return viewer.can("organise") or (viewer.can("plan") and viewer.sees_all)


def desks() -> dict[str, Desk]:
    """Who answers for each function: as set, or the role that is asked until somebody sets one."""
    found = {desk.function: desk for desk in Desk.objects.select_related("unit", "person")}
    return {
        function.value: found.get(function.value)
        or Desk(function=function.value, role=DEFAULT_ROLES[function])
        for function in Function
    }


def answers_for(viewer: Viewer) -> list[str]:
    """The functions the viewer answers for."""
    return [function for function, desk in desks().items() if _is_at(viewer, desk)]


def _is_at(viewer: Viewer, desk: Desk) -> bool:
    if desk.person_id:
        return viewer.person_id == desk.person_id
    if desk.unit:
        return any(branch.startswith(desk.unit.path) for branch in viewer.branches)
    return desk.role in viewer.roles


def visible_resources(viewer: Viewer, functions: list[str]) -> QuerySet[Resource]:
    """Those of the plans in sight, and those asked of the viewer's own function."""
    rows = Resource.objects.select_related("plan__person", "plan__seat__parent", "customer")
    if viewer.sees_all:
        return rows
    return rows.filter(viewer.units("plan__seat__") | Q(function__in=functions))
