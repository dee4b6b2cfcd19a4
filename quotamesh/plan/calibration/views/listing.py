"""The list of calibrations: what was wished, and how likely it is."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.base.shell.periods import year_name
from quotamesh.base.shell.tables import Column, Table, sort_rows
from quotamesh.base.tables.export import shown_table
from quotamesh.plan.calibration.access import PLANNERS, sees_whole, visible_calibrations
from quotamesh.plan.calibration.models import Calibration, Run
from quotamesh.plan.calibration.queries import latest_runs
from quotamesh.plan.calibration.words import DIMENSION_NAMES, VERDICTS, amount, chance


@require_GET
@login_required
def calibrations(request):
    found = list(visible_calibrations(request.viewer))
    runs = latest_runs(found)
    table = _table(request, found, runs)
    export = shown_table(request, table, _("Calibrations"))
    if export:
        return export
    context = {
        "headline": headline(request, found, runs),
        "table": table,
        "found": found,
        "may_plan": request.viewer.can(PLANNERS),
    }
    return render(request, "calibration/calibrations.html", context)


def headline(request, found: list[Calibration], runs: dict[int, Run]) -> str:
    shown = next((each for each in found if sees_whole(request.viewer, each) and each.pk in runs), None)
    if shown is None:
        return _("What can we promise, what binds us, and how likely is the wish?")
    result, currency = runs[shown.pk].result, request.company.currency
    return _("%(year)s: %(commit)s can be promised; the wish of %(wish)s has a chance of %(chance)s.") % {
        "year": year_name(shown.fiscal_year),
        "commit": amount(result["commit"], currency),
        "wish": amount(result["intent"], currency),
        "chance": chance(result["probability"]),
    }


def _table(request, found: list[Calibration], runs: dict[int, Run]) -> Table:
    money = {"currency": request.company.currency, "sort": True}
    columns = [
        Column("name", _("Calibration"), "strong", sort=True, link="url"),
        Column("year", _("Fiscal year"), sort=True),
        Column("scope", _("For"), wide=True),
        Column("intent", _("Strategic wish"), "short", **money),
        Column("probability", _("Probability"), "percent", sort=True, digits=0),
        Column("verdict", _("Verdict"), "state"),
        Column("commit", _("Can be promised"), "short", **money),
        Column("binds", _("Binds")),
        Column("as_of", _("As of"), "date", sort=True),
    ]
    rows = [_row(request, each, runs[each.pk]) for each in found if each.pk in runs]
    order = request.GET.get("sort", "")
    return Table(
        columns,
        sort_rows(rows, columns, order),
        _("Calibrations"),
        order=order,
        ident="calibrations",
        cards=True,
    )


def _row(request, each: Calibration, run: Run) -> dict:
    product = each.product.name if each.product.parent_id else _("All products")
    row = {
        "name": each.name,
        "url": reverse("calibration:show", args=[each.uid]),
        "year": year_name(each.fiscal_year),
        "scope": f"{each.unit.name} · {product}",
        "as_of": run.as_of,
    }
    if not sees_whole(request.viewer, each):
        return (
            row | dict.fromkeys(("intent", "probability", "commit"), None) | {"verdict": "none", "binds": ""}
        )
    result = run.result
    return row | {
        "intent": run.intent,
        "probability": result["probability"],
        "verdict": VERDICTS[result["verdict"]],
        "commit": result["commit"],
        "binds": DIMENSION_NAMES[result["binds"]],
    }
