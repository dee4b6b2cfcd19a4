"""One plan: does it suffice, and everything that can be done with it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.base.approvals.queries import open_requests
from quotamesh.base.shell.notices import done
from quotamesh.plan.salesplans import actions, queries, showing
from quotamesh.plan.salesplans.actions.submit import PLAN, SPECIAL
from quotamesh.plan.salesplans.errors import StalePlan
from quotamesh.plan.salesplans.forms import (
    AccountForm,
    PlanForm,
    ResourceForm,
    SpecialForm,
    week_numbers,
)
from quotamesh.plan.salesplans.models import ACTIVITIES, PlannedAccount, Resource, SalesPlan
from quotamesh.plan.salesplans.views.answers import own_plan, verb
from quotamesh.plan.salesplans.wording import sentence

TEXTS = ("approach", "remarks")


@require_GET
@login_required
def show(request, uid):
    return _page(request, queries.find_plan(request.viewer, uid))


def _page(request, plan: SalesPlan, status: int = 200, refused: str = "", **forms):
    sheet = queries.sheets(request.company, [plan], plan.month)[plan.pk]
    mine = request.viewer.person_id == plan.person_id
    writes = mine and plan.editable
    requests = list(open_requests("salesplan", [str(plan.uid)]))
    context = {
        "plan": plan,
        "sheet": sheet,
        "mine": mine,
        "writes": writes,
        "headline": showing.headline(sheet),
        "rows": showing.lines_of(sheet),
        "weeks": showing.weeks_of(sheet, request.today),
        "resources": showing.resources_of(plan, request.company.currency),
        "requests": [each for each in requests if each.kind in SPECIAL],
        "approvals": [each for each in requests if each.kind == PLAN],
        "versions": showing.versions_of(plan),
        "refused": refused,
        "currency": request.company.currency,
        "today": request.today,
    }
    if writes:
        context |= _forms(request, plan, sheet) | forms
        showing.join_counts(context["rows"], context["form"])
    else:
        context["accounts"] = [{"row": row, "form": None} for row in sheet.accounts]
    return render(request, "salesplans/plan.html", context, status=status)


def _forms(request, plan: SalesPlan, sheet) -> dict:
    customers = queries.choosable_customers(request.viewer)
    initial = {name: getattr(plan, name) for name in (*ACTIVITIES, *TEXTS)} | {"seen": plan.revision}
    return {
        "form": PlanForm(initial=initial),
        "accounts": [{"row": row, "form": AccountForm(row=row)} for row in sheet.accounts],
        "want": ResourceForm(customers=customers, currency=request.company.currency, today=request.today),
        "special": SpecialForm(customers=customers, currency=request.company.currency),
    }


@verb
def save(request, uid):
    plan = own_plan(request.viewer, uid)
    form = PlanForm(request.POST)
    rows = list(PlannedAccount.objects.filter(plan=plan).select_related("customer"))
    accounts = [{"row": row, "form": AccountForm(request.POST, row=row)} for row in rows]
    valid = all([form.is_valid(), *(each["form"].is_valid() for each in accounts)])
    if not valid:
        return _page(
            request, plan, 422, _("Not saved: see the fields marked below."), form=form, accounts=accounts
        )
    data = form.cleaned_data
    wanted = actions.Wanted(
        general={code: data[code] for code in ACTIVITIES},
        texts={name: data[name] for name in TEXTS},
        accounts={each["row"].uid: each["form"].cleaned_data for each in accounts},
    )
    try:
        actions.save_plan(request.actor, plan, wanted, day=request.today, seen=data["seen"])
    except StalePlan as error:
        told = sentence(StalePlan(error.by, _differences(plan, data)), "")
        form.data = form.data.copy()
        form.data["seen"] = str(queries.find_plan(request.viewer, uid).revision)
        return _page(request, plan, 409, told, form=form, accounts=accounts)
    done(request, _("Saved."))
    return redirect("salesplans:plan", uid)


def _differences(plan: SalesPlan, data: dict) -> tuple:
    """What was typed and what stands there, where they differ."""
    labels = {**showing.names(), "approach": _("Approach of the month"), "remarks": _("Remarks")}
    return tuple(
        (str(labels[name]), str(data[name])[:60], str(getattr(plan, name))[:60])
        for name in labels
        if data[name] != getattr(plan, name)
    )


@verb
def add_account(request, uid):
    plan = own_plan(request.viewer, uid)
    code = request.POST.get("customer", "").partition(" ")[0].replace("\x00", "")
    customer = queries.customer_named(request.viewer, code)
    if customer is None:
        return _page(
            request,
            plan,
            422,
            _("There is no customer “%(code)s” in your sight: choose one of the list.") % {"code": code[:60]},
        )
    actions.add_account(request.actor, plan, customer, day=request.today)
    done(request, _("%(name)s is a key account of this month.") % {"name": customer.name})
    return redirect("salesplans:plan", uid)


@verb
def remove_account(request, uid, account):
    plan = own_plan(request.viewer, uid)
    row = get_object_or_404(PlannedAccount.objects.select_related("plan", "customer"), plan=plan, uid=account)
    actions.remove_account(request.actor, row, day=request.today)
    done(request, _("%(name)s is out of the plan.") % {"name": row.customer.name})
    return redirect("salesplans:plan", uid)


@verb
def fill(request, uid):
    plan = own_plan(request.viewer, uid)
    activity = request.POST.get("activity") or None
    if activity not in (None, *ACTIVITIES):
        raise Http404
    actions.fill_gaps(request.actor, request.company, plan, day=request.today, activity=activity)
    done(request, _("The gap is filled: the general number was raised."))
    return redirect("salesplans:plan", uid)


@verb
def weeks(request, uid):
    plan = own_plan(request.viewer, uid)
    wanted = week_numbers(request.POST, queries.sheet(request.company, plan))
    actions.set_weeks(request.actor, plan, wanted, day=request.today)
    done(request, _("The weeks are set; the others share the rest by working days."))
    return redirect("salesplans:plan", uid)


@verb
def submit(request, uid):
    plan = own_plan(request.viewer, uid)
    actions.submit_plan(request.actor, request.company, plan, day=request.today)
    done(request, _("The plan is handed in: your leader finds it among the approvals."))
    return redirect("salesplans:plan", uid)


@verb
def version(request, uid):
    plan = actions.new_version(request.actor, own_plan(request.viewer, uid), request.today)
    done(
        request,
        _("Version %(number)d is a draft; the filed one counts until it is filed.")
        % {"number": plan.version},
    )
    return redirect("salesplans:plan", plan.uid)


@verb
def want(request, uid):
    plan = own_plan(request.viewer, uid)
    form = ResourceForm(
        request.POST,
        customers=queries.choosable_customers(request.viewer),
        currency=request.company.currency,
        today=request.today,
    )
    if not form.is_valid():
        return _page(
            request, plan, 422, _("Not asked: see the fields marked below."), want=form, want_open=True
        )
    row = actions.want(request.actor, plan, day=request.today, **form.cleaned_data)
    done(request, _("Asked of %(function)s.") % {"function": row.get_function_display()})
    return redirect("salesplans:plan", uid)


@verb
def unwant(request, uid, resource):
    plan = own_plan(request.viewer, uid)
    row = get_object_or_404(Resource.objects.select_related("plan__person"), plan=plan, uid=resource)
    actions.withdraw_wish(request.actor, row, day=request.today)
    done(request, _("The request is withdrawn."))
    return redirect("salesplans:plan", uid)


@verb
def special(request, uid):
    plan = own_plan(request.viewer, uid)
    form = SpecialForm(
        request.POST,
        customers=queries.choosable_customers(request.viewer),
        currency=request.company.currency,
    )
    if not form.is_valid():
        refused = _("Not asked: see the fields marked below.")
        return _page(request, plan, 422, refused, special=form, special_open=True)
    actions.ask_special(request.actor, plan, day=request.today, **form.cleaned_data)
    done(request, _("Asked. You find the answer here and among the approvals."))
    return redirect("salesplans:plan", uid)
