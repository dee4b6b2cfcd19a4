"""The form that divides a whole target, and how far the work is."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from quotamesh.base.jobs.actions import enqueue
from quotamesh.base.jobs.models import Job
from quotamesh.base.people.models import Unit
from quotamesh.base.shell.formats import grouped
from quotamesh.base.shell.notices import done
from quotamesh.plan.targets.access import visible_plans
from quotamesh.plan.targets.actions import split_plan
from quotamesh.plan.targets.errors import NotEditable
from quotamesh.plan.targets.finding import Measure, definition_of, managed_plan
from quotamesh.plan.targets.forms import SplitForm
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.views.answers import page
from quotamesh.plan.targets.wording import WORDED, notice, sentence

SEATS_AT_ONCE = 2_000


@require_http_methods(["GET", "POST"])
@page
def split(request, uid):
    plan = managed_plan(request.viewer, uid)
    if not plan.editable:
        messages.error(request, sentence(NotEditable(), request.company.currency))
        return redirect("targets:workbench", uid)
    form = SplitForm(
        request.POST or None,
        plan=plan,
        plans=visible_plans(request.viewer),
        company=request.company,
        initial=_initial(request, plan),
    )
    if request.method == "POST" and form.is_valid() and form.wants_rate:
        rate = {"indicator": form.cleaned_data["indicator"], "rate": form.cleaned_data["total"]}
        return redirect(reverse("targets:rates", args=[uid]) + f"?{urlencode(rate)}")
    if request.method == "POST" and form.is_valid():
        answer = _start(request, plan, form)
        if answer:
            return answer
    status = 422 if form.errors else 200
    context = {"plan": plan, "form": form, "has_rows": plan.rows.exists()}
    return render(request, "targets/split.html", context, status=status)


def _initial(request, plan: Plan) -> dict:
    """What the last split of the indicator was made from; a total in the address comes from a calibration."""
    code = request.GET.get("indicator") or "revenue"
    definition = definition_of(code)
    values = {"indicator": code, "product_level": plan.product_level}
    last = plan.settings.get(str(definition.key))
    if last:
        digits = Measure(definition, request.company).digits
        values |= {
            "total": _typed(last["total"], digits),
            "weights": last["weights"],
            "reserve": f"{last['reserve_bp'] / 100:g} %",
            "step": f"{last.get('step_bp', 0) / 100:g} %",
        }
    if request.GET.get("total"):
        values["total"] = request.GET["total"][:100]
    return values


def _typed(amount: int, digits: int) -> str:
    """As a person would type it: with separators, decimals only where there are any."""
    text = grouped(amount, digits)
    return text.removesuffix("." + "0" * digits)


def _start(request, plan: Plan, form: SplitForm):
    """Small organisations at once, large ones as a job; None when it was refused and the form tells why."""
    values = form.cleaned_data
    how = {
        "total": values["total"],
        "weights": values["weights"],
        "reserve_bp": values["reserve"],
        "product_level": values["product_level"],
        "step_bp": values["step"],
    }
    if Unit.objects.filter(kind=Unit.Kind.SEAT).count() > SEATS_AT_ONCE:
        parameters = {"plan": str(plan.uid), "indicator": values["indicator"], **how}
        label = _("Split %(name)s") % {"name": plan.name}
        job = enqueue(request.actor, "split", label, parameters, language=get_language())
        return redirect("targets:splitting", plan.uid, job.uid)
    try:
        notices = split_plan(request.actor, plan, definition_of(values["indicator"]).key, **how)
    except WORDED as error:
        form.add_error(None, sentence(error, request.company.currency))
        return None
    _tell(request, [notice(each) for each in notices])
    return redirect("targets:workbench", plan.uid)


def _tell(request, notices: list[str]) -> None:
    done(request, _("The target is split; the parts add up to the total."))
    for text in notices:
        messages.info(request, text)


@require_GET
@page
def splitting(request, uid, job):
    """How far the split is; the page comes anew when the work has ended."""
    plan = managed_plan(request.viewer, uid)
    found = Job.objects.filter(uid=job, kind="split", owner_id=request.user.pk).first()
    if found is None or found.parameters.get("plan") != str(plan.uid):
        raise Http404
    if found.state == Job.State.DONE and "refused" not in found.result:
        _tell(request, found.result.get("notices", []))
        return redirect("targets:workbench", plan.uid)
    context = {"plan": plan, "job": found, "refused": found.result.get("refused")}
    return render(request, "targets/splitting.html", context)
