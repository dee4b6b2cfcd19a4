"""On a customer's page: the deals that are open, and a way to begin one."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.shell.formats import short_money, symbol
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.panels import Action, Figure, Panel
from quotamesh.do.pipeline.access import may_add, visible_opportunities

MOST = 20


def panel(viewer: Viewer, customer: Customer, _today: date) -> Panel:
    """One query."""
    rows = (
        visible_opportunities(viewer).filter(customer=customer, outcome="").select_related("stage", "owner")
    )
    deals = list(rows.order_by("-amount", "id")[:MOST])
    currency = company().currency
    amount = sum(deal.amount or 0 for deal in deals)
    count = len(deals)
    note = ngettext("%(count)s open deal", "%(count)s open deals", count) % {"count": count}
    add = f"{reverse('pipeline:add')}?{urlencode({'customer': customer.code})}"
    return Panel(
        title=_("Open deals") if deals else "",
        template="pipeline/panel.html" if deals else "",
        context={"deals": deals, "currency": currency},
        figures=(Figure(_("Pipeline"), symbol(currency) + short_money(amount, currency), note),)
        if deals
        else (),
        actions=(Action(_("New deal"), add, "kanban"),) if may_add(viewer) else (),
        order=30,
    )
