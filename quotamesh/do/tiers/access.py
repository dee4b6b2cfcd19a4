"""Who looks at tiers: everybody at the customers in sight. Who sets the rules: sales operations."""

from quotamesh.base.people.viewer import Viewer


def may_set(viewer: Viewer) -> bool:
    return viewer.can("catalog")
