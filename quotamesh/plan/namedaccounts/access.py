"""Whose named accounts one sees and changes: the own, those of one's people, and planners all of them."""

from django.db.models import QuerySet

from quotamesh.base.people.models import Role, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.plan.namedaccounts.models import HandOver, NamedAccount

READERS_ONLY = {Role.FINANCE, Role.LEGAL, Role.ANALYST}


def visible_accounts(viewer: Viewer) -> QuerySet[NamedAccount]:
    return NamedAccount.objects.filter(viewer.units("seat__")).select_related("customer", "seat")


def may_change(viewer: Viewer, seat: Unit) -> bool:
    """Whoever sees the seat changes its list, except those who only read."""
    return viewer.sees_path(seat.path) and may_add(viewer)


def may_add(viewer: Viewer) -> bool:
    return bool(viewer.roles - READERS_ONLY)


def visible_hand_overs(viewer: Viewer) -> QuerySet[HandOver]:
    """Both sides see a hand-over, and whoever sees one of them."""
    rows = HandOver.objects.filter(viewer.units("from_seat__") | viewer.units("to_seat__"))
    if viewer.sees_all:
        rows = HandOver.objects.all()
    return rows.select_related("account__customer", "from_seat", "to_seat")
