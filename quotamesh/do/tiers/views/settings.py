"""The rules of tiers: looked at by everybody, set by sales operations, tried before they are set."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from quotamesh.base.shell.formats import number
from quotamesh.base.shell.notices import done
from quotamesh.do.tiers.access import may_set
from quotamesh.do.tiers.actions import effect_of, set_rules
from quotamesh.do.tiers.actions.rules import Effect
from quotamesh.do.tiers.errors import Stale, TierError
from quotamesh.do.tiers.forms import RulesForm
from quotamesh.do.tiers.models import Run, Tier
from quotamesh.do.tiers.scheme import current
from quotamesh.do.tiers.views.common import must_set, seen_revision, tabs
from quotamesh.do.tiers.wording import sentence


@require_http_methods(["GET", "POST"])
@login_required
def show(request):
    rules, effect = current(), None
    posted = request.POST if request.method == "POST" else None
    form = RulesForm(posted, rules=rules, currency=request.company.currency)
    revision = rules.revision
    if posted is not None:
        must_set(request)
        revision = seen_revision(request)
        if form.is_valid():
            if "try" in posted:
                effect = _effect(form)
            else:
                answer, revision = _set(request, form, revision)
                if answer:
                    return answer
    context = {
        "tabs": tabs(request, "settings"),
        "may": may_set(request.viewer),
        "form": form,
        "revision": revision,
        "effect": effect,
        "headline": _headline(effect),
        "ways": _ways(effect) if effect else [],
    }
    return render(request, "tiers/settings.html", context, status=422 if form.errors else 200)


def _effect(form: RulesForm) -> Effect | None:
    run = Run.objects.first()
    if run is None:
        form.add_error(None, _("There is no run yet to compare with: sort the customers first."))
        return None
    try:
        return effect_of(form.rules(), run)
    except TierError as error:
        form.add_error(None, sentence(error))
        return None


def _set(request, form: RulesForm, revision: int):
    """The way on, or None and the revision that a form sent again holds to."""
    try:
        set_rules(request.actor, form.rules(), seen=revision)
    except Stale as error:
        form.add_error(None, sentence(error))
        return None, current().revision
    except TierError as error:
        form.add_error(None, sentence(error))
        return None, revision
    done(request, _("The rules are set; they count from the next run on."))
    return redirect("tiers:settings"), revision


def _headline(effect: Effect | None) -> str:
    if effect is None:
        return _("What makes a customer valuable, what promising, and where high begins.")
    text = ngettext(
        "With these rules %(count)s customer would change the tier; nothing is set yet.",
        "With these rules %(count)s customers would change their tier; nothing is set yet.",
        effect.moving,
    )
    return text % {"count": number(effect.moving)}


def _ways(effect: Effect) -> list[dict]:
    return [
        {
            "label": label,
            "now": sum(n for (before, _after), n in effect.ways.items() if before == tier),
            "then": effect.counts[tier],
            "gone": sum(n for (before, after), n in effect.ways.items() if before == tier != after),
            "come": sum(n for (before, after), n in effect.ways.items() if after == tier != before),
        }
        for tier, label in Tier.choices
    ]
