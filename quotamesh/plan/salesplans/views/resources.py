"""What the plans need of marketing, product and finance: to answer, and summed up."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from quotamesh.base.approvals.queries import nameable
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.periods import period_name
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.plan.salesplans import actions
from quotamesh.plan.salesplans.access import answers_for, desks, may_keep_desks, visible_resources
from quotamesh.plan.salesplans.forms import AnswerForm, DeskForm
from quotamesh.plan.salesplans.models import Function, Resource
from quotamesh.plan.salesplans.needs import Need, needs_of
from quotamesh.plan.salesplans.showing import much, resource_line
from quotamesh.plan.salesplans.views.answers import verb

SHOWN = 300


@require_GET
@login_required
def resources(request):
    return _page(request)


def _page(request, status: int = 200, refused: AnswerForm | None = None, refused_row: Resource | None = None):
    mine = answers_for(request.viewer)
    found = visible_resources(request.viewer, mine)
    table = _table(needs_of(found), request.company.currency)
    if file := shown_table(request, table, "resources"):
        return file
    currency = request.company.currency
    asked = found.filter(state=Resource.State.OPEN).order_by("by_when", "id")
    answered = found.exclude(state=Resource.State.OPEN).order_by("-answered_at", "-id")
    waiting = [_line(row, currency, mine) for row in asked[:SHOWN]]
    for line in waiting:
        own = refused_row is not None and refused_row.pk == line["row"].pk
        line["form"] = refused if own else AnswerForm(row=line["row"], currency=currency)
        line["form_open"] = own
    context = {
        "table": table,
        "waiting": waiting,
        "answered": [_line(row, currency, mine) for row in answered[:SHOWN]],
        "headline": _headline(waiting),
        "mine": [Function(code).label for code in mine],
        "may_keep_desks": may_keep_desks(request.viewer),
    }
    return render(request, "salesplans/resources.html", context, status=status)


def _line(row: Resource, currency: str, mine: list[str]) -> dict:
    return resource_line(row, currency) | {"answers": row.function in mine}


def _headline(waiting: list[dict]) -> str:
    to_answer = sum(line["answers"] for line in waiting)
    if to_answer:
        return ngettext(
            "%(count)d request waits for your answer.",
            "%(count)d requests wait for your answer.",
            to_answer,
        ) % {"count": to_answer}
    if not waiting:
        return _("No request for resources is open.")
    return ngettext(
        "%(count)d request for resources is still open.",
        "%(count)d requests for resources are still open.",
        len(waiting),
    ) % {"count": len(waiting)}


def _table(needs: list[Need], currency: str) -> Table:
    columns = [
        Column("month", _("Month"), "strong"),
        Column("function", _("Of whom")),
        Column("wanted", _("Wanted"), "html"),
        Column("granted", _("Granted"), "html"),
        Column("requests", _("Requests"), "number"),
        Column("open", _("Unanswered"), "number"),
    ]
    rows = [
        {
            "month": period_name(f"{need.month:%Y-%m}"),
            "function": str(Function(need.function).label),
            "wanted": _amount(need, need.wanted, currency),
            "granted": _amount(need, need.granted, currency),
            "requests": need.requests,
            "open": need.open,
        }
        for need in needs
    ]
    return Table(columns, rows, _("What is wanted, by month and function"))


def _amount(need: Need, quantity: int, currency: str) -> str:
    return much(Resource(measure=need.measure), quantity, currency)


@verb
def answer(request, resource):
    mine = answers_for(request.viewer)
    row = visible_resources(request.viewer, mine).filter(uid=resource).first()
    if row is None:
        raise Http404
    if row.function not in mine:
        raise PermissionDenied
    form = AnswerForm(request.POST, row=row, currency=request.company.currency)
    if not form.is_valid():
        return _page(request, 422, form, row)
    actions.answer(request.actor, row, **form.cleaned_data)
    done(request, _("Answered: %(what)s.") % {"what": row.what})
    return redirect("salesplans:resources")


@require_http_methods(["GET", "POST"])
@login_required
def desk_list(request):
    """Who answers for which function."""
    if not may_keep_desks(request.viewer):
        raise Http404
    chosen = request.POST.get("function", "")
    if request.method == "POST" and chosen not in Function.values:
        raise Http404
    forms = []
    people = nameable(request.viewer, request.today)
    for function, desk in desks().items():
        posted = request.POST if chosen == function else None
        initial = {
            "role": desk.role,
            "unit": desk.unit and desk.unit.uid,
            "person": desk.person and desk.person.uid,
        }
        form = DeskForm(posted, people=people, prefix=function, initial=initial)
        forms.append({"function": function, "name": Function(function).label, "form": form, "desk": desk})
        if posted is not None and form.is_valid():
            actions.set_desk(request.actor, function, **form.cleaned_data)
            done(request, _("Kept."))
            return redirect("salesplans:desks")
    return render(request, "salesplans/desks.html", {"forms": forms}, status=422 if chosen else 200)
