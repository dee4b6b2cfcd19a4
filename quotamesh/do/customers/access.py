"""Who does what to customers. Who sees them is `queries.visible_customers`."""

from quotamesh.base.people.models import Role, Tenure
from quotamesh.base.people.viewer import Viewer
from quotamesh.do.customers.models import Customer, Document

READERS_ONLY = {Role.FINANCE, Role.LEGAL, Role.ANALYST}
ASSIGNERS = {Role.LEADER, Role.DIRECTOR, Role.SALES_OPERATIONS, Role.ADMINISTRATOR}


def may_write(viewer: Viewer) -> bool:
    """Whoever sees a customer changes it, except those who only read."""
    return bool(viewer.roles - READERS_ONLY)


def may_assign(viewer: Viewer) -> bool:
    """Giving customers to somebody else is for leaders and sales operations."""
    return bool(viewer.roles & ASSIGNERS)


def may_give(viewer: Viewer, customer: Customer) -> bool:
    """They give those of their own people; one that is merely shown to their people is another leader's to give."""
    return may_assign(viewer) and (viewer.sees_all or _of_ones_people(viewer, customer.owner_id))


def _of_ones_people(viewer: Viewer, owner: int | None) -> bool:
    return owner is not None and Tenure.objects.filter(viewer.units("seat__"), person=owner).exists()


def may_share(viewer: Viewer, customer: Customer) -> bool:
    """The owner lets others look, and so do those who give the customer."""
    own = viewer.person_id is not None and viewer.person_id == customer.owner_id
    return may_write(viewer) and (own or may_give(viewer, customer))


def may_merge(viewer: Viewer, winner: Customer, loser: Customer) -> bool:
    """One's own customer, or nobody's, becomes part of another, and so does one of two of the same owner. Else it would
    be a way to take somebody's customer, which is for those who give it."""
    own = loser.owner_id in (None, viewer.person_id, winner.owner_id)
    return may_write(viewer) and (own or may_give(viewer, loser))


def may_remove(viewer: Viewer, document: Document, gives: bool) -> bool:
    """Who added a document takes it away, and so does who gives the customer (`gives`: see `may_give`)."""
    own = viewer.user_id is not None and viewer.user_id == document.added_by_id
    return may_write(viewer) and (own or gives)


def may_define(viewer: Viewer) -> bool:
    """Own fields belong to sales operations."""
    return viewer.can("catalog")
