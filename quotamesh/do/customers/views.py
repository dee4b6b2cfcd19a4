"""客户 Customers, first form: the list that imports fill."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import table_response
from quotamesh.do.customers.queries import visible_customers

PAGE = 50
FIELDS = ("code", "name", "owner", "segment", "industry", "region", "channel")


@require_GET
@login_required
def show(request):
    text = request.GET.get("text", "").strip()
    rows = visible_customers(request.viewer, text)
    if form := request.GET.get("format"):
        return table_response("customers", FIELDS, (_values(c) for c in rows.iterator(chunk_size=5000)), form)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    columns = [
        Column("name", _("Customer"), "strong"),
        Column("code", _("Code")),
        Column("owner", _("Owner")),
        Column("segment", _("Segment")),
        Column("industry", _("Industry")),
        Column("region", _("Region")),
        Column("channel", _("Channel")),
    ]
    cells = [
        dict(zip(FIELDS, _values(c), strict=True)) | {"owner": c.owner.name if c.owner else ""} for c in page
    ]
    context = {"page": page, "text": text, "table": Table(columns, cells, _("Customers"))}
    return render(request, "customers/customers.html", context)


def _values(customer) -> tuple[str, ...]:
    owner = customer.owner.code if customer.owner else ""
    rest = (customer.segment, customer.industry, customer.region, customer.channel)
    return (customer.code, customer.name, owner, *rest)
