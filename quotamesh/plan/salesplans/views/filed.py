"""The table of filed plans, with filters, as a page and as the usual Excel sheet."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from quotamesh.base.people.models import Unit
from quotamesh.base.people.queries import visible_units
from quotamesh.base.shell.periods import period_name
from quotamesh.base.tables.export import table_response
from quotamesh.plan.salesplans import queries
from quotamesh.plan.salesplans.filing import columns, rows_of, workbook
from quotamesh.plan.salesplans.models import SalesPlan
from quotamesh.plan.salesplans.views.answers import month_of

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@login_required
def table(request):
    viewer, asked = request.viewer, request.GET
    month = month_of(asked["month"], request.today) if asked.get("month") else None
    units = list(visible_units(viewer).exclude(kind=Unit.Kind.SEAT))
    unit = _chosen(units, asked.get("unit", ""))
    state = asked.get("state", "")
    if state not in ("", *SalesPlan.State.values):
        raise Http404
    plans = queries.filing_table(viewer, month, unit, state)
    currency = request.company.currency
    if form := asked.get("format"):
        return _file(request, rows_of(plans, currency), _scope(month, unit, state), form)
    page = Paginator(plans, PAGE).get_page(asked.get("page"))
    rows = [
        {"row": row, "url": reverse("salesplans:plan", args=[row.plan.uid])}
        for row in rows_of(page, currency)
    ]
    count = page.paginator.count
    context = {
        "page": page,
        "rows": rows,
        "headline": ngettext("%(count)d plan stands here.", "%(count)d plans stand here.", count)
        % {"count": count},
        "month": asked.get("month", ""),
        "units": units,
        "unit": unit,
        "state": state,
        "states": SalesPlan.State.choices,
    }
    return render(request, "salesplans/filed.html", context)


def _chosen(units: list[Unit], code: str) -> Unit | None:
    if not code:
        return None
    unit = next((unit for unit in units if unit.code == code), None)
    if unit is None:
        raise Http404
    return unit


def _scope(month, unit, state: str) -> str:
    words = [
        period_name(f"{month:%Y-%m}") if month else _("All months"),
        unit.name if unit else "",
        str(SalesPlan.State(state).label) if state else "",
    ]
    return " · ".join(filter(None, words))


def _file(request, rows: list, scope: str, form: str):
    name = _("Sales plan management table")
    if form == "xlsx":
        data = workbook(request.company, rows, scope, timezone.now())
        headers = {"Content-Disposition": content_disposition_header(True, f"{name}.xlsx")}
        return HttpResponse(data, content_type=XLSX, headers=headers)
    return table_response(name, [label for label, _width in columns()], (row.cells for row in rows), form)
