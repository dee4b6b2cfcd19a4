"""Who reads the market and who writes it: one rule for page, export and API."""

from django.http import Http404

from quotamesh.base.people.models import Role
from quotamesh.base.people.viewer import Viewer
from quotamesh.plan.market.errors import NotAllowed

READERS = {Role.LEADER, Role.ANALYST, Role.FINANCE}


def may_read(viewer: Viewer) -> bool:
    """Planners and those who answer for targets."""
    return viewer.can("plan") or bool(viewer.roles & READERS)


def may_write(viewer: Viewer) -> bool:
    return viewer.can("plan") and viewer.sees_all


def need_reader(viewer: Viewer) -> None:
    if not may_read(viewer):
        raise Http404


def need_writer(viewer: Viewer) -> None:
    """
    Raises:
        Http404: the market is out of sight.
        NotAllowed: it may only be read.
    """
    need_reader(viewer)
    if not may_write(viewer):
        raise NotAllowed
