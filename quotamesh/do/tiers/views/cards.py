"""How each tier is served: four cards, and the form of one."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from quotamesh.base.shell.notices import done
from quotamesh.do.tiers.access import may_set
from quotamesh.do.tiers.actions import change_card
from quotamesh.do.tiers.cards import cards
from quotamesh.do.tiers.errors import Stale
from quotamesh.do.tiers.forms import CardForm
from quotamesh.do.tiers.models import Tier
from quotamesh.do.tiers.views.common import must_set, seen_revision, tabs
from quotamesh.do.tiers.wording import sentence


@require_GET
@login_required
def show(request):
    context = {
        "tabs": tabs(request, "cards"),
        "cards": list(cards().values()),
        "may": may_set(request.viewer),
    }
    return render(request, "tiers/cards.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def edit(request, tier):
    if tier not in Tier.values:
        raise Http404(tier)
    must_set(request)
    card = cards()[tier]
    initial = {"service": card.service, "steps": "\n".join(card.steps), "rhythm_days": card.rhythm_days}
    form = CardForm(request.POST if request.method == "POST" else None, initial=initial)
    revision = card.revision
    if request.method == "POST" and form.is_valid():
        try:
            change_card(request.actor, tier, seen=seen_revision(request), **form.cleaned_data)
        except Stale as error:
            form.add_error(None, sentence(error))
        else:
            done(request, _("The card is changed."))
            return redirect("tiers:cards")
    context = {"card": card, "form": form, "revision": revision}
    return render(request, "tiers/card.html", context, status=422 if form.errors else 200)
