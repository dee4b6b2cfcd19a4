"""Follow-ups in the time line of a customer."""

from django.urls import reverse

from quotamesh.base.people.viewer import Viewer
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.timeline import Event
from quotamesh.do.followups.queries import of_customer
from quotamesh.do.followups.texts import beginning


def events(viewer: Viewer, customer: Customer, most: int) -> list[Event]:
    """The latest follow-ups, latest first; withdrawn ones tell nothing of the customer."""
    rows = of_customer(viewer, customer).filter(withdrawn_at=None).select_related("person")[:most]
    return [
        Event(
            row.day,
            "follow_up",
            f"{row.get_way_display()}: {beginning(row.summary)}",
            who=row.person.name,
            detail=beginning(row.need),
            url=reverse("followups:one", args=[row.uid]),
        )
        for row in rows
    ]
