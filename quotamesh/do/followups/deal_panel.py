"""Follow-ups on the page of a deal: those that name it, and those with its customer since it was opened."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.people.viewer import Viewer
from quotamesh.do.followups.access import may_write
from quotamesh.do.followups.queries import customer_in_sight, of_deal
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.do.pipeline.panels import DealPanel

MOST = 6


def panel(viewer: Viewer, deal: Opportunity, today: date) -> DealPanel:
    """Three queries."""
    customer = customer_in_sight(viewer, uid=deal.customer.uid) if deal.customer else None
    rows = of_deal(viewer, deal, MOST + 1, knows_customer=customer is not None)
    here = reverse("pipeline:deal", args=[deal.uid])
    add = listed = ""
    if customer:
        asked = {"customer": customer.code, "opportunity": deal.uid, "next": f"{here}#follow-ups"}
        add = f"{reverse('followups:new')}?{urlencode(asked)}" if may_write(viewer) else ""
        since = {"from": deal.opened.isoformat()} if deal.opened else {}
        listed = f"{reverse('followups:list')}?{urlencode({'customer': customer.code} | since)}"
    context = {
        "deal": deal, "today": today, "rows": rows[:MOST], "more": listed if len(rows) > MOST else "", "add": add,
    }  # fmt: skip
    return DealPanel("follow-ups", _("Follow-ups"), "followups/deal_panel.html", context, order=20)
