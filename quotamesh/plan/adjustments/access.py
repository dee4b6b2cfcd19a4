"""Who sees adjustments and who proposes them."""

from django.db.models import Q, QuerySet

from quotamesh.base.people.models import Role, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.paths import ancestor_ids
from quotamesh.plan.adjustments.models import Adjustment
from quotamesh.plan.targets.access import BALANCES, PLANNERS


def visible_adjustments(viewer: Viewer) -> QuerySet[Adjustment]:
    """Of the units in sight; of the units above only what came into force, as it may bear on one's own target.
    What amounts one reads there is a matter of sight again."""
    found = Adjustment.objects.select_related("unit", "plan", "base", "person")
    if viewer.sees_all:
        return found
    above = {pk for branch in viewer.branches for pk in ancestor_ids(branch)}
    decided = Q(unit_id__in=above, state=Adjustment.State.APPROVED)
    mine = Q(person_id=viewer.person_id) if viewer.person_id else Q(pk__in=[])
    return found.filter(viewer.units("unit__") | decided | mine)


def leads(viewer: Viewer) -> bool:
    return viewer.can(PLANNERS) or Role.LEADER in viewer.roles


def may_propose(viewer: Viewer, unit: Unit) -> bool:
    return leads(viewer) and viewer.sees_path(unit.path)


def may_change(viewer: Viewer, adjustment: Adjustment) -> bool:
    """Its author, and planners who see the branch."""
    author = adjustment.user_id is not None and adjustment.user_id == viewer.user_id
    return author or (viewer.can(PLANNERS) and viewer.sees_path(adjustment.unit.path))


def balances(viewer: Viewer) -> tuple[str, ...]:
    """Who may not change totals above re-divides within the branch, as in `targets.access`."""
    return BALANCES if viewer.can(PLANNERS) and viewer.sees_all else ("units", "periods")
