"""订单 Orders: the rows behind every figure."""

from datetime import date
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.base.people.models import Unit
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import table_response
from quotamesh.do.catalog.models import Product
from quotamesh.do.orders import queries
from quotamesh.do.orders.models import Credit
from quotamesh.kernel.calendar import FiscalCalendar, NotAPeriod
from quotamesh.kernel.money import format_plain, minor_units

PAGE = 50
EXPORT = ("order", "date", "customer", "product", "person", "share", "quantity", "amount")


@require_GET
@login_required
def show(request):
    asked, told = _asked(request)
    rows = queries.visible_credits(request.viewer, asked)
    if form := request.GET.get("format"):
        return table_response("orders", EXPORT, _plain(rows, request.company.currency), form)
    sums = rows.order_by().aggregate(amount=Sum("amount"), quantity=Sum("quantity_milli"))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "told": told,
        "total": sums["amount"] or 0,
        "table": _table([_row(credit) for credit in page.object_list], request.company.currency),
        "may_import": request.viewer.can("import"),
        "text": asked.text,
        "kept": [(k, v) for k, v in request.GET.items() if k not in ("text", "page", "format")],
        "export": "?" + query.urlencode() + "&format=",
    }
    return render(request, "orders/orders.html", context)


def _asked(request) -> tuple[queries.Asked, dict]:
    """The filter in the address, and its parts as they are told on the page."""
    get, told = request.GET, {}
    unit = product = None
    if get.get("unit"):
        unit = Unit.objects.filter(request.viewer.units(), uid=_uid(get["unit"])).first()
        told["unit"] = _there(unit).name
    if get.get("product"):
        product = Product.objects.filter(uid=_uid(get["product"])).first()
        told["product"] = _there(product).name
    start = end = None
    if get.get("period"):
        start, end = _days(request.company.fiscal_start, get["period"])
        told["period"] = get["period"]
    asked = queries.Asked(
        unit=unit.path if unit else "",
        product=product.path if product else "",
        start=start,
        end=end,
        text=get.get("text", "").strip(),
    )
    return asked, told


def _there(found):
    if found is None:
        raise Http404
    return found


def _uid(text: str):
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404(text) from error


def _days(fiscal_start: int, text: str) -> tuple[date, date]:
    try:
        period = FiscalCalendar(fiscal_start).parse(text)
    except NotAPeriod as error:
        raise Http404(text) from error
    return period.start, period.end


def _row(credit: Credit) -> dict:
    order = credit.line.order
    return {
        "order": order.number,
        "url": reverse("orders:order", args=[order.number]),
        "date": order.date,
        "customer": order.customer.name,
        "product": credit.line.product.name,
        "person": credit.person.name,
        "share": credit.share_bp / 10_000,
        "quantity": credit.quantity_milli / 1000,
        "amount": credit.amount,
    }


def _table(rows: list[dict], currency: str) -> Table:
    columns = [
        Column("order", _("Order"), "strong", link="url"),
        Column("date", _("Date"), "date"),
        Column("customer", _("Customer")),
        Column("product", _("Product")),
        Column("person", _("Credited to")),
        Column("share", _("Share"), "percent", digits=0),
        Column("quantity", _("Quantity"), "number", phone=False),
        Column("amount", _("Amount"), "money", currency=currency),
    ]
    return Table(columns=columns, rows=rows, caption=_("Credited order lines"), cards=True)


def _plain(rows, currency: str):
    digits = minor_units(currency)
    for credit in rows.iterator(chunk_size=5000):
        order = credit.line.order
        yield (
            order.number,
            order.date.isoformat(),
            order.customer.code,
            credit.line.product.code,
            credit.person.code,
            format_plain(credit.share_bp, 4),
            format_plain(credit.quantity_milli, 3),
            format_plain(credit.amount, digits),
        )


@require_GET
@login_required
def order(request, number):
    found = _there(queries.order_in_sight(request.viewer, number))
    rows = [
        _row(credit)
        for credit in queries.lines_in_sight(request.viewer, found).select_related("line__order__customer")
    ]
    whole = queries.sees_whole_order(request.viewer, found)
    payments = found.payments.order_by("date") if whole else []
    context = {
        "order": found,
        "table": _table(rows, request.company.currency),
        "total": sum(row["amount"] for row in rows),
        "whole": whole,
        "payments": Table(
            columns=[
                Column("number", _("Payment"), "strong"),
                Column("date", _("Date"), "date"),
                Column("amount", _("Amount"), "money", currency=request.company.currency),
            ],
            rows=[{"number": p.number, "date": p.date, "amount": p.amount} for p in payments],
            caption=_("Payments"),
            ident="payments",
        ),
    }
    return render(request, "orders/order.html", context)
