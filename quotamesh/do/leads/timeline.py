"""What leads tell of a customer: where it came from."""

from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.people.viewer import Viewer
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.timeline import Event
from quotamesh.do.leads.access import visible_leads
from quotamesh.do.leads.models import Lead


def events(viewer: Viewer, customer: Customer, most: int) -> list[Event]:
    rows = visible_leads(viewer).filter(customer=customer).exclude(state=Lead.State.MERGED)
    found = rows.select_related("source", "owner").order_by("-date", "-id")[:most]
    return [
        Event(
            day=lead.date,
            kind="lead",
            text=_("Lead from %(source)s") % {"source": lead.source.name},
            who=lead.owner.name if lead.owner else "",
            detail=lead.need[:200],
            url=reverse("leads:lead", args=[lead.uid]),
        )
        for lead in found
    ]
