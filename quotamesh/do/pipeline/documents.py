"""On a customer's page: the files that were kept with the gates of its deals."""

from datetime import date

from django.utils.translation import gettext as _

from quotamesh.base.people.viewer import Viewer
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.panels import Panel
from quotamesh.do.pipeline.access import visible_opportunities
from quotamesh.do.pipeline.models import GateAnswer

MOST = 12


def panel(viewer: Viewer, customer: Customer, _today: date) -> Panel | None:
    """One query, of the deals in sight."""
    deals = visible_opportunities(viewer).filter(customer=customer).order_by().values("pk")
    rows = GateAnswer.objects.filter(opportunity__in=deals, file__isnull=False)
    rows = rows.select_related("file", "item", "opportunity").order_by("-answered_at", "-id")
    answers = list(rows[:MOST])
    if not answers:
        return None
    return Panel(_("Documents of opportunities"), "pipeline/documents.html", {"answers": answers}, order=60)
