"""Putting customers on a list, many at once."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from quotamesh.base.shell.notices import done
from quotamesh.plan.namedaccounts import actions
from quotamesh.plan.namedaccounts.access import may_add
from quotamesh.plan.namedaccounts.errors import AccountError
from quotamesh.plan.namedaccounts.forms import AddForm
from quotamesh.plan.namedaccounts.models import NamedAccount
from quotamesh.plan.namedaccounts.queries import (
    not_named,
    seat_in_sight,
    seats_for,
)
from quotamesh.plan.namedaccounts.views.common import frame
from quotamesh.plan.namedaccounts.wording import sentence

CHOICES = 200


@require_http_methods(["GET", "POST"])
@login_required
def add(request):
    if not may_add(request.viewer):
        raise PermissionDenied
    context = frame(request, "list")
    team = request.POST.get("team") or context["team"] or NamedAccount.Team.SALES
    choice = not_named(request.viewer, context["year"], team, context["text"])
    tenures = seats_for(request.viewer, request.today)
    form = AddForm(
        request.POST if request.method == "POST" else None,
        tenures=tenures, customers=choice, initial={"team": team},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _add(request, context["year"], form):
        return redirect(reverse("namedaccounts:list") + f"?year={context['year']}")
    chosen = set(request.POST.getlist("customers"))
    context |= {
        "form": form,
        "choice": [(each, str(each.uid) in chosen) for each in choice[:CHOICES]],
        "more": choice.count() > CHOICES,
    }
    return render(request, "namedaccounts/add.html", context, status=422 if form.errors else 200)


def _add(request, year: int, form: AddForm) -> bool:
    values = dict(form.cleaned_data)
    seat = seat_in_sight(request.viewer, values.pop("seat"))
    customers, contacts = list(values.pop("customers")), values.pop("contacts")
    try:
        actions.add_accounts(request.actor, seat, customers, year, **values, **actions.each_month(contacts))
    except AccountError as error:
        form.add_error(None, sentence(error))
        return False
    count = len(customers)
    done(
        request,
        ngettext("%(count)d account is on the list.", "%(count)d accounts are on the list.", count)
        % {"count": count},
    )
    return True
