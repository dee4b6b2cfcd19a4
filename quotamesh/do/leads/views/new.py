"""A lead by hand, while the telephone is still warm."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quotamesh.base.people.models import Person
from quotamesh.base.shell.notices import done
from quotamesh.do.catalog.queries import products_in_order
from quotamesh.do.leads.access import may_add, may_assign, taker, takers
from quotamesh.do.leads.actions import take_in
from quotamesh.do.leads.actions.capture import FIELDS
from quotamesh.do.leads.errors import LeadError
from quotamesh.do.leads.forms.basic import BY_RULES, MYSELF, NewForm
from quotamesh.do.leads.models import Lead, Source
from quotamesh.do.leads.wording import sentence


@require_http_methods(["GET", "POST"])
@login_required
def new(request):
    if not may_add(request.viewer):
        raise PermissionDenied
    people = takers(request.viewer, request.today)
    own = request.viewer.person_id
    form = NewForm(
        request.POST if request.method == "POST" else None,
        sources=Source.objects.filter(closed=False),
        lines=products_in_order()[1:],
        people=[each for each in people if each.person_id != own] if may_assign(request.viewer) else [],
        takes=any(each.person_id == own for each in people),
        initial={"source": request.GET.get("source", "")[:64]},
    )
    if request.method == "POST" and form.is_valid():
        lead = _taken(request, form)
        if lead is not None:
            return _shown(request, lead)
    context = {"form": form, "sources": form.fields["source"].queryset}
    return render(request, "leads/new.html", context, status=422 if form.errors else 200)


def _taken(request, form: NewForm) -> Lead | None:
    values = {name: form.cleaned_data[name] for name in FIELDS}
    try:
        return take_in(
            request.actor, form.cleaned_data["source"], values,
            owner=_owner(request, form.cleaned_data["to"]), day=form.cleaned_data["day"],
        )  # fmt: skip
    except LeadError as error:
        form.add_error(None, sentence(error))
        return None


def _owner(request, to: str) -> Person | None:
    if to == BY_RULES:
        return None
    if to == MYSELF:
        return Person.objects.get(pk=request.viewer.person_id)
    return taker(request.viewer, request.today, to.removeprefix("person:"))


def _shown(request, lead: Lead):
    """Its page, where it is in sight; an SDR's lead may be a colleague's by now."""
    in_sight = request.viewer.sees_path(lead.unit.path)
    if lead.owner is None:
        done(request, _("It waits in the queue."))
    elif in_sight:
        done(request, _("%(person)s has it now.") % {"person": lead.owner.name})
    else:
        done(request, _("A colleague has it now."))
    return redirect("leads:lead", lead.uid) if in_sight else redirect("leads:list")
