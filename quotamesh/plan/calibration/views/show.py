"""The result: what can we promise, what binds us, how likely is the wish, what would it take."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.base.shell.tables import Table
from quotamesh.base.tables.export import shown_table
from quotamesh.plan.calibration.access import may_change, sees_whole
from quotamesh.plan.calibration.models import Calibration, Run
from quotamesh.plan.calibration.pictures import (
    curve_of,
    method_strips,
    ramp_curve,
    range_strips_of,
    swing_strips,
)
from quotamesh.plan.calibration.queries import find_run, state_for
from quotamesh.plan.calibration.since import news_of
from quotamesh.plan.calibration.sliders import sliders_of
from quotamesh.plan.calibration.tables import lever_table, unit_table
from quotamesh.plan.calibration.units import Row, person_rows, unit_rows
from quotamesh.plan.calibration.views.answers import units_above_seats
from quotamesh.plan.calibration.words import (
    VERDICTS,
    amount,
    best_lever,
    binding_words,
    chance,
    headline,
    news_words,
    notice_words,
)


@require_GET
@login_required
def show(request, uid):
    run = find_run(request.viewer, uid, request.today, _number(request))
    calibration = run.calibration
    rows = unit_rows(request.viewer, calibration, state_for(run, calibration.seed))
    table = unit_table(calibration, rows, request.company.currency, request.GET.get("sort", ""))
    export = shown_table(request, table, calibration.name)
    if export:
        return export
    if not sees_whole(request.viewer, calibration):
        return _branch(request, calibration, run, rows, table)
    runs = list(Run.objects.filter(calibration=calibration).defer("basis", "inputs"))
    context = page_of(run, request.company.currency) | {
        "calibration": calibration,
        "run": run,
        "latest": run.number == runs[0].number,
        "news": [news_words(each) for each in news_of(run, request.company, request.today)],
        "runs": runs,
        "units": table,
        "may_change": may_change(request.viewer, calibration),
        "sliders": sliders_of(run, request.company.currency),
    }
    return render(request, "calibration/show.html", context)


def _number(request) -> int | None:
    text = request.GET.get("run", "")
    if text and not (text.isascii() and text.isdecimal() and len(text) < 7):
        raise Http404(text)
    return int(text) if text else None


def page_of(run: Run, currency: str) -> dict[str, Any]:
    """A run in words and pictures."""
    result, inputs = run.result, run.inputs
    return answer_context(result, currency, inputs["sureness"]) | {
        "headline": headline(result, currency, inputs["sureness"]),
        "takes": best_lever(result, inputs["sureness"]["wanted"], currency),
        "levers": lever_table(result, inputs["sureness"]["wanted"]),
        "swings": swing_strips(result, inputs, currency),
        "methods": method_strips(result, inputs["weights"], currency),
        "combined": result["combined"],
        "ramp": ramp_curve(run.basis),
        "newcomers": run.basis["newcomers"],
        "stay": run.basis["stay"] if inputs["stay"] is None else inputs["stay"],
        "told": [notice_words(code, value) for code, value in result["notices"]],
        "currency": currency,
    }


def answer_context(result: dict[str, Any], currency: str, sureness: dict[str, float]) -> dict[str, Any]:
    """What the sliders change: figures, curve and ranges."""
    state, word = VERDICTS[result["verdict"]]
    return {
        "result": result,
        "sureness": sureness,
        "chance": chance(result["probability"]),
        "verdict": state,
        "verdict_word": word,
        "binding": binding_words(result),
        "gap": result["intent"] - result["target"],
        "curve": curve_of(result, currency),
        "ranges": range_strips_of(result, currency),
        "marks": (result["intent"],),
        "currency": currency,
    }


def _branch(request, calibration: Calibration, run: Run, rows: list[Row], table: Table):
    """Those who lead a part of it see that part: what their units can reach, nothing of the whole."""
    words = _("None of your units sells in this calibration.")
    if rows:
        top = rows[0]
        values = {"name": top.name, "middle": amount(top.middle, request.company.currency)}
        words = _("%(name)s reaches %(middle)s with even chances.") % values
        if top.probability is not None:
            words += " " + _("Its target has a chance of %(chance)s.") % {"chance": chance(top.probability)}
    context = {"calibration": calibration, "run": run, "headline": words, "units": table}
    return render(request, "calibration/branch.html", context)


@require_GET
@login_required
def people(request, uid, code):
    """The people of a unit, each with a range of their own."""
    run = find_run(request.viewer, uid, request.today)
    calibration = run.calibration
    unit = next((u for u in units_above_seats(request.viewer) if u.code == code), None)
    if unit is None or not unit.path.startswith(calibration.unit.path):
        raise Http404(code)
    rows = person_rows(request.viewer, calibration, run, unit)
    table = unit_table(calibration, rows, request.company.currency, request.GET.get("sort", ""), people=True)
    export = shown_table(request, table, f"{calibration.name} {unit.name}")
    if export:
        return export
    behind = sum(row.probability is not None and row.probability < 0.35 for row in rows)
    context = {
        "calibration": calibration,
        "run": run,
        "unit": unit,
        "units": table,
        "behind": behind,
        "rows": rows,
    }
    return render(request, "calibration/people.html", context)
