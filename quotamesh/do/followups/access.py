"""Who sees follow-ups, and who may write, change and judge them."""

from datetime import timedelta

from django.db.models import QuerySet

from quotamesh.base.people.models import Role
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.trail.actions import Actor
from quotamesh.do.customers.queries import visible_customers
from quotamesh.do.followups.models import FollowUp

READERS_ONLY = {Role.FINANCE, Role.LEGAL, Role.ANALYST}
FOR_OTHERS = {Role.SALES_OPERATIONS, Role.ADMINISTRATOR}
LEADING = {Role.LEADER, Role.DIRECTOR, Role.SALES_OPERATIONS, Role.ADMINISTRATOR}
CORRECTABLE = timedelta(days=1)


def visible_follow_ups(viewer: Viewer) -> QuerySet[FollowUp]:
    """Those of the seats in sight: what lists, exports and the API show."""
    return FollowUp.objects.filter(viewer.units("seat__"))


def sees(viewer: Viewer, row: FollowUp) -> bool:
    """One record is open to those who see its seat or its customer, to its author, and to whom it informs."""
    if viewer.sees_path(row.seat.path) or viewer.person_id == row.person_id:
        return True
    if viewer.person_id and row.informed.filter(pk=viewer.person_id).exists():
        return True
    return sees_customer(viewer, row.customer_id)


def sees_customer(viewer: Viewer, customer: int) -> bool:
    return visible_customers(viewer).filter(pk=customer).exists()


def may_write(viewer: Viewer) -> bool:
    """Whoever has a seat of their own, but those who only read."""
    return viewer.person_id is not None and bool(viewer.roles - READERS_ONLY)


def may_write_for(viewer: Viewer, person: int) -> bool:
    if viewer.person_id == person:
        return may_write(viewer)
    return bool(viewer.roles & FOR_OTHERS)


def may_change(viewer: Viewer, row: FollowUp) -> bool:
    """The author, and sales operations for what an import brought."""
    return row.withdrawn_at is None and may_write_for(viewer, row.person_id)


def is_correctable(actor: Actor, row: FollowUp) -> bool:
    """For a day after it was recorded; later it is amended."""
    return actor.at - row.recorded_at <= CORRECTABLE


def may_tick(viewer: Viewer, row: FollowUp) -> bool:
    """Whether the viewer may say that the next step is done: the author and who leads them."""
    return row.withdrawn_at is None and (may_change(viewer, row) or may_judge(viewer, row))


def may_judge(viewer: Viewer, row: FollowUp) -> bool:
    """Leaders look at their people's records, never at their own."""
    return (
        viewer.person_id != row.person_id and bool(viewer.roles & LEADING) and viewer.sees_path(row.seat.path)
    )


def may_lead(viewer: Viewer) -> bool:
    """Who looks at the records of others."""
    return bool(viewer.roles & LEADING)
