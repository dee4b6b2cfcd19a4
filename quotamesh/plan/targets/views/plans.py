"""The list of plans, and their life: made, proposed, put in force, discarded."""

from collections import Counter

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from quotamesh.base.shell.formats import local_date, short_money, symbol
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.periods import year_name
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.targets import actions
from quotamesh.plan.targets.access import may_manage, visible_plans
from quotamesh.plan.targets.finding import find_unit, managed_plan, refuse_reader
from quotamesh.plan.targets.forms import PlanForm
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.queries import yearly_totals
from quotamesh.plan.targets.views.answers import page, verb

SIGNS = {"scenario": "○", "draft": "◐", "in_force": "●", "superseded": "◌"}


@require_GET
@page
def plans(request):
    return _list(request)


def _list(request, form: PlanForm | None = None, status: int = 200):
    found = list(visible_plans(request.viewer))
    home = find_unit(request.viewer, None)
    totals = yearly_totals(found, KEYS["revenue"], home)
    context = {
        "headline": headline(request, found, totals),
        "rows": [
            {
                "plan": plan,
                "total": totals.get(plan.pk),
                "sign": SIGNS[plan.state],
            }
            for plan in found
        ],
        "home": home,
        "may_manage": may_manage(request.viewer),
        "currency": request.company.currency,
        "form": form or _form(request),
        "form_open": form is not None,
    }
    return render(request, "targets/plans.html", context, status=status)


def _form(request, data=None) -> PlanForm:
    this_year = FiscalCalendar(request.company.fiscal_start).fiscal_year(request.today)
    return PlanForm(data, plans=visible_plans(request.viewer), initial={"fiscal_year": this_year})


def headline(request, found: list[Plan], totals: dict[int, int]) -> str:
    """The year that runs, or else the latest one planned."""
    if not found:
        return _("There is no target plan yet.")
    this_year = FiscalCalendar(request.company.fiscal_start).fiscal_year(request.today)
    years = {plan.fiscal_year for plan in found}
    year = this_year if this_year in years else max(years)
    of_year = [plan for plan in found if plan.fiscal_year == year]
    in_force = next((plan for plan in of_year if plan.state == Plan.State.IN_FORCE), None)
    currency = request.company.currency
    if in_force and in_force.in_force_at:
        amount = symbol(currency) + short_money(totals.get(in_force.pk, 0), currency)
        values = {"year": year_name(year), "amount": amount, "day": local_date(in_force.in_force_at)}
        first = _("%(year)s: %(amount)s in force since %(day)s") % values
    else:
        first = _("%(year)s: nothing in force yet") % {"year": year_name(year)}
    return _("; ").join([first, *_others(of_year)])


def _others(of_year: list[Plan]) -> list[str]:
    counts = Counter(plan.state for plan in of_year)
    scenarios, drafts = counts[Plan.State.SCENARIO], counts[Plan.State.DRAFT]
    words = []
    if drafts:
        words.append(ngettext("%(count)d draft", "%(count)d drafts", drafts) % {"count": drafts})
    if scenarios:
        words.append(ngettext("%(count)d scenario", "%(count)d scenarios", scenarios) % {"count": scenarios})
    return words


@verb
def create(request):
    refuse_reader(request.viewer)
    form = _form(request, request.POST)
    if not form.is_valid():
        return _list(request, form, 422)
    plan = actions.create_plan(request.actor, **form.cleaned_data)
    done(request, _("“%(name)s” is made.") % {"name": plan.name})
    return redirect("targets:workbench" if plan.rows.exists() else "targets:split", plan.uid)


@verb
def propose(request, uid):
    plan = managed_plan(request.viewer, uid)
    actions.propose_plan(request.actor, plan)
    done(request, _("“%(name)s” is now a draft that leaders can see and re-divide.") % {"name": plan.name})
    return _back(request)


@verb
def discard(request, uid):
    plan = managed_plan(request.viewer, uid)
    actions.discard_plan(request.actor, plan)
    done(request, _("“%(name)s” is gone.") % {"name": plan.name})
    return redirect("targets:plans")


def _back(request):
    """To the workbench when the button stood there."""
    here = request.POST.get("from", "")
    return redirect(here if here.startswith(reverse("targets:plans")) else "targets:plans")
