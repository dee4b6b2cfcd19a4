"""The public form of a source: no sign-in, both languages, a trap for programs, a limit for floods."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from quotamesh.do.catalog.models import Product
from quotamesh.do.leads import public
from quotamesh.do.leads.actions.capture import FIELDS
from quotamesh.do.leads.errors import LeadError
from quotamesh.do.leads.forms.settling import PublicForm
from quotamesh.do.leads.models import Source
from quotamesh.do.leads.wording import sentence


def _found(token: str) -> Source:
    found = public.form_of(token[:40].replace("\x00", ""))
    if found is None:
        raise Http404
    return found


@never_cache
@require_http_methods(["GET", "POST"])
def form(request, token):
    source = _found(token)
    lines = list(Product.objects.filter(depth=1).order_by("path"))
    sent = PublicForm(request.POST if request.method == "POST" else None, lines=lines)
    status = 200
    if request.method == "POST":
        if request.POST.get("website"):
            return redirect("leads:thanks", token)
        status = _received(request, source, sent) if sent.is_valid() else 422
        if not status:
            return redirect("leads:thanks", token)
    context = {"form": sent, "company_name": request.company.name, "source": source}
    return render(request, "leads/public.html", context, status=status)


def _received(request, source: Source, sent: PublicForm) -> int:
    """0 when it was taken in, else the status to answer with."""
    values = {name: sent.cleaned_data[name] for name in FIELDS}
    try:
        public.receive(source, public.sender_of(request), request.actor.at, values)
    except public.TooMany:
        sent.add_error(None, _("Too much was sent in a short time. Please try again in ten minutes."))
        return 429
    except LeadError as error:
        sent.add_error(None, sentence(error))
        return 422
    return 0


@require_GET
def thanks(request, token):
    _found(token)
    return render(request, "leads/thanks.html", {"company_name": request.company.name})
