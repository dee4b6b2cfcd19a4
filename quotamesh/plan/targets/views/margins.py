"""Two margins at once: totals for units and for product lines (or months) of the same plan."""

import numpy as np
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quotamesh.base.people.models import Unit
from quotamesh.base.shell.formats import grouped, short
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.do.catalog.queries import grouped as by_group
from quotamesh.do.catalog.queries import offered
from quotamesh.plan.targets.actions import set_margins
from quotamesh.plan.targets.errors import NotEditable, PlanError
from quotamesh.plan.targets.finding import definition_of, find_unit, managed_plan
from quotamesh.plan.targets.margin_sheet import Sheet, read, scale, sheet_of
from quotamesh.plan.targets.margins import fitted, name_of
from quotamesh.plan.targets.views.answers import page
from quotamesh.plan.targets.weights import NoHistory
from quotamesh.plan.targets.wording import sentence

BYS, PATTERNS = ("lines", "months"), ("standing", "history")


@require_http_methods(["GET", "POST"])
@page
def margins(request, uid):
    plan = managed_plan(request.viewer, uid)
    definition = definition_of(request.GET.get("indicator"))
    try:
        if not plan.editable:
            raise NotEditable
        sheet = _sheet(request, plan, definition)
    except PlanError as error:
        messages.error(request, sentence(error, request.company.currency))
        return redirect("targets:workbench", uid)
    refused, cells = "", None
    if request.method == "POST":
        refused, cells = _answer(request, sheet)
        if cells is None and not refused and "apply" in request.POST:
            return redirect(reverse("targets:workbench", args=[uid]) + f"?{_query(sheet)}")
    return _show(request, sheet, refused, cells)


def _sheet(request, plan, definition) -> Sheet:
    unit = find_unit(request.viewer, request.GET.get("unit"))
    if unit.kind == Unit.Kind.SEAT:
        raise Http404
    by = request.GET.get("by") if request.GET.get("by") in BYS else BYS[0]
    pattern = request.GET.get("pattern") if request.GET.get("pattern") in PATTERNS else None
    try:
        return sheet_of(request.company, plan, definition, unit, by, pattern)
    except NoHistory as error:
        messages.info(request, sentence(error, request.company.currency))
        return sheet_of(request.company, plan, definition, unit, by, None)


def _answer(request, sheet: Sheet) -> tuple[str, np.ndarray | None]:
    """Why it cannot be, and the table as it would be; neither when it is done, or totals were scaled."""
    if not read(sheet, request.POST):
        return _("Some amounts cannot be read: see the marked fields."), None
    if "scale" in request.POST:
        scale(sheet, request.POST["scale"])
        return "", None
    rows, columns = sheet.asked
    seen = request.POST.get("seen", "")
    try:
        if "apply" not in request.POST:
            return "", sheet.table.fixed + fitted(sheet.table, rows, columns)
        edit = set_margins(
            request.actor, sheet.plan, sheet.definition.key, sheet.unit, by=sheet.by, pattern=sheet.pattern,
            rows=rows, columns=columns, seen=int(seen) if seen.isdecimal() and len(seen) < 9 else None,
        )  # fmt: skip
    except PlanError as error:
        return sentence(error, request.company.currency), None
    told = _("Both totals hold at every unit and person; Undo in the workbench takes it back.")
    done(request, told if edit else _("Nothing was changed: both stand already."))
    return "", None


def _query(sheet: Sheet) -> str:
    more = {"by": "product"} if sheet.by == "lines" else {}
    return urlencode({"indicator": sheet.definition.code, "unit": sheet.unit.code} | more)


def _show(request, sheet: Sheet, refused: str, cells: np.ndarray | None):
    table = _table(sheet, sheet.table.stands if cells is None else cells, fitted_=cells is not None)
    if file := shown_table(request, table, f"margins-{sheet.definition.code}"):
        return file
    context = {
        "sheet": sheet,
        "plan": sheet.plan,
        "definition": sheet.definition,
        "sides": [_side(sheet, side) for side in ("rows", "columns")],
        "table": table,
        "fitted": cells is not None,
        "refused": refused,
        "headline": _headline(sheet),
        "indicators": by_group(offered(lambda d: d.target and not d.is_stock, keep=sheet.definition.code)),
        "units": Unit.objects.filter(request.viewer.units()).exclude(kind=Unit.Kind.SEAT).order_by("path"),
        "rest": _amount(sheet, sheet.rest),
        "difference": sheet.difference,
        "path": [
            {"label": _("Targets"), "url": reverse("targets:plans")},
            {"label": sheet.plan.name, "url": reverse("targets:workbench", args=[sheet.plan.uid])},
            {"label": _("Two totals at once")},
        ],
    }
    return render(request, "targets/margins.html", context, status=422 if refused else 200)


def _amount(sheet: Sheet, amount: int) -> str:
    return grouped(amount, sheet.measure.digits).removesuffix("." + "0" * sheet.measure.digits)


def _short(sheet: Sheet, amount: int) -> str:
    return short(amount / 10**sheet.measure.digits)


def _side(sheet: Sheet, side: str) -> dict:
    """What the template shows of one side's totals."""
    totals = [each for _at, each in sheet.shown[0 if side == "rows" else 1]]
    by_months = _("Months") if sheet.by == "months" else _("Product lines")
    return {
        "side": side,
        "title": _("Units") if side == "rows" else by_months,
        "totals": [
            {
                "key": each.key,
                "name": name_of(each.head),
                "before": _short(sheet, each.before),
                "stands": _amount(sheet, each.stands),
                "stays": _amount(sheet, each.stays) if each.stays else "",
                "value": each.text or _amount(sheet, each.asked),
                "error": _("This is not an amount: write it like 1,200,000 or 120万.") if each.error else "",
            }
            for each in totals
        ],
        "before": _short(sheet, sum(each.before for each in totals)),
        "stands": _amount(sheet, sum(each.stands for each in totals)),
        "asked": _amount(sheet, sum(each.asked for each in totals)),
    }


def _headline(sheet: Sheet) -> str:
    values = {"unit": sheet.unit.name, "difference": _amount(sheet, abs(sheet.difference))}
    lines = sheet.by == "lines"
    if sheet.difference > 0:
        lacking = (
            _("%(unit)s: both cannot hold yet, the product lines lack %(difference)s.")
            if lines
            else _("%(unit)s: both cannot hold yet, the months lack %(difference)s.")
        )
        return lacking % values
    if sheet.difference < 0:
        above = (
            _("%(unit)s: both cannot hold yet, the product lines have %(difference)s too much.")
            if lines
            else _("%(unit)s: both cannot hold yet, the months have %(difference)s too much.")
        )
        return above % values
    both = (
        _("%(unit)s: units and product lines add up to the same.")
        if lines
        else _("%(unit)s: units and months add up to the same.")
    )
    return both % values


def _table(sheet: Sheet, cells: np.ndarray, *, fitted_: bool) -> Table:
    """The cells with their sums, exactly."""
    rows, across = sheet.shown
    columns = [Column("unit", _("Unit"), "strong")]
    columns += [Column(each.key, name_of(each.head), "written") for _at, each in across]
    columns += [Column("rest", _("on no line"), "written")] if sheet.rest else []
    columns += [Column("year", _("Year"), "written")]
    rest = sheet.table.rest.tolist()
    told = [
        {
            "unit": name_of(row.head),
            "rest": _amount(sheet, rest[at]),
            "year": _amount(sheet, int(cells[at].sum()) + rest[at]),
        }
        | {each.key: _amount(sheet, int(cells[at, c])) for c, each in across}
        for at, row in rows
    ]
    totals = {"unit": _("Total"), "rest": _amount(sheet, sheet.rest)}
    totals |= {each.key: _amount(sheet, int(cells[:, c].sum())) for c, each in across}
    totals["year"] = _amount(sheet, int(cells.sum()) + sheet.rest)
    caption = _("As it would be") if fitted_ else _("As it stands")
    return Table(columns, told, caption, totals=totals if told else {}, ident="margins")
