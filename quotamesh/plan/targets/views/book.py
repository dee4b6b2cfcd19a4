"""The split sheet out to Excel and back."""

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from quotamesh.base.shell.notices import done
from quotamesh.base.shell.tables import Column, Table
from quotamesh.plan.targets import requests
from quotamesh.plan.targets.errors import NotEditable
from quotamesh.plan.targets.finding import Measure, definition_of, find_plan, find_unit
from quotamesh.plan.targets.schemas import ChangeIn, EditIn
from quotamesh.plan.targets.views.answers import page
from quotamesh.plan.targets.wording import WORDED, sentence
from quotamesh.plan.targets.workbook import workbook
from quotamesh.plan.targets.workbook_in import MOST_CHANGES, Changed, NotASplitSheet, Reading, read_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SALT = "targets.book"
SHOWN = 200


@require_GET
@page
def book(request, uid):
    plan = find_plan(request.viewer, uid)
    definition = definition_of(request.GET.get("indicator"))
    top = find_unit(request.viewer, request.GET.get("unit"))
    data = workbook(request.viewer, request.company, plan, definition, top, timezone.now())
    name = (
        f"{_('Split of sales targets')}-FY{plan.fiscal_year}-{plan.name}-v{plan.version}.{plan.revision}.xlsx"
    )
    headers = {"Content-Disposition": content_disposition_header(True, name.replace("/", "-"))}
    return HttpResponse(data, content_type=XLSX, headers=headers)


@require_http_methods(["GET", "POST"])
@page
def book_in(request, uid):
    """A changed sheet: first what would change, then all of it or nothing."""
    plan = find_plan(request.viewer, uid)
    if not plan.editable:
        messages.error(request, sentence(NotEditable(), request.company.currency))
        return redirect("targets:workbench", uid)
    definition = definition_of(request.POST.get("indicator") or request.GET.get("indicator"))
    context = {"plan": plan, "definition": definition}
    if "changes" in request.POST:
        return _apply(request, plan, definition, context)
    if request.FILES:
        measure = Measure(definition, request.company)
        try:
            reading = read_workbook(request.FILES["book"].read(), plan, measure.digits)
        except NotASplitSheet as error:
            context["refused"] = error.reason
        else:
            context |= _preview(reading, measure)
    return render(request, "targets/book.html", context, status=422 if context.get("refused") else 200)


def _preview(reading: Reading, measure: Measure) -> dict:
    changes = reading.changes
    ready = changes and not reading.problems and len(changes) <= MOST_CHANGES
    return {
        "reading": reading,
        "problems": reading.problems[:SHOWN],
        "table": _table(changes[:SHOWN], measure),
        "more": max(0, len(changes) - SHOWN),
        "too_many": len(changes) > MOST_CHANGES,
        "most": MOST_CHANGES,
        "sum": sum(change.difference for change in changes),
        "currency": measure.currency,
        "sealed": _sealed(changes) if ready else "",
    }


def _sealed(changes: list[Changed]) -> str:
    """What was shown is what will be done: it comes back signed."""
    values = [change.as_change().model_dump(exclude_none=True) for change in changes]
    return signing.dumps(values, salt=SALT, compress=True)


def _table(changes: list[Changed], measure: Measure) -> Table:
    scale = 1 if measure.currency else 10**measure.digits
    kind, more = ("money", {"currency": measure.currency}) if measure.currency else ("number", {})
    columns = [
        Column("cell", _("Cell")),
        Column("unit", _("Unit")),
        Column("product", _("Product")),
        Column("before", _("Before"), kind, **more),
        Column("after", _("After"), kind, **more),
        Column("difference", _("Difference"), f"signed_{kind}" if measure.currency else "signed", **more),
    ]
    rows = [
        {
            "cell": change.cell,
            "unit": change.unit,
            "product": change.product,
            **{
                name: getattr(change, name) / scale if scale > 1 else getattr(change, name)
                for name in AMOUNTS
            },
        }
        for change in changes
    ]
    return Table(columns, rows, _("Changes"), ident="changes", cards=True)


AMOUNTS = ("before", "after", "difference")


def _apply(request, plan, definition, context: dict):
    try:
        values = signing.loads(request.POST["changes"], salt=SALT, max_age=24 * 3600)
    except signing.BadSignature:
        context["refused"] = _("The preview has expired: choose the file again.")
        return render(request, "targets/book.html", context, status=422)
    changes = [ChangeIn.model_construct(**{**DEFAULTS, **value}) for value in values]
    wanted = EditIn.model_construct(indicator=definition.code, changes=changes)
    try:
        requests.edit(request.viewer, request.actor, request.company, plan, wanted)
    except WORDED as error:
        at = getattr(error, "at", None)
        where = f"{changes[at].unit}: " if at is not None else ""
        context["refused"] = where + sentence(error, request.company.currency)
        return render(request, "targets/book.html", context, status=409)
    text = ngettext(
        "%(count)d amount changed in one step.", "%(count)d amounts changed in one step.", len(changes)
    )
    done(request, text % {"count": len(changes)})
    return redirect("targets:workbench", plan.uid)


DEFAULTS = {name: each.default for name, each in ChangeIn.model_fields.items()}
