"""分配规则 Assignment: the rules in order, whom each reaches today, and what they go by."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quotamesh.base.people.models import Person
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.seen import seen
from quotamesh.do.catalog.models import Product
from quotamesh.do.leads import settings_read
from quotamesh.do.leads.access import may_settle, sees_settings
from quotamesh.do.leads.actions import rules as actions
from quotamesh.do.leads.clock import answer_hours
from quotamesh.do.leads.errors import LeadError
from quotamesh.do.leads.forms.settling import AbsenceForm, OfficeForm, RuleForm
from quotamesh.do.leads.matching import Assigner, people_on
from quotamesh.do.leads.models import Absence, Office, Rule, Source
from quotamesh.do.leads.settings_read import skills_by_person, territories
from quotamesh.do.leads.views.common import tabs
from quotamesh.do.leads.wording import because, sentence
from quotamesh.kernel.assigning import Case


def _reading(request) -> None:
    """Rules name people of the whole company: who does not see it has no such page."""
    if not sees_settings(request.viewer):
        raise Http404


def _changing(request) -> None:
    _reading(request)
    if not may_settle(request.viewer):
        raise PermissionDenied


@require_GET
@login_required
def show(request):
    _reading(request)
    assigner = Assigner(request.today)
    reach, hidden = assigner.reaches(), assigner.shadowed()
    names = {rule.pk: rule.name for rule in assigner.rules}
    rules = [_told(rule, assigner, reach, hidden, names) for rule in assigner.rules]
    context = {
        "tabs": tabs(request, "rules"),
        "rules": rules,
        "idle": list(Rule.objects.filter(active=False)),
        "headline": headline(rules),
        "may_settle": may_settle(request.viewer),
        "sources": list(Source.objects.filter(closed=False)),
        "products": list(Product.objects.filter(parent__isnull=False).order_by("path")),
        "tried": _tried(request, assigner),
        "asked": request.GET,
    }
    return render(request, "leads/rules.html", context)


def headline(rules: list[dict]) -> str:
    if not rules:
        return _("No rule yet: every lead waits until somebody gives it.")
    broken = sum(not each["works"] for each in rules)
    if broken:
        told = ngettext(
            "%(n)d rule gives nobody anything today.", "%(n)d rules give nobody anything today.", broken
        )
        return told % {"n": broken}
    told = ngettext(
        "%(n)d rule gives each lead to somebody.",
        "%(n)d rules, asked from the top: the first that fits decides.",
        len(rules),
    )
    return told % {"n": len(rules)}


def _told(rule: Rule, assigner: Assigner, reach: dict, hidden: dict, names: dict) -> dict:
    """A rule in words, with what is wrong with it where it stands."""
    reached = reach[rule.pk]
    if rule.pk in hidden:
        state, word = "bad", _("never asked: “%(rule)s” takes all before") % {"rule": names[hidden[rule.pk]]}
    elif not reached:
        state, word = "bad", _("reaches nobody today")
    else:
        told = ngettext("reaches %(n)d person", "reaches %(n)d people", reached)
        state, word = "good", told % {"n": reached}
    return {
        "rule": rule,
        "when": conditions(rule),
        "who": pool(rule, assigner),
        "state": state,
        "word": word,
        "works": state == "good",
    }


def conditions(rule: Rule) -> str:
    parts = [
        _("kind: %(kind)s") % {"kind": rule.get_kind_display()} if rule.kind else "",
        _("source: %(source)s") % {"source": rule.source.name} if rule.source else "",
        _("region: %(regions)s") % {"regions": rule.regions} if rule.regions else "",
        _("product: %(product)s") % {"product": rule.product.name} if rule.product else "",
    ]
    return _("; ").join(part for part in parts if part) or _("every lead")


def pool(rule: Rule, assigner: Assigner) -> str:
    there = [assigner.tenures.get(each.person_id) for each in rule.people.all()]
    named = [tenure.person.name for tenure in there if tenure]
    parts = [_("sellers of %(unit)s") % {"unit": rule.unit.name} if rule.unit else "", *named]
    return _(", ").join(part for part in parts if part)


def _tried(request, assigner: Assigner) -> str:
    """Where a lead would go that one thinks up."""
    source = Source.objects.filter(code=request.GET.get("source", "")[:64].replace("\x00", "")).first()
    if source is None:
        return ""
    product = Product.objects.filter(code=request.GET.get("product", "")[:64].replace("\x00", "")).first()
    case = Case(source.pk, source.kind, request.GET.get("region", "")[:100], product.path if product else "")
    choice = assigner.choice(case)
    rule = next((each for each in assigner.rules if each.pk == choice.rule), None)
    if choice.person is None:
        why = because("nobody" if rule else "no_rule", rule.name if rule else "")
        return _("It would wait in the queue: %(because)s.") % {"because": why}
    values = {"person": assigner.tenures[choice.person].person.name, "because": because(rule.way, rule.name)}
    return _("It would go to %(person)s: %(because)s.") % values


@require_http_methods(["GET", "POST"])
@login_required
def new(request):
    _changing(request)
    return _edited(request, None)


@require_http_methods(["GET", "POST"])
@login_required
def rule(request, uid):
    _changing(request)
    return _edited(request, _found(uid))


def _found(uid) -> Rule:
    found = Rule.objects.filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def _edited(request, found: Rule | None):
    initial = (
        {name: getattr(found, name) for name in ("name", "kind", "regions", "way", "active")} if found else {}
    )
    if found:
        initial |= {name: getattr(found, name) for name in ("source", "product", "unit")}
        initial["people"] = Person.objects.filter(pk__in=found.people.values("person_id"))
    form = RuleForm(
        request.POST if request.method == "POST" else None, initial=initial, people=people_on(request.today)
    )
    if request.method == "POST" and form.is_valid():
        try:
            if found:
                actions.change_rule(request.actor, found, seen=seen(request), **form.cleaned_data)
            else:
                actions.make_rule(request.actor, **form.cleaned_data)
        except LeadError as error:
            form.add_error(None, sentence(error))
        else:
            done(request, _("The rule holds from now on."))
            return redirect("leads:rules")
    return render(
        request, "leads/rule.html", {"rule": found, "form": form}, status=422 if form.errors else 200
    )


@require_POST
@login_required
def move(request, uid):
    _changing(request)
    actions.move_rule(request.actor, _found(uid), -1 if request.POST.get("way") == "up" else 1)
    return redirect("leads:rules")


@require_POST
@login_required
def remove(request, uid):
    _changing(request)
    found = _found(uid)
    actions.remove_rule(request.actor, found)
    done(request, _("The rule “%(rule)s” is taken away.") % {"rule": found.name})
    return redirect("leads:rules")


@require_http_methods(["GET", "POST"])
@login_required
def people(request):
    """What rules go by: who knows which lines, which regions a unit serves, who is away."""
    _changing(request)
    absence = AbsenceForm(
        request.POST if request.POST.get("what") == "away" else None, people=people_on(request.today)
    )
    if request.method == "POST" and _noted(request, absence):
        done(request, _("Noted."))
        return redirect("leads:people")
    context = {
        "absence": absence,
        "absences": settings_read.absences(request.today),
        "units": territories(),
        "skills": skills_by_person(request.today),
        "lines": list(Product.objects.filter(depth=1)),
    }
    return render(request, "leads/people.html", context, status=422 if absence.errors else 200)


def _noted(request, absence: AbsenceForm) -> bool:
    what = request.POST.get("what")
    if what == "away":
        if absence.is_valid():
            actions.add_absence(request.actor, *absence.cleaned_data.values())
            return True
        return False
    if what == "back":
        if found := _absence(request.POST.get("absence", "")):
            actions.remove_absence(request.actor, found)
    elif what == "regions":
        for unit, words in territories():
            typed = request.POST.get(f"u-{unit.pk}", words)[:300].replace("\x00", "")
            if typed.strip() != words:
                actions.set_territory(request.actor, unit, typed)
    elif what == "skills":
        lines = {product.code: product for product in Product.objects.filter(depth=1)}
        for person, known in skills_by_person(request.today):
            chosen = [code for code in request.POST.getlist(f"p-{person.pk}") if code in lines]
            if set(chosen) != known:
                actions.set_skills(request.actor, person, [lines[code] for code in chosen])
    return True


@require_http_methods(["GET", "POST"])
@login_required
def office(request):
    """Office hours and times to answer."""
    _changing(request)
    row = Office.objects.first() or Office()
    initial = {name: getattr(row, name) for name in ("opens", "closes", "pause_from", "pause_to")}
    sent = request.POST if request.method == "POST" else None
    form = OfficeForm(sent, initial=initial, hours=answer_hours(row))
    if sent is not None and form.is_valid():
        try:
            actions.set_office(
                request.actor, opens=form.cleaned_data["opens"], closes=form.cleaned_data["closes"],
                pause=form.pause, answer_hours=form.answer_hours, seen=seen(request),
            )  # fmt: skip
        except LeadError as error:
            form.add_error(None, sentence(error))
        else:
            done(request, _("It holds for leads that come from now on."))
            return redirect("leads:office")
    return render(
        request,
        "leads/office.html",
        {"form": form, "revision": row.revision},
        status=422 if form.errors else 200,
    )


def _absence(text: str) -> Absence | None:
    try:
        wanted = UUID(text)
    except ValueError:
        return None
    return Absence.objects.filter(uid=wanted).select_related("person").first()
