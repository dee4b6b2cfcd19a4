"""The rules of tiers: looked at by everybody, set by sales operations, tried before they are set."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quotamesh.base.jobs.models import Job
from quotamesh.base.shell.notices import done
from quotamesh.do.customers.models import Customer
from quotamesh.do.tiers.access import may_set
from quotamesh.do.tiers.actions import effect_of, set_rules
from quotamesh.do.tiers.actions.rules import Effect
from quotamesh.do.tiers.errors import Stale, TierError
from quotamesh.do.tiers.forms import RulesForm
from quotamesh.do.tiers.models import Run, Tier
from quotamesh.do.tiers.scheme import current
from quotamesh.do.tiers.trying import ask, found
from quotamesh.do.tiers.views.common import must_set, seen_revision, tabs
from quotamesh.do.tiers.wording import effect_in_words, sentence

AT_ONCE = 20_000


@require_http_methods(["GET", "POST"])
@login_required
def show(request):
    rules, effect = current(), None
    posted = request.POST if request.method == "POST" else None
    form = RulesForm(posted, rules=rules, currency=request.company.currency)
    revision = rules.revision
    if posted is None and (trial := found(request.viewer.user_id, request.GET.get("tried", ""))):
        form = RulesForm(trial.typed, rules=rules, currency=request.company.currency)
        effect, revision = trial.effect, trial.seen
    if posted is not None:
        must_set(request)
        revision = seen_revision(request)
        if form.is_valid():
            if "try" in posted:
                if job := _job(request, form, revision):
                    return redirect("jobs:detail", job.uid)
                effect = None if form.errors else _effect(form)
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


def _job(request, form: RulesForm, revision: int) -> Job | None:
    """Many customers are tried as a job, for that takes seconds."""
    if not Run.objects.exists() or not Customer.objects.order_by()[AT_ONCE : AT_ONCE + 1].exists():
        return None
    typed = {name: request.POST[name] for name in form.fields if name in request.POST}
    try:
        return ask(request.actor, form.rules(), typed, revision)
    except TierError as error:
        form.add_error(None, sentence(error))
        return None


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
    return effect_in_words(effect.moving)


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
