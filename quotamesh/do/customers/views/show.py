"""One customer, all round: what it is worth, what is next, whom one knows, and what happened."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.do.customers.access import may_give, may_remove, may_share, may_write
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.own import shown
from quotamesh.do.customers.page import Page, page_of
from quotamesh.do.customers.panels import next_of
from quotamesh.do.customers.queries import customer_by_code, customer_in_sight, visible_customers
from quotamesh.do.customers.wording import STATES, stage_of

EVENTS = 60
LATEST = 12
DOCUMENTS = 6


@require_GET
@login_required
def show(request, uid):
    found = page_of(request.viewer, uid, request.today, EVENTS)
    if found is None:
        merged = customer_in_sight(request.viewer, uid)
        if merged is None:
            raise Http404
        return redirect("customers:customer", merged.uid)
    gives = may_give(request.viewer, found.customer)
    documents = [(each, may_remove(request.viewer, each, gives)) for each in found.documents]
    stage, stage_name, why = stage_of(found.customer, request.today)
    context = {
        "customer": found.customer,
        "page": found,
        "headline": headline(found),
        "stage": (STATES[stage], stage_name, why),
        "panels": _drawn(request, found),
        "figures": [figure for panel in found.panels for figure in panel.figures],
        "actions": [action for panel in found.panels for action in panel.actions],
        "latest": found.events[:LATEST],
        "older": found.events[LATEST:],
        "documents": documents[:DOCUMENTS],
        "documents_older": documents[DOCUMENTS:],
        "facts": _facts(found.customer),
        "own": [(str(each), shown(each, found.customer.own.get(each.code))) for each in found.own],
        "may_write": may_write(request.viewer),
        "may_give": gives,
        "may_share": may_share(request.viewer, found.customer),
        "currency": request.company.currency,
    }
    return render(request, "customers/customer.html", context)


def _facts(customer: Customer) -> list[tuple[str, str]]:
    complexity = customer.complexity and _("%(level)d of 5") % {"level": customer.complexity}
    return [
        (_("Segment"), customer.segment),
        (_("Industry"), customer.industry),
        (_("Region"), " · ".join(dict.fromkeys(filter(None, (customer.region, customer.city))))),
        (_("Channel"), customer.channel),
        (_("Need complexity"), complexity or ""),
    ]


def headline(found: Page) -> str:
    """What the customer is worth to us now, and what is next."""
    worth = _("; ").join(panel.worth for panel in found.panels if panel.worth)
    coming = next_of(found.panels) or _("no next step agreed")
    values = {"worth": worth or _("nothing bought yet"), "next": coming}
    return _("Worth to us: %(worth)s. Next: %(next)s.") % values


def _drawn(request, found: Page) -> list[tuple[str, str]]:
    return [
        (
            panel.title,
            render_to_string(panel.template, {**panel.context, "customer": found.customer}, request=None),
        )
        for panel in found.panels
        if panel.template
    ]


@require_GET
@login_required
def by_code(request, code):
    """The address by code, for links from elsewhere; old codes of merged customers lead to what they became."""
    found: Customer | None = customer_by_code(code)
    if found is None or not visible_customers(request.viewer).filter(pk=found.pk).exists():
        raise Http404
    return redirect("customers:customer", found.uid)
