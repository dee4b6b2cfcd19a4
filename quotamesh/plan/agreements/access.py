"""Who sees a talk or an agreement, and who may do what: one place for page, list, export and API."""

from django.db.models import Q, QuerySet

from quotamesh.base.people.models import Role, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.plan.agreements.models import Agreement, Side, Talk
from quotamesh.plan.targets.access import PLANNERS

LEADING = frozenset({Role.LEADER, Role.DIRECTOR})


def leads(viewer: Viewer) -> bool:
    return bool(viewer.roles & LEADING) or viewer.can(PLANNERS)


def in_sight(viewer: Viewer) -> Q:
    """The two parties, those who lead the unit, and planners; nobody else, as reward and penalty stand in it."""
    if leads(viewer) and viewer.sees_all:
        return Q()
    mine = Q(pk__in=[])
    if viewer.person_id:
        mine = Q(owner_id=viewer.person_id) | Q(leader_id=viewer.person_id)
    return mine | viewer.units("unit__") if leads(viewer) else mine


def visible_agreements(viewer: Viewer) -> QuerySet[Agreement]:
    return Agreement.objects.filter(in_sight(viewer)).select_related("unit", "owner", "leader", "plan")


def visible_talks(viewer: Viewer) -> QuerySet[Talk]:
    return Talk.objects.filter(in_sight(viewer)).select_related("unit", "owner", "leader", "plan")


def may_plan(viewer: Viewer) -> bool:
    """Open talks and draft agreements; within the branch."""
    return viewer.can(PLANNERS)


def may_plan_unit(viewer: Viewer, unit: Unit) -> bool:
    return may_plan(viewer) and viewer.sees_path(unit.path)


def may_write_terms(viewer: Viewer) -> bool:
    """Terms are the whole company's."""
    return viewer.can(PLANNERS) and viewer.sees_all


def side_in_talk(viewer: Viewer, talk: Talk) -> str | None:
    """For whom the viewer speaks: the owner for themselves, the leader and those above for the other side."""
    if viewer.person_id and viewer.person_id == talk.owner_id:
        return Side.OWNER.value
    if viewer.person_id and viewer.person_id == talk.leader_id:
        return Side.LEADER.value
    above = leads(viewer) and viewer.sees_path(talk.unit.path)
    return Side.LEADER.value if above else None


def side_of(person_id: int | None, agreement: Agreement) -> str | None:
    """The side on which somebody signs; nobody signs for another."""
    if person_id is None:
        return None
    if person_id == agreement.owner_id:
        return Side.OWNER.value
    return Side.LEADER.value if person_id == agreement.leader_id else None


def may_remind(viewer: Viewer, unit: Unit) -> bool:
    return leads(viewer) and viewer.sees_path(unit.path)
