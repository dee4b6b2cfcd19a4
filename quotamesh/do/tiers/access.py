"""Who looks at tiers: everybody at the customers in sight. Who sets the rules: sales operations."""

from quotamesh.base.people.models import Role
from quotamesh.base.people.viewer import Viewer

READERS_ONLY = {Role.FINANCE, Role.LEGAL, Role.ANALYST}


def may_set(viewer: Viewer) -> bool:
    return viewer.can("catalog")


def may_note(viewer: Viewer) -> bool:
    """Whoever works with a customer in sight notes what that customer spends."""
    return bool(viewer.roles - READERS_ONLY)
