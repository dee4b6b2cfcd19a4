"""驾驶舱 Cockpit: is the period safe, where not."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.base.shell.charts import PaceSeries
from quotamesh.base.shell.formats import percent, signed
from quotamesh.base.shell.tables import Column, Table, sort_rows
from quotamesh.base.tables.export import shown_table
from quotamesh.check.attainment.figures import Figure
from quotamesh.check.attainment.scope import Scope, scope_of
from quotamesh.check.attainment.showing import (
    cells_of,
    explained,
    level_words,
    ratio_words,
    shower,
    shown_as,
    state_of,
    value_parts,
    wanted_words,
    words,
)
from quotamesh.check.cockpit.queries import Cockpit, Row, cockpit

OF_AMOUNTS = ("bar", "pace", "growth", "course")  # columns that a ratio has nothing for


@require_GET
@login_required
def show(request):
    scope = scope_of(request)
    answer = cockpit(scope)
    units = table(request, answer)
    if file := shown_table(request, units, f"cockpit-{scope.definition.code}-{scope.span.period.label}"):
        return file
    context = {
        "scope": scope,
        "answer": answer,
        "headline": headline(answer),
        "cards": [card(scope, figure) for figure in answer.cards],
        "series": series(answer),
        "table": units,
        "path": [{"label": unit.name, "url": scope.address(unit=str(unit.uid))} for unit in answer.path[:-1]]
        + [{"label": scope.unit.name}],
    }
    return render(request, "cockpit/cockpit.html", context)


def headline(answer: Cockpit) -> str:
    """The answer in one or two sentences."""
    scope, figure = answer.scope, answer.main
    currency = scope.company.currency
    if not figure.wants:
        return _("There is no target in force for this period yet.")
    values = {
        "unit": scope.unit.name,
        "gap": percent(abs(figure.pace - 1)) if figure.pace is not None else "",
    }
    if figure.base is not None:
        return _stands_at(scope, figure)
    if figure.pace is None:
        return _("%(unit)s: the period has not begun.") % values
    if scope.span.over:
        told = _("%(unit)s reached %(share)s of the target.") % {
            **values,
            "share": percent(figure.attainment),
        }
    elif figure.pace >= 1:
        told = _("%(unit)s is %(gap)s ahead of pace.") % values
    else:
        told = _("%(unit)s is %(gap)s behind pace.") % values
    worst = answer.worst()
    if worst is None:
        return told
    lacking = words(worst.lacking, scope.definition, currency)
    more = _("%(name)s lacks most: %(lacking)s.") % {"name": worst.node.name, "lacking": lacking}
    return _("%(first)s %(second)s") % {"first": told, "second": more}


def _stands_at(scope: Scope, figure: Figure) -> str:
    """A ratio does not lag behind a calendar: it stands somewhere."""
    currency = scope.company.currency
    values = {"unit": scope.unit.name, "wanted": wanted_words(figure, currency)}
    if figure.ratio is None:
        return _("%(unit)s: %(wanted)s is wanted; there is nothing to measure it by yet.") % values
    values["actual"] = ratio_words(figure.ratio, scope.definition, currency)
    return _("%(unit)s stands at %(actual)s; %(wanted)s is wanted.") % values


def card(scope: Scope, figure) -> dict:
    definition = figure.definition
    value, unit = value_parts(figure, scope.company.currency)
    if figure.attainment is not None:
        note = _("%(share)s of %(target)s") % {
            "share": percent(figure.attainment),
            "target": wanted_words(figure, scope.company.currency),
        }
    elif figure.growth is not None:
        note = _("%(growth)s on last year") % {"growth": signed(figure.growth, percent)}
    else:
        note = ""
    note = " · ".join(filter(None, (note, level_words(figure, scope.company.currency))))
    return {
        "label": definition.name,
        "value": value,
        "unit": unit,
        "state": state_of(figure) if figure.wants else "",
        "note": note,
        "url": reverse("cockpit:show") + scope.address(indicator=definition.code),
        "definition": explained(scope, definition, definition.code),
    }


def series(answer: Cockpit) -> PaceSeries | None:
    course = answer.course
    if course is None:
        return None
    return PaceSeries(
        labels=course.labels,
        actual=course.actual,
        expected=course.expected,
        band=course.band,
        target=course.target or None,
        today=course.gone,
    )


def table(request, answer: Cockpit) -> Table:
    scope = answer.scope
    kind = shown_as(scope.definition)
    money = {"currency": scope.company.currency} if kind == "money" else {}
    kind = "short" if kind == "money" else kind
    columns = [
        Column("name", _("Unit"), "strong", sort=True, link="url"),
        Column("target", _("Target"), kind, sort=True, **money),
        Column("actual", _("Actual"), kind, sort=True, **money),
        Column("attainment", _("Attainment"), "percent", sort=True),
        Column("bar", _("Against target"), "bullet", wide=True),
        Column("pace", _("Pace"), "percent", sort=True),
        Column("state", _("State"), "state"),
        Column("growth", _("On last year"), "signed_percent", sort=True),
        Column("course", _("Course of the year"), "spark", phone=False),
    ]
    if scope.definition.numerator:
        columns = [column for column in columns if column.key not in OF_AMOUNTS]
    order = request.GET.get("sort", "")
    rows = sort_rows([row_values(scope, row) for row in answer.rows], columns, order)
    return Table(
        columns=columns,
        rows=[*rows, *own_lines(answer)],
        caption=_("Units below"),
        totals=totals(answer) if rows else {},
        order=order,
        ident="units",
        cards=True,
    )


def own_lines(answer: Cockpit) -> list[dict]:
    """What the unit itself holds back or has not placed: without it the parts would not make the whole."""
    show = shower(answer.scope.definition)
    kept = [(_("Held in reserve"), answer.kept_back), (_("Left to place"), answer.unplaced)]
    return [
        {"name": name, "target": show(amount), "state": ("none", _("own line"))}
        for name, amount in kept
        if amount
    ]


def totals(answer: Cockpit) -> dict:
    figure = answer.main
    return cells_of(figure) | {
        "name": answer.scope.unit.name,
        "attainment": figure.attainment,
        "pace": figure.pace,
        "state": state_of(figure),
        "growth": figure.growth,
    }


def row_values(scope: Scope, row: Row) -> dict:
    figure = row.figure
    begun = scope.span.months
    course = [
        amount for month, amount in zip(begun, row.course, strict=True) if month.start <= scope.span.as_of
    ]
    leads = {"unit": str(row.node.uid)}
    return cells_of(figure) | {
        "name": row.node.name,
        "url": scope.address(**leads),
        "attainment": figure.attainment,
        "bar": (figure.actual, figure.target, figure.expected, state_of(figure)) if figure.target else None,
        "pace": figure.pace,
        "state": state_of(figure),
        "growth": figure.growth,
        "course": course,
    }
