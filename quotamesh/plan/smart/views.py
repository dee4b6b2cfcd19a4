"""SMART 检查: may this plan come into force, and what stands in the way."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from quotamesh.base.shell.formats import percent, short, short_money
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.seen import seen
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.do.catalog.indicators import decimals
from quotamesh.do.catalog.own import definitions
from quotamesh.kernel.smart import LETTERS, Limits, Reason
from quotamesh.plan.calibration.actions import set_limits
from quotamesh.plan.calibration.errors import StaleLimits
from quotamesh.plan.calibration.limits import current
from quotamesh.plan.smart import actions, wording
from quotamesh.plan.smart.errors import DoubtsOpen, NotSmart, ObjectiveTwice
from quotamesh.plan.smart.forms import ForceForm, LimitsForm, ObjectiveForm
from quotamesh.plan.smart.models import Rhythm
from quotamesh.plan.smart.queries import Asked, Findings, findings
from quotamesh.plan.targets.access import may_manage
from quotamesh.plan.targets.finding import find_plan, managed_plan, refuse_reader
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.views.answers import page

SHOWN = 300


@page
def show(request, uid):
    return _show(request, find_plan(request.viewer, uid))


def _show(request, plan: Plan, *, force=None, objective=None, status: int = 200):
    found = findings(request.viewer, plan, request.today, request.company.fiscal_start)
    targets = table(found, request.company.currency)
    if file := shown_table(request, targets, f"smart-{plan.name}"):
        return file
    context = {
        "plan": plan,
        "found": found,
        "headline": wording.headline(found),
        "groups": [_group(group, found.limits) for group in found.groups],
        "table": targets,
        "passing": wording.passing(found.limits),
        "may_set": may_manage(request.viewer),
        "hidden": max(len(found.asked) - SHOWN, 0),
        "may_manage": may_manage(request.viewer) and plan.editable,
        "force_form": force or ForceForm(doubts=bool(found.doubts)),
        "objective_form": objective or ObjectiveForm(fiscal_year=plan.fiscal_year),
        "path": [
            {"label": _("Targets"), "url": reverse("targets:plans")},
            {"label": plan.name, "url": reverse("targets:workbench", args=[plan.uid])},
            {"label": "SMART"},
        ],
    }
    return render(request, "smart/smart.html", context, status=status)


def _group(group, limits: Limits) -> dict:
    return {
        "group": group,
        "letter": LETTERS[LETTER_OF[group.reason]],
        "badge": wording.STATES[group.grade],
        "word": wording.grade_word(group.grade),
        "what": wording.what(group.reason, limits),
        "repair": wording.repair(group.reason),
        "links": group.reason in (Reason.NO_OBJECTIVES, Reason.SERVES_NONE),
        "rhythm": group.reason == Reason.RARE_CHECKPOINTS,
    }


LETTER_OF = {
    Reason.NO_OWNER: 0, Reason.NO_LEADER: 0, Reason.NOT_DEFINED: 1, Reason.NEVER_MEASURED: 1,
    Reason.NOT_CALIBRATED: 2, Reason.OUT_OF_REACH: 2, Reason.HARD: 2, Reason.EASY: 2, Reason.NO_CHALLENGE: 2,
    Reason.NO_OBJECTIVES: 3, Reason.SERVES_NONE: 3, Reason.NO_PERIOD: 4, Reason.RARE_CHECKPOINTS: 4,
}  # fmt: skip


def table(found: Findings, currency: str) -> Table:
    names = wording.letter_names()
    letters = [Column(letter, name, "state") for letter, name in zip(LETTERS, names, strict=True)]
    columns = [
        Column("unit", _("Unit"), "strong"),
        Column("indicator", _("Indicator"), "text"),
        Column("year", _("Target"), "written"),
        Column("odds", _("Probability"), "written"),
        *letters,
    ]
    rows = [_row(found, place, currency) for place in range(min(len(found.asked), SHOWN))]
    return Table(columns=columns, rows=rows, caption=_("Targets and their letters"), ident="smart")


def _row(found: Findings, place: int, currency: str) -> dict:
    asked, odds = found.asked[place], found.probability[place]
    grades = found.report.grades[place].tolist()
    definition = definitions().get(asked.indicator)
    letters = {
        letter: (wording.STATES[grade], wording.grade_word(grade))
        for letter, grade in zip(LETTERS, grades, strict=True)
    }
    return {
        "unit": asked.unit.name,
        "indicator": definition.name if definition else asked.indicator,
        "year": amount(asked, currency),
        "odds": percent(float(odds)) if odds == odds else "",
        **letters,
    }


def amount(asked: Asked, currency: str) -> str:
    definition = definitions().get(asked.indicator)
    if definition is None or definition.measure != "money":
        digits = decimals(definition, currency) if definition else 0
        return short(asked.year / 10**digits)
    return short_money(asked.year, currency)


@require_POST
@page
def put_in_force(request, uid):
    plan = managed_plan(request.viewer, uid)
    form = ForceForm(request.POST)
    try:
        if not form.is_valid():
            return _show(request, plan, force=form, status=422)
        why = form.cleaned_data["why"]
        actions.put_in_force(request.actor, plan, company=request.company, today=request.today, why=why)
    except (NotSmart, DoubtsOpen) as error:
        form.add_error("why", wording.told(error))
        return _show(request, plan, force=form, status=422)
    done(request, _("“%(name)s” is in force.") % {"name": plan.name})
    return redirect("targets:plans")


@require_POST
@page
def link(request, uid):
    """All targets of the plan that serve none serve the objective from now on."""
    plan = managed_plan(request.viewer, uid)
    form = ObjectiveForm(request.POST, fiscal_year=plan.fiscal_year)
    if not form.is_valid():
        return _show(request, plan, objective=form, status=422)
    chosen = form.cleaned_data
    try:
        actions.serve(request.actor, plan, objective=chosen["objective"], name=chosen["name"])
    except ObjectiveTwice as error:
        form.add_error("name", wording.told(error))
        return _show(request, plan, objective=form, status=422)
    done(request, _("The targets serve the objective."))
    return redirect("smart:show", plan.uid)


@require_http_methods(["GET", "POST"])
@page
def limits(request):
    """Which probabilities pass, warn and fail: for who keeps the plans."""
    refuse_reader(request.viewer)
    now = current()
    form = LimitsForm(request.POST or None, initial=now.percents)
    if request.method == "POST" and form.is_valid():
        try:
            set_limits(request.actor, form.cleaned_data, seen=seen(request))
            done(request, _("Kept. Every check follows at once."))
            return redirect("smart:limits")
        except StaleLimits as error:
            form.add_error(None, wording.stale(error, LimitsForm))
    context = {
        "form": form,
        "seen": now.revision,
        "headline": wording.passing(now.limits),
        "path": [{"label": _("Targets"), "url": reverse("targets:plans")}, {"label": _("SMART limits")}],
    }
    return render(request, "smart/limits.html", context, status=422 if form.errors else 200)


@require_POST
@page
def rhythm(request, uid):
    plan = managed_plan(request.viewer, uid)
    every = request.POST.get("every", "")
    if every in Rhythm.Every.values:
        actions.set_rhythm(request.actor, plan, every)
    return redirect("smart:show", plan.uid)
