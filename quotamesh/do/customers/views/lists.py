"""客户 Customers: the list, narrowed and sorted, on the page and as a file."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import table_response
from quotamesh.do.customers.access import may_assign, may_define, may_write
from quotamesh.do.customers.models import Contact, OwnField
from quotamesh.do.customers.own_columns import header_of
from quotamesh.do.customers.queries import Asked, customers, own_fields
from quotamesh.do.customers.views.common import plain
from quotamesh.do.customers.wording import STAGES, STATES, stage_of
from quotamesh.do.customers.words import in_use
from quotamesh.kernel.lifecycle import Stage

PAGE = 50
FIELDS = (
    "code",
    "name",
    "owner",
    "segment",
    "industry",
    "region",
    "channel",
    "city",
    "complexity",
    "persona",
    "tags",
    "stage",
    "last_order",
)
CONTACT_FIELDS = ("code", "customer", "name", "role", "title", "phone", "email", "customer_name")
ASKED = ("text", "segment", "industry", "region", "tag", "owner", "stage")


@require_GET
@login_required
def show(request):
    asked = _asked(request)
    rows = customers(request.viewer, asked, request.today)
    if form := request.GET.get("format"):
        own = own_fields()
        found = rows.prefetch_related("tags").iterator(chunk_size=2000)
        told = (_values(request, row, own) for row in found)
        return table_response("customers", [*FIELDS, *map(header_of, own)], told, form)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "asked": asked,
        "narrowed": any(getattr(asked, name) for name in ASKED),
        "table": _table(request, page, asked),
        "in_use": in_use(),
        "stages": [(stage.value, name) for stage, name in STAGES.items()],
        "may_write": may_write(request.viewer),
        "may_assign": may_assign(request.viewer),
        "may_define": may_define(request.viewer),
    }
    return render(request, "customers/customers.html", context)


@require_GET
@login_required
def contacts(request):
    """Whom one knows at the customers of the list, as a file that comes in again."""
    found = customers(request.viewer, _asked(request), request.today).order_by().values("pk")
    rows = Contact.objects.filter(customer__in=found).select_related("customer").order_by("code")
    told = (
        (row.code, row.customer.code, row.name, row.part, row.title, row.phone, row.email, row.customer.name)
        for row in rows.iterator(chunk_size=5000)
    )
    return table_response("contacts", CONTACT_FIELDS, told, request.GET.get("format", "csv"))


def _asked(request) -> Asked:
    told = {name: plain(request.GET.get(name)) for name in ASKED}
    if told["stage"] not in list(Stage):
        told["stage"] = ""
    return Asked(**told, order=plain(request.GET.get("sort")) or "name")


def _table(request, page, asked: Asked) -> Table:
    columns = [
        Column("name", _("Customer"), "strong", sort=True, link="url"),
        Column("stage", _("Stage"), "state"),
        Column("owner", _("Owner"), sort=True),
        Column("last_order", _("Last order"), "date", sort=True),
        Column("segment", _("Segment"), sort=True, phone=False),
        Column("industry", _("Industry"), sort=True, phone=False),
        Column("region", _("Region"), sort=True),
        Column("code", _("Code"), sort=True, phone=False),
    ]
    return Table(
        columns,
        [_row(request, row) for row in page.object_list],
        _("Customers"),
        order=asked.order,
        cards=True,
    )


def _row(request, row) -> dict:
    stage, name, _why = stage_of(row, request.today)
    return {
        "name": row.name,
        "url": reverse("customers:customer", args=[row.uid]),
        "stage": (STATES[stage], name),
        "owner": row.owner.name if row.owner else "",
        "last_order": row.last_order,
        "segment": row.segment,
        "industry": row.industry,
        "region": row.region,
        "code": row.code,
    }


def _values(request, row, own: list[OwnField]) -> tuple:
    owner = row.owner.code if row.owner else ""
    stage = stage_of(row, request.today)[1]
    last = row.last_order.isoformat() if row.last_order else ""
    texts = (row.segment, row.industry, row.region, row.channel, row.city)
    more = (row.persona, "; ".join(tag.name for tag in row.tags.all()))
    written = (row.own.get(field.code, "") for field in own)
    return (row.code, row.name, owner, *texts, row.complexity or "", *more, stage, last, *written)
