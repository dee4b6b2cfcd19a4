"""Whose deals one sees and changes: the own, those of one's people; leaders and above let through shut gates."""

from django.db.models import QuerySet

from quotamesh.base.people.models import Role
from quotamesh.base.people.viewer import Viewer
from quotamesh.do.pipeline.models import Opportunity

READERS_ONLY = {Role.FINANCE, Role.LEGAL, Role.ANALYST}
ABOVE = {Role.LEADER, Role.DIRECTOR, Role.SALES_OPERATIONS, Role.ADMINISTRATOR}


def visible_opportunities(viewer: Viewer) -> QuerySet[Opportunity]:
    return Opportunity.objects.filter(viewer.units("seat__"))


def may_add(viewer: Viewer) -> bool:
    return bool(viewer.roles - READERS_ONLY)


def may_change(viewer: Viewer, deal: Opportunity) -> bool:
    """The owner, and whoever leads or runs the branch; the deal's seat is read along."""
    if deal.owner_id == viewer.person_id:
        return may_add(viewer)
    return may_override(viewer) and viewer.sees_path(deal.seat.path)


def may_override(viewer: Viewer) -> bool:
    return bool(viewer.roles & ABOVE)


def may_set_flows(viewer: Viewer) -> bool:
    return viewer.can("catalog")
