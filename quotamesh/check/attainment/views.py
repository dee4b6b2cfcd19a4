"""Attainment of every node: by unit, person or product, as page and as export."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.base.people.models import Unit
from quotamesh.base.shell import formats
from quotamesh.base.shell.tables import Column, Table, sort_rows
from quotamesh.base.tables.export import table_response
from quotamesh.check.attainment import report
from quotamesh.check.attainment.figures import Line
from quotamesh.check.attainment.people import by_person
from quotamesh.check.attainment.queries import by_product, by_unit
from quotamesh.check.attainment.scope import Scope, scope_of
from quotamesh.check.attainment.showing import cells_of, level_words, shown_as, state_of
from quotamesh.do.catalog.queries import grouped, offered

WAYS = ("unit", "person", "product")


def lines_of(scope: Scope, by: str) -> list[Line]:
    code = scope.definition.code
    if by == "product":
        return by_product(scope.viewer, scope.span, code, scope.unit)
    return (by_person if by == "person" else by_unit)(scope.viewer, scope.span, code)


@require_GET
@login_required
def show(request):
    scope = scope_of(request)
    by = request.GET.get("by") or usual_way(scope)
    if by not in WAYS:
        raise Http404(by)
    found = lines_of(scope, by)
    form = request.GET.get("format")
    if form:
        rows = [report.values(line, scope.company.currency) for line in found]
        name = f"attainment-{scope.definition.code}-{scope.span.period.label}-by-{by}"
        return table_response(name, report.COLUMNS, rows, form)
    context = {
        "scope": scope,
        "by": by,
        "headline": headline(scope, found),
        "tabs": [
            {"label": label, "url": scope.address() + f"&by={way}", "active": way == by}
            for way, label in zip(WAYS, (_("By unit"), _("By person"), _("By product")), strict=True)
        ],
        "indicators": grouped(
            offered(lambda each: each.target or bool(each.numerator), keep=scope.definition.code)
        ),
        "table": table(request, scope, found, by),
        "may_import": request.viewer.can("import"),
        "export": scope.address() + f"&by={by}&format=",
    }
    return render(request, "attainment/attainment.html", context)


def usual_way(scope: Scope) -> str:
    """By unit, but by person where a seat is looked at, as who sells does: no unit stands below it."""
    return "person" if scope.unit.kind == Unit.Kind.SEAT else "unit"


def headline(scope: Scope, found: list[Line]) -> str:
    """How many are on pace."""
    known = [line for line in found if line.figure.status != "none"]
    if not known:
        return _("Nothing of this indicator has a target in this period.")
    if len(known) == 1:
        return _of_one(known[0])
    good = sum(line.figure.status == "green" for line in known)
    return _("%(good)d of %(all)d are on pace.") % {"good": good, "all": len(known)}


def _of_one(line: Line) -> str:
    words = {
        "green": _("%(name)s is on pace: %(share)s of the target."),
        "yellow": _("%(name)s is a little behind pace: %(share)s of the target."),
        "red": _("%(name)s is behind pace: %(share)s of the target."),
    }
    return words[line.figure.status] % {"name": line.name, "share": formats.percent(line.figure.attainment)}


def table(request, scope: Scope, found: list[Line], by: str) -> Table:
    rows = [_row(scope, line, by) for line in found]
    columns = columns_of(scope, levels=any(line.figure.levels for line in found))
    order = request.GET.get("sort", "")
    return Table(columns=columns, rows=sort_rows(rows, columns, order), caption=_("Attainment"), order=order)


def columns_of(scope: Scope, *, levels: bool) -> list[Column]:
    """A ratio has a target where its two parts have theirs; its deviation is in points of the ratio itself."""
    shown = shown_as(scope.definition)
    more = {"currency": scope.company.currency} if shown == "money" else {}
    change = {"number": "signed", "percent": "signed_points"}.get(shown, f"signed_{shown}")
    columns = [
        Column("name", _("Name"), "strong", sort=True, link="url"),
        Column("code", _("Code"), sort=True, phone=False),
        Column("target", _("Target"), shown, sort=True, **more),
        Column("actual", _("Actual"), shown, sort=True, **more),
        Column("variance", _("Deviation"), change, sort=True, **more),
        Column("attainment", _("Attainment"), "percent", sort=True),
        Column("share", _("Expected share"), "percent"),
        Column("pace", _("Pace"), "percent", sort=True),
        Column("state", _("State"), "state"),
        Column("growth", _("On last year"), "signed_percent", sort=True),
    ]
    if scope.definition.numerator:
        return [column for column in columns if column.key not in ("share", "growth")]
    return [*columns, Column("level", _("Level"))] if levels else columns


def _row(scope: Scope, line: Line, by: str) -> dict:
    figure = line.figure
    changes = {"product": str(line.uid)} if by == "product" else {"unit": str(line.uid)}
    return cells_of(figure) | {
        "name": line.name,
        "code": line.code,
        "depth": line.depth if by != "person" else 0,
        "url": scope.address(**changes) if by == "product" else f"/cockpit/{scope.address(**changes)}",
        "attainment": figure.attainment,
        "share": figure.expected_share if figure.target else None,
        "pace": figure.pace,
        "state": state_of(figure),
        "growth": figure.growth,
        "level": level_words(figure, scope.company.currency),
    }
