"""The story of the adjustments, one of them, and what can be done with it."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quotamesh.base.approvals import wording as approvals
from quotamesh.base.approvals.errors import ApprovalError
from quotamesh.base.shell.notices import done
from quotamesh.base.tables.export import shown_table
from quotamesh.do.catalog.queries import indicator as find_indicator
from quotamesh.plan.adjustments import actions, queries, showing
from quotamesh.plan.adjustments.access import leads, may_change, may_propose
from quotamesh.plan.adjustments.effects import by_product, by_unit
from quotamesh.plan.adjustments.errors import AdjustmentError, NotAllowed
from quotamesh.plan.adjustments.forms import ChangeForm, ProposalForm
from quotamesh.plan.adjustments.models import Adjustment
from quotamesh.plan.adjustments.wording import STATES, sentence
from quotamesh.plan.agreements.numbers import indicators_of
from quotamesh.plan.agreements.queries import person_of
from quotamesh.plan.targets import wording as targets

EXPECTED = (AdjustmentError, ApprovalError, *targets.WORDED)
State = Adjustment.State


def worded(error: Exception, currency: str) -> str:
    if isinstance(error, AdjustmentError):
        return sentence(error)
    if isinstance(error, ApprovalError):
        return approvals.sentence(error, currency)
    return targets.sentence(error, currency)


def page(view: Callable) -> Callable:
    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as error:
            raise PermissionDenied from error

    return login_required(answer)


def verb(view: Callable) -> Callable:
    """A button of one adjustment: what stands in the way is shown on its page."""

    @wraps(view)
    def answer(request, uid):
        adjustment = _mine(request, uid)
        try:
            view(request, adjustment)
        except EXPECTED as error:
            messages.error(request, worded(error, request.company.currency))
        return redirect("adjustments:show", uid)

    return require_POST(page(answer))


def _mine(request, uid) -> Adjustment:
    adjustment = queries.find_adjustment(request.viewer, uid)
    if not may_change(request.viewer, adjustment):
        raise NotAllowed
    return adjustment


@require_GET
@page
def story(request):
    chapters = queries.story(request.viewer)
    table = showing.story_table(chapters, request.company)
    if file := shown_table(request, table, _("Target adjustments")):
        return file
    context = {
        "headline": showing.story_headline(chapters),
        "chapters": [showing.chapter(each, request.company) for each in chapters],
        "leads": leads(request.viewer),
    }
    return render(request, "adjustments/story.html", context)


@require_http_methods(["GET", "POST"])
@page
def propose(request):
    if not leads(request.viewer):
        raise NotAllowed
    data = request.POST if request.method == "POST" else None
    form = ProposalForm(data, viewer=request.viewer, company=request.company, day=request.today)
    if form.is_valid() and may_propose(request.viewer, form.cleaned_data["unit"]):
        person = person_of(request.viewer)
        try:
            made = actions.propose(
                request.actor, request.company, **form.values, day=request.today, person=person
            )
            return redirect("adjustments:show", made.uid)
        except EXPECTED as error:
            form.add_error(None, worded(error, request.company.currency))
    return render(request, "adjustments/new.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@page
def show(request, uid):
    return _page(request, queries.find_adjustment(request.viewer, uid))


def _page(request, adjustment: Adjustment, form: ChangeForm | None = None, status: int = 200):
    company = request.company
    effects = by_unit(request.viewer, adjustment)
    tables = showing.effect_tables(effects, company, _("Unit"), "units")
    if tables and (file := shown_table(request, tables[0], str(adjustment))):
        return file
    mine = may_change(request.viewer, adjustment)
    drafted = mine and adjustment.state == State.DRAFT
    inside = request.viewer.sees_path(adjustment.unit.path)
    context = {
        "adjustment": adjustment,
        "headline": showing.headline(adjustment, effects, company),
        "state": (STATES[adjustment.state], adjustment.get_state_display()),
        "month": showing.month_of(adjustment, company),
        "tables": tables,
        "products": _products(adjustment, company) if inside else [],
        "documents": [showing.document(each) for each in queries.documents(request.viewer, adjustment)],
        "form": (form or _change_form(request, adjustment)) if drafted else None,
        "drafted": drafted,
        "may_withdraw": mine and adjustment.state in (State.DRAFT, State.ASKED),
        "may_ask": drafted and bool(effects),
    }
    return render(request, "adjustments/adjustment.html", context, status=status)


def _products(adjustment: Adjustment, company):
    return showing.effect_tables(by_product(adjustment), company, _("Product line"), "lines")


def _change_form(request, adjustment: Adjustment, data=None) -> ChangeForm:
    codes = [definition.code for definition in indicators_of(adjustment.plan)]
    return ChangeForm(
        data, viewer=request.viewer, company=request.company, adjustment=adjustment, codes=codes
    )


@require_POST
@page
def change(request, uid):
    adjustment = _mine(request, uid)
    form = _change_form(request, adjustment, request.POST)
    if form.is_valid():
        try:
            indicator = find_indicator(form.cleaned_data["indicator"])[0]
            actions.change(request.actor, adjustment, indicator, [form.change])
            done(request, _("The proposal has the new amount."), undo=reverse("adjustments:undo", args=[uid]))
            return redirect("adjustments:show", uid)
        except EXPECTED as error:
            form.add_error(None, worded(error, request.company.currency))
    return _page(request, adjustment, form, 422)


@verb
def take_back(request, adjustment):
    if not actions.take_back(request.actor, adjustment):
        messages.info(request, _("There is nothing of yours to undo."))


@verb
def ask(request, adjustment):
    url = reverse("adjustments:show", args=[adjustment.uid])
    actions.ask(request.actor, adjustment, day=request.today, url=url, person=person_of(request.viewer))
    done(request, _("Asked for. It comes into force when it is approved."))


@verb
def withdraw(request, adjustment):
    actions.withdraw(request.actor, adjustment, person=person_of(request.viewer))
    done(request, _("Withdrawn; it stays readable."))
