"""指标 Indicators: each with its one definition, the company's own among them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quotamesh.base.shell.notices import done
from quotamesh.base.shell.seen import seen
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.do.catalog import define
from quotamesh.do.catalog.definition import Definition, Group
from quotamesh.do.catalog.forms import HINTS, IndicatorForm
from quotamesh.do.catalog.models import Indicator
from quotamesh.do.catalog.own import definitions
from quotamesh.do.catalog.own_rules import Wanted
from quotamesh.do.catalog.refusals import BadIndicator, StaleIndicator
from quotamesh.do.catalog.standing import standing_on
from quotamesh.do.catalog.telling import formula, row_of, source

RIGHT = "catalog"


@require_GET
@login_required
def indicators(request):
    """Every indicator with its one definition."""
    asked = {"group": request.GET.get("group", ""), "whose": request.GET.get("whose", "")}
    text = request.GET.get("text", "").strip()[:60]
    found = [each for each in definitions().values() if _wanted(each, text=text, **asked)]
    table = _table(found)
    context = {
        "table": table,
        "groups": Group.choices,
        "text": text,
        "may": request.viewer.can(RIGHT),
        "headline": _headline(),
        **asked,
    }
    return shown_table(request, table, "indicators") or render(request, "catalog/indicators.html", context)


def _wanted(each: Definition, group: str, whose: str, text: str) -> bool:
    searched = f"{each.name} {each.code} {each.meaning}".lower()
    return (
        (not group or each.group == group)
        and (not whose or each.own == (whose == "own"))
        and text.lower() in searched
    )


def _headline() -> str:
    known = list(definitions().values())
    own = sum(each.own for each in known)
    words = ngettext("%(own)d of %(count)d is your own.", "%(own)d of %(count)d are your own.", own)
    told = words % {"own": own, "count": len(known)} if own else ""
    return f"{_('Each is defined once, here; every page, export and program uses this definition.')} {told}".strip()


def _table(found: list[Definition]) -> Table:
    columns = [
        Column("name", _("Indicator"), "strong", link="url"),
        Column("whose", _("Whose"), "state"),
        Column("group", _("Group")),
        Column("meaning", _("What it means"), "prose"),
        Column("source", _("Where it comes from"), phone=False),
        Column("kind", _("How it adds up"), phone=False),
        Column("target", _("Can bear a target")),
        Column("code", _("Code"), phone=False),
    ]
    rows = [row_of(each) | {"url": reverse("catalog:indicator", args=[each.code])} for each in found]
    for row in rows:
        row["kind"] = f"{row['way']} · {row['measure']}"
    return Table(columns, rows, _("Indicators"), ident="indicators", cards=True)


@require_http_methods(["GET", "POST"])
@login_required
def make(request):
    """A new own indicator."""
    _refuse_without_right(request)
    form = IndicatorForm(request.POST if request.method == "POST" else None, initial={"measure": "count"})
    if request.method == "POST" and form.is_valid():
        try:
            row = define.define_indicator(request.actor, Wanted(**form.cleaned_data))
        except BadIndicator as error:
            form.add_error(error.field if error.field in form.fields else None, error.words())
        else:
            done(request, _("“%(name)s” can be recorded and planned from now on.") % {"name": _name(row)})
            return redirect("catalog:indicator", row.code)
    context = {"form": form, "hints": HINTS.values()}
    return render(request, "catalog/own_indicator.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
def indicator(request, code: str):
    """One definition; the company's own can be changed here."""
    definition = definitions().get(code)
    if definition is None:
        raise Http404(code)
    may = request.viewer.can(RIGHT)
    if request.method == "POST" and not (may and definition.own):
        raise PermissionDenied
    row = _row(code) if may and definition.own else None
    standing = standing_on(row.pk) if row else []
    form = _form(request, row, fixed=bool(standing)) if row else None
    if request.method == "POST" and form.is_valid() and _changed(request, code, form):
        return redirect("catalog:indicator", code)
    context = {
        "definition": definition,
        "row": row,
        "form": form,
        "told": row_of(definition),
        "source": source(definition),
        "standing": ", ".join(standing),
        "parts": [
            definitions()[part] for part in (definition.numerator, definition.denominator) if part
        ],
        "ratios": [
            (each, formula(each)) for each in definitions().values() if code in (each.numerator, each.denominator)
        ],
        "hints": HINTS.values(),
    }  # fmt: skip
    return render(request, "catalog/indicator.html", context, status=422 if form and form.errors else 200)


def _row(code: str) -> Indicator:
    return Indicator.objects.select_related("numerator", "denominator").get(code=code)


def _form(request, row: Indicator, *, fixed: bool) -> IndicatorForm:
    initial = vars(define.wanted_of(row))
    keep = tuple(part.code for part in (row.numerator, row.denominator) if part)
    sent = request.POST if request.method == "POST" else None
    return IndicatorForm(sent, initial=initial, made=True, fixed=fixed, keep=keep)


def _changed(request, code: str, form: IndicatorForm) -> bool:
    try:
        row = define.change_indicator(request.actor, code, seen=seen(request), **form.cleaned_data)
    except BadIndicator as error:
        form.add_error(error.field if error.field in form.fields else None, error.words())
    except StaleIndicator as error:
        form.add_error(None, error.words())
    else:
        done(request, _("“%(name)s” is changed.") % {"name": _name(row)})
        return True
    return False


@require_POST
@login_required
def hide(request, code: str):
    return _set(
        request, code, define.hide_indicator, _("“%(name)s” is offered no more; what stands on it stays.")
    )


@require_POST
@login_required
def show(request, code: str):
    return _set(request, code, define.show_indicator, _("“%(name)s” is offered again."))


def _set(request, code: str, action, told: str):
    _refuse_without_right(request)
    if code not in definitions():
        raise Http404(code)
    try:
        row = action(request.actor, code)
    except BadIndicator as error:
        messages.error(request, error.words())
    else:
        undo = reverse("catalog:show" if row.hidden else "catalog:hide", args=[code])
        done(request, told % {"name": _name(row)}, undo=undo)
    return redirect("catalog:indicator", code)


def _refuse_without_right(request) -> None:
    if not request.viewer.can(RIGHT):
        raise PermissionDenied


def _name(row: Indicator) -> str:
    return str(definitions()[row.code].name)
