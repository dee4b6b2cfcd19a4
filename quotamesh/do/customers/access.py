"""Who does what to customers. Who sees them is `queries.visible_customers`."""

from quotamesh.base.people.models import Role
from quotamesh.base.people.viewer import Viewer
from quotamesh.do.customers.models import Customer

READERS_ONLY = {Role.FINANCE, Role.LEGAL, Role.ANALYST}
ASSIGNERS = {Role.LEADER, Role.DIRECTOR, Role.SALES_OPERATIONS, Role.ADMINISTRATOR}


def may_write(viewer: Viewer) -> bool:
    """Whoever sees a customer changes it, except those who only read."""
    return bool(viewer.roles - READERS_ONLY)


def may_assign(viewer: Viewer) -> bool:
    """Giving customers to somebody else is for leaders and sales operations, within what they see."""
    return bool(viewer.roles & ASSIGNERS)


def may_share(viewer: Viewer, customer: Customer) -> bool:
    """The owner lets others look, and so do those who give customers."""
    own = viewer.person_id is not None and viewer.person_id == customer.owner_id
    return may_write(viewer) and (own or may_assign(viewer))


def may_merge(viewer: Viewer, winner: Customer, loser: Customer) -> bool:
    """One's own customer, or nobody's, becomes part of another, and so does one of two of the same owner. Else it would
    be a way to take somebody's customer, which is for those who give customers."""
    own = loser.owner_id in (None, viewer.person_id, winner.owner_id)
    return may_write(viewer) and (own or may_assign(viewer))


def may_define(viewer: Viewer) -> bool:
    """Own fields belong to sales operations."""
    return viewer.can("catalog")
