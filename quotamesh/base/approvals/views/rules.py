"""The rules: who approves what, up to which amount."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from quotamesh.base.approvals import actions, queries
from quotamesh.base.approvals.access import may_keep_rules
from quotamesh.base.approvals.errors import ApprovalError, UnknownKind
from quotamesh.base.approvals.forms import RuleForm, band_forms
from quotamesh.base.approvals.kinds import kind_of
from quotamesh.base.approvals.models import Who
from quotamesh.base.approvals.wording import sentence
from quotamesh.base.people.models import Person
from quotamesh.base.shell.notices import done


@require_GET
@login_required
def rules(request):
    _keepers_only(request)
    found = queries.rules()
    named = {step.person for rule in found for band in rule.bands for step in band.steps if step.person}
    names = dict(Person.objects.filter(pk__in=named).values_list("id", "name"))
    rows = [{"rule": rule, "bands": [_band(band, names) for band in rule.bands]} for rule in found]
    context = {"rows": rows, "currency": request.company.currency}
    return render(request, "approvals/rules.html", context)


def _band(band, names: dict[int, str]) -> dict:
    steps = [names.get(step.person) if step.person else Who(step.who).label for step in band.steps]
    return {"up_to": band.up_to, "steps": steps}


def _keepers_only(request) -> None:
    if not may_keep_rules(request.viewer):
        raise Http404


@require_http_methods(["GET", "POST"])
@login_required
def rule(request, kind):
    _keepers_only(request)
    try:
        found = queries.rule_of(kind_of(kind))
    except UnknownKind as error:
        raise Http404 from error
    people = list(queries.nameable(request.viewer, request.today))
    data = request.POST if request.method == "POST" else None
    bands = band_forms(found, people, request.company.currency, data)
    more = {"remind_days": found.remind_days, "expire_days": found.expire_days, "seen": found.revision}
    form = RuleForm(data, initial=more)
    refused = ""
    if data is not None and _valid(form, bands):
        refused = _keep(request, kind, form, bands, people)
        if not refused:
            return redirect("approvals:rules")
    context = {
        "rule": found,
        "bands": bands,
        "form": form,
        "refused": refused,
        "currency": request.company.currency,
    }
    return render(request, "approvals/rule.html", context, status=422 if data is not None else 200)


def _valid(form: RuleForm, bands: list) -> bool:
    return all([form.is_valid(), *(band.is_valid() for band in bands)])


def _keep(request, kind: str, form: RuleForm, bands: list, people: list[Person]) -> str:
    """Enter the rule; what stands in the way as a sentence, '' when it is kept."""
    keys = {str(person.uid): person.pk for person in people}
    wanted = [band.band(keys) for band in bands if band.filled]
    try:
        entered = actions.set_rule(request.actor, kind, wanted, day=request.today, **form.cleaned_data)
    except ApprovalError as error:
        return sentence(error, request.company.currency)
    done(request, _("The rule is kept. Requests already open keep their steps."))
    for who, unit in entered.unheld[:3]:
        values = {"who": Who(who).label, "unit": unit}
        messages.warning(
            request,
            _("%(unit)s has nobody who is “%(who)s”: requests from there will be stopped until somebody is.")
            % values,
        )
    return ""
