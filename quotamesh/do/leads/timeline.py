"""What leads tell of a customer: where it came from."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quotamesh.base.people.viewer import Viewer
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.timeline import Event
from quotamesh.do.followups.texts import beginning
from quotamesh.do.leads.access import visible_leads
from quotamesh.do.leads.models import Lead, LeadNote

LONGEST = 200


def events(viewer: Viewer, customer: Customer, most: int) -> list[Event]:
    """Where the customer came from, and what was said before it was one."""
    rows = visible_leads(viewer).filter(customer=customer).exclude(state=Lead.State.MERGED)
    found = list(rows.select_related("source", "owner").order_by("-date", "-id")[:most])
    came = [
        Event(
            day=lead.date,
            kind="lead",
            text=_("Lead from %(source)s") % {"source": lead.source.name},
            who=lead.owner.name if lead.owner else "",
            detail=lead.need[:LONGEST],
            url=reverse("leads:lead", args=[lead.uid]),
        )
        for lead in found
    ]
    return came + (_said(viewer, found, most) if found else [])


def _said(viewer: Viewer, leads: list[Lead], most: int) -> list[Event]:
    """Notes of the leads and of those merged into them; what is a follow-up as well is told as that."""
    of_them = Q(lead__in=leads) | Q(lead__merged_into__in=leads)
    notes = LeadNote.objects.filter(of_them, viewer.units("lead__unit__"), follow_up=None)
    return [
        Event(
            day=timezone.localtime(note.at).date(),
            kind="lead_note",
            text=_("From the lead · %(way)s: %(text)s")
            % {"way": note.get_way_display(), "text": beginning(note.text)},
            who=note.by,
            url=reverse("leads:lead", args=[note.lead.uid]),
        )
        for note in notes.select_related("lead").order_by("-at", "-id")[:most]
    ]
