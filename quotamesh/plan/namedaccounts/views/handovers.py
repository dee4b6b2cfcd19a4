"""Hand-overs: what waits for me on top, then what I gave; and the page on which one is answered."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods

from quotamesh.base.shell.formats import percent
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.plan.namedaccounts import handing
from quotamesh.plan.namedaccounts.access import may_change, visible_hand_overs
from quotamesh.plan.namedaccounts.errors import AccountError
from quotamesh.plan.namedaccounts.forms import HandOverForm
from quotamesh.plan.namedaccounts.models import HandOver
from quotamesh.plan.namedaccounts.queries import first_pass, hand_overs, suggested
from quotamesh.plan.namedaccounts.views.common import changeable, frame
from quotamesh.plan.namedaccounts.wording import sentence

PAGE = 50


@require_GET
@login_required
def show(request):
    context = frame(request, "handovers")
    rows = hand_overs(request.viewer, context["year"])
    if request.GET.get("format"):
        return shown_table(request, _table(request, list(rows)), "hand-overs")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    passed = first_pass(request.viewer, context["year"])
    context |= {
        "page": page,
        "table": _table(request, list(page.object_list)),
        "headline": _headline(passed),
        "passed": passed,
        "rate": percent(passed.rate, 0),
    }
    return render(request, "namedaccounts/handovers.html", context)


def _headline(passed) -> str:
    if not passed.waiting and not passed.made:
        return _("No account was handed over in this year yet.")
    values = {"waiting": passed.waiting, "rate": percent(passed.rate, 0), "made": passed.made}
    if not passed.waiting:
        return (
            _("No hand-over waits; of %(made)d answered, %(rate)s were accepted at the first try.") % values
        )
    text = ngettext(
        "%(waiting)d hand-over waits for an answer; of %(made)d answered, %(rate)s were accepted at the first try.",
        "%(waiting)d hand-overs wait for an answer; of %(made)d answered, %(rate)s were accepted at the first try.",
        passed.waiting,
    )
    return text % values


def _table(request, rows: list[HandOver]) -> Table:
    columns = [
        Column("customer", _("Customer"), "strong", link="url"),
        Column("state", _("State"), "state"),
        Column("giver", pgettext("hand-over", "From")),
        Column("receiver", pgettext("hand-over", "To")),
        Column("made_on", _("Handed over on"), "date"),
        Column("decided_on", _("Answered on"), "date"),
        Column("reason", _("Reason"), "prose"),
    ]
    return Table(columns, [_row(row) for row in rows], _("Hand-overs"), cards=True)


def _row(row: HandOver) -> dict:
    mark = {HandOver.State.WAITING: "watch", HandOver.State.ACCEPTED: "good", HandOver.State.RETURNED: "bad"}
    return {
        "customer": row.account.customer.name,
        "url": reverse("namedaccounts:handover", args=[row.uid]),
        "state": (mark[HandOver.State(row.state)], row.get_state_display()),
        "giver": f"{row.from_seat.name} · {row.get_from_team_display()}",
        "receiver": f"{row.to_seat.name} · {row.get_to_team_display()}",
        "made_on": row.made_on,
        "decided_on": row.decided_on,
        "reason": row.reason,
    }


@require_http_methods(["GET", "POST"])
@login_required
def make(request, uid):
    """The form with what the next team must be told."""
    account = changeable(request.viewer, uid)
    if account.ended_on:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = HandOverForm(posted, account=account, day=request.today)
    if posted is not None and form.is_valid():
        try:
            handing.hand_over(
                request.actor, account, form.cleaned_data["seat"], form.cleaned_data["team"],
                note=form.cleaned_data["note"], items=form.items(),
            )  # fmt: skip
        except AccountError as error:
            form.refuse(error, sentence(error))
        else:
            done(request, _("%(customer)s waits for an answer.") % {"customer": account.customer})
            return redirect(reverse("namedaccounts:handovers") + f"?year={account.fiscal_year}")
    known = suggested(request.viewer, account, request.today)
    context = {"account": account, "form": form, "suggested": known}
    return render(request, "namedaccounts/hand_over.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
def answer(request, uid):
    found = visible_hand_overs(request.viewer).filter(uid=uid).first()
    if found is None:
        raise Http404
    waits = found.state == HandOver.State.WAITING
    may = waits and may_change(request.viewer, found.to_seat)
    problem = ""
    if request.method == "POST":
        if waits and not may:
            raise PermissionDenied
        problem = _answer(request, found)
        if not problem:
            return redirect(reverse("namedaccounts:handovers") + f"?year={found.account.fiscal_year}")
    context = {
        "found": found,
        "may": may,
        "told": [(handing.NAMES[code], text) for code, text in found.items.items()],
        "problem": problem,
        "reason": request.POST.get("reason", "")[:300],
    }
    return render(request, "namedaccounts/handover.html", context, status=422 if problem else 200)


def _answer(request, found: HandOver) -> str:
    """What stands in the way; empty when it is done."""
    try:
        if "accept" in request.POST:
            handing.accept(request.actor, found)
            done(request, _("%(customer)s is on the list now.") % {"customer": found.account.customer})
        else:
            reason = request.POST.get("reason", "").replace("\x00", "")
            handing.send_back(request.actor, found, reason)
            done(request, _("%(customer)s is sent back.") % {"customer": found.account.customer})
    except AccountError as error:
        return sentence(error)
    return ""
