"""Making a calibration, changing its inputs, computing it anew, and what follows from it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from quotamesh.base.shell.notices import done
from quotamesh.base.shell.periods import year_name
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.calibration import actions
from quotamesh.plan.calibration.access import may_calibrate
from quotamesh.plan.calibration.forms import HeadForm, Sheet
from quotamesh.plan.calibration.models import Calibration
from quotamesh.plan.calibration.queries import run_of
from quotamesh.plan.calibration.reading import MONEY, typed_one
from quotamesh.plan.calibration.views.answers import (
    INDICATOR,
    REFUSED,
    all_products,
    changeable,
    digits_of,
    planner_only,
    units_above_seats,
)
from quotamesh.plan.calibration.words import sentence
from quotamesh.plan.targets.access import may_manage
from quotamesh.plan.targets.actions import create_plan
from quotamesh.plan.targets.errors import NameTaken

LEVELS = ("commit", "target", "stretch")


@require_http_methods(["GET", "POST"])
@login_required
def create(request):
    planner_only(request)
    units, products = units_above_seats(request.viewer), all_products()
    next_year = FiscalCalendar(request.company.fiscal_start).fiscal_year(request.today) + 1
    head = HeadForm(request.POST or None, units=units, products=products, initial={"fiscal_year": next_year})
    sheet = Sheet(digits_of(request), request.POST or None)
    if request.method == "POST" and all([head.is_valid(), sheet.is_valid()]):
        made = _make(request, head, sheet, units, products)
        if made:
            done(request, _("“%(name)s” is calculated.") % {"name": made.name})
            return redirect("calibration:show", made.uid)
    return _page(request, head, sheet, None)


def _make(request, head: HeadForm, sheet: Sheet, units, products) -> Calibration | None:
    values = head.cleaned_data
    unit = next(each for each in units if each.code == values["unit"])
    product = next(each for each in products if each.code == values["product"])
    if not may_calibrate(request.viewer, unit):
        raise PermissionDenied
    wanted = actions.Wanted(
        values["name"],
        values["fiscal_year"],
        unit,
        product,
        KEYS[INDICATOR],
        sheet.wish.cleaned_data["intent"],
        sheet.inputs(),
    )
    try:
        return actions.create_calibration(request.actor, request.company, wanted, request.today)
    except REFUSED as error:
        head.add_error(None, sentence(error, request.company.currency))
        return None


@require_http_methods(["GET", "POST"])
@login_required
def change(request, uid):
    calibration = changeable(request, uid)
    given = {"inputs": calibration.inputs, "intent": calibration.intent, "seen": calibration.revision}
    sheet = Sheet(digits_of(request), request.POST or None, **given)
    if request.method == "POST" and sheet.is_valid():
        try:
            actions.change_inputs(
                request.actor,
                request.company,
                calibration,
                intent=sheet.wish.cleaned_data["intent"],
                inputs=sheet.inputs(),
                seen=sheet.wish.cleaned_data["seen"] or 0,
                as_of=request.today,
            )
        except REFUSED as error:
            sheet.wish.add_error(None, sentence(error, request.company.currency))
        else:
            done(request, _("Calculated anew; the result before stays readable."))
            return redirect("calibration:show", uid)
    return _page(request, None, sheet, calibration)


def _page(request, head: HeadForm | None, sheet: Sheet, calibration: Calibration | None):
    wrong = request.method == "POST"
    context = {"head": head, "sheet": sheet, "calibration": calibration, "currency": request.company.currency}
    return render(request, "calibration/inputs.html", context, status=422 if wrong else 200)


@require_POST
@login_required
def compute(request, uid):
    calibration = changeable(request, uid)
    try:
        actions.compute_anew(request.actor, request.company, calibration, request.today)
    except REFUSED as error:
        messages.error(request, sentence(error, request.company.currency))
    else:
        done(request, _("Calculated anew; the result before stays readable."))
    return redirect("calibration:show", uid)


@require_POST
@login_required
def discard(request, uid):
    calibration = changeable(request, uid)
    actions.discard_calibration(request.actor, calibration)
    done(request, _("“%(name)s” is gone.") % {"name": calibration.name})
    return redirect("calibration:list")


@require_POST
@login_required
def to_plan(request, uid):
    """A new scenario; its split begins with the amount that was chosen."""
    calibration = changeable(request, uid)
    if not may_manage(request.viewer):
        raise PermissionDenied
    level = request.POST.get("level", "target")
    result = run_of(calibration).result
    amount = result[level] if level in LEVELS else result["intent"]
    name = f"{calibration.name} · {year_name(calibration.fiscal_year)}"[:100]
    try:
        plan = create_plan(request.actor, name=name, fiscal_year=calibration.fiscal_year)
    except NameTaken:
        messages.error(request, _("A plan was made from this already: “%(name)s”.") % {"name": name})
        return redirect("calibration:show", uid)
    done(request, _("“%(name)s” is made. Now divide it.") % {"name": plan.name})
    total = typed_one(amount, MONEY, digits_of(request))
    return redirect(reverse("targets:split", args=[plan.uid]) + "?" + urlencode({"total": total}))
