"""The answer while a slider moves: small, and from draws that are kept."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_GET

from quotamesh.plan.calibration.queries import run_of, what_if
from quotamesh.plan.calibration.sliders import read_sliders
from quotamesh.plan.calibration.views.answers import whole
from quotamesh.plan.calibration.views.show import answer_context
from quotamesh.plan.calibration.words import headline


@require_GET
@login_required
def answer(request, uid):
    calibration = whole(request, uid)
    run = run_of(calibration)
    moves, intent = read_sliders(request.GET, run)
    result = what_if(run, calibration.seed, moves, intent)
    sureness, currency = run.inputs["sureness"], request.company.currency
    context = answer_context(result, currency, sureness) | {"moved": headline(result, currency, sureness)}
    return render(request, "calibration/parts/answer.html", context)
