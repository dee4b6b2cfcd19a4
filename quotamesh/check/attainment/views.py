"""Attainment of every node: by unit, person or product, as page and as export."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.base.shell.tables import Column, Table, sort_rows
from quotamesh.base.tables.export import table_response
from quotamesh.check.attainment import report
from quotamesh.check.attainment.figures import Line
from quotamesh.check.attainment.people import by_person
from quotamesh.check.attainment.queries import by_product, by_unit
from quotamesh.check.attainment.scope import Scope, scope_of
from quotamesh.check.attainment.showing import column_kind, shower, state_of
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
    scope, by = scope_of(request), request.GET.get("by", "unit")
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
        "export": scope.address() + f"&by={by}&format=",
    }
    return render(request, "attainment/attainment.html", context)


def headline(scope: Scope, found: list[Line]) -> str:
    """How many are on pace."""
    known = [line for line in found if line.figure.status != "none"]
    if not known:
        return _("Nothing of this indicator has a target in this period.")
    good = sum(line.figure.status == "green" for line in known)
    return _("%(good)d of %(all)d are on pace.") % {"good": good, "all": len(known)}


def table(request, scope: Scope, found: list[Line], by: str) -> Table:
    definition, kind = scope.definition, column_kind(scope.definition)
    more = {"currency": scope.company.currency} if kind == "money" else {}
    ratio = bool(definition.numerator)
    actual = Column(
        "actual", _("Actual"), "percent" if definition.measure == "share" else kind, sort=True, **more
    )
    columns = [
        Column("name", _("Name"), "strong", sort=True, link="url"),
        Column("code", _("Code"), sort=True),
        *([] if ratio else [Column("target", _("Target"), kind, sort=True, **more)]),
        actual,
        *(
            []
            if ratio
            else [
                Column(
                    "variance",
                    _("Deviation"),
                    "signed_money" if kind == "money" else "signed",
                    sort=True,
                    **more,
                ),
                Column("attainment", _("Attainment"), "percent", sort=True),
                Column("share", _("Expected share"), "percent"),
                Column("pace", _("Pace"), "percent", sort=True),
                Column("state", _("State"), "state"),
                Column("growth", _("On last year"), "signed_percent", sort=True),
            ]
        ),
    ]
    rows = [_row(scope, line, by) for line in found]
    order = request.GET.get("sort", "")
    return Table(columns=columns, rows=sort_rows(rows, columns, order), caption=_("Attainment"), order=order)


def _row(scope: Scope, line: Line, by: str) -> dict:
    figure, show = line.figure, shower(scope.definition)
    actual = show(figure.actual)
    if figure.base is not None:
        actual = (
            figure.ratio
            if scope.definition.measure == "share" or figure.ratio is None
            else round(figure.ratio)
        )
    changes = {"product": str(line.uid)} if by == "product" else {"unit": str(line.uid)}
    return {
        "name": line.name,
        "code": line.code,
        "depth": line.depth if by != "person" else 0,
        "url": scope.address(**changes) if by == "product" else f"/cockpit/{scope.address(**changes)}",
        "target": show(figure.target) if figure.target else None,
        "actual": actual,
        "variance": show(figure.variance) if figure.target else None,
        "attainment": figure.attainment,
        "share": figure.expected_share if figure.target else None,
        "pace": figure.pace,
        "state": state_of(figure),
        "growth": figure.growth,
    }
