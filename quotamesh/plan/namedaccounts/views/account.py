"""One named account: what is next, how far one has come, and taking it off the list."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from quotamesh.base.shell.notices import done
from quotamesh.base.shell.seen import seen
from quotamesh.plan.namedaccounts import actions
from quotamesh.plan.namedaccounts.access import may_change, visible_accounts
from quotamesh.plan.namedaccounts.errors import AccountError
from quotamesh.plan.namedaccounts.forms import AccountForm
from quotamesh.plan.namedaccounts.models import NamedAccount
from quotamesh.plan.namedaccounts.queries import (
    holders,
    with_standing,
)
from quotamesh.plan.namedaccounts.views.common import changeable, find_account
from quotamesh.plan.namedaccounts.wording import sentence

FIELDS = ("next_step", "due", "priority", "team", "way", "reached_on", "penetrated_on")


@require_http_methods(["GET", "POST"])
@login_required
def account(request, uid):
    found = find_account(request.viewer, uid)
    may = may_change(request.viewer, found.seat) and found.ended_on is None
    initial = {name: getattr(found, name) for name in FIELDS}
    form = AccountForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        if form.is_valid() and _change(request, found, form):
            return redirect(reverse("namedaccounts:list") + f"?year={found.fiscal_year}")
    context = {
        "account": found,
        "form": form if may else None,
        "holder": holders({found.seat_id}, request.today).get(found.seat_id, found.seat.name),
        "standing": with_standing(
            visible_accounts(request.viewer), request.company, found.fiscal_year, request.today
        )
        .filter(pk=found.pk)
        .get(),
        "may": may,
    }
    return render(request, "namedaccounts/account.html", context, status=422 if form.errors else 200)


def _change(request, found: NamedAccount, form: AccountForm) -> bool:
    try:
        actions.change_account(request.actor, found, seen=seen(request), **form.cleaned_data)
    except AccountError as error:
        form.add_error(None, sentence(error))
        return False
    done(request, _("%(customer)s is noted.") % {"customer": found.customer})
    return True


@require_POST
@login_required
def end(request, uid):
    found = changeable(request.viewer, uid)
    try:
        actions.end_account(
            request.actor, found, request.today, request.POST.get("why", "")[:200].replace("\x00", "")
        )
    except AccountError as error:
        messages.error(request, sentence(error))
        return redirect("namedaccounts:account", uid)
    undo = reverse("namedaccounts:take_up", args=[uid])
    done(request, _("%(customer)s left the list.") % {"customer": found.customer}, undo=undo)
    return redirect(reverse("namedaccounts:list") + f"?year={found.fiscal_year}")


@require_POST
@login_required
def take_up(request, uid):
    found = changeable(request.viewer, uid)
    try:
        actions.take_up(request.actor, found)
    except AccountError as error:
        messages.error(request, sentence(error))
    else:
        done(request, _("%(customer)s is on the list again.") % {"customer": found.customer})
    return redirect(reverse("namedaccounts:list") + f"?year={found.fiscal_year}")
