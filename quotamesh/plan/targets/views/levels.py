"""How far stretch and challenge stand above the target, and what that makes of each unit."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from quotamesh.base.people.models import Unit
from quotamesh.base.shell.formats import percent, short_money, symbol
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.do.catalog.queries import grouped, offered
from quotamesh.plan.targets.actions import set_levels
from quotamesh.plan.targets.console import step_points
from quotamesh.plan.targets.errors import BadLevels, BadStep, NotEditable
from quotamesh.plan.targets.finding import Measure, definition_of, find_unit, managed_plan
from quotamesh.plan.targets.levels import Standing, shares_of, standings
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.views.answers import page
from quotamesh.plan.targets.wording import sentence

FIELDS = ("stretch", "challenge")


class LevelForm(forms.Form):
    """Shares on top of the target, for the company or for one unit's branch."""

    unit = forms.ChoiceField(
        label=gettext_lazy("For"),
        help_text=gettext_lazy(
            "What is set for a unit holds for all below it, in place of what is set above."
        ),
    )
    stretch = forms.CharField(
        label=gettext_lazy("Stretch above the target"), max_length=20,
        widget=forms.TextInput(attrs={"class": "amount", "autocomplete": "off"}),
    )  # fmt: skip
    challenge = forms.CharField(
        label=gettext_lazy("Challenge above the target"), max_length=20,
        help_text=gettext_lazy("Not below stretch: 10 % and 20 %, for example."),
        widget=forms.TextInput(attrs={"class": "amount", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(unit.code, "　" * unit.depth + unit.name) for unit in units]

    def clean(self) -> dict:
        values = super().clean()
        for name in FIELDS:
            try:
                values[name] = step_points(values.get(name, ""))
            except BadStep:
                if name not in self.errors:
                    self.add_error(name, _("Enter a share such as 10 %."))
        return values


@require_http_methods(["GET", "POST"])
@page
def levels(request, uid):
    plan = managed_plan(request.viewer, uid)
    definition = definition_of(request.GET.get("indicator"))
    if not plan.editable:
        messages.error(request, sentence(NotEditable(), request.company.currency))
        return redirect("targets:workbench", uid)
    units = list(Unit.objects.filter(request.viewer.units()).exclude(kind=Unit.Kind.SEAT).order_by("path"))
    shares = shares_of(request.viewer, plan, definition.key)
    form = LevelForm(request.POST or None, units=units, initial=_initial(shares, request.GET.get("unit")))
    if request.method == "POST":
        answer = _set(request, plan, definition.key, form)
        if answer:
            return answer
    rows = standings(plan, definition.key, units)
    table = _table(rows, shares, Measure(definition, request.company))
    if file := shown_table(request, table, f"levels-{definition.code}"):
        return file
    context = {
        "plan": plan,
        "definition": definition,
        "indicators": grouped(offered(lambda each: each.target, keep=definition.code)),
        "form": form,
        "shares": shares,
        "headline": _headline(rows[0] if rows else None, Measure(definition, request.company)),
        "table": table,
        "path": [
            {"label": _("Targets"), "url": reverse("targets:plans")},
            {"label": plan.name, "url": reverse("targets:workbench", args=[plan.uid])},
            {"label": _("Levels")},
        ],
    }
    return render(request, "targets/levels.html", context, status=422 if form.errors else 200)


def _initial(shares, unit: str | None) -> dict:
    known = {share.unit: share for share in shares}
    share = known.get(unit or "") or (shares[0] if shares and not unit else None)
    if share is None:
        return {"unit": unit, "stretch": "10 %", "challenge": "20 %"}
    values = {"stretch": share.stretch_bp, "challenge": share.challenge_bp}
    return {"unit": share.unit} | {name: f"{points / 100:g} %" for name, points in values.items()}


def _set(request, plan: Plan, indicator: int, form: LevelForm):
    """Back to the page when it is done; None when the form tells why not."""
    here = f"{request.path}?{request.GET.urlencode()}"
    if "remove" in request.POST:
        set_levels(
            request.actor,
            plan,
            indicator,
            shares=None,
            unit=find_unit(request.viewer, request.POST["remove"]),
        )
        done(request, _("The unit follows what is set above it again."))
        return redirect(here)
    if not form.is_valid():
        return None
    values = form.cleaned_data
    try:
        set_levels(
            request.actor, plan, indicator,
            shares=(values["stretch"], values["challenge"]), unit=find_unit(request.viewer, values["unit"]),
        )  # fmt: skip
    except BadLevels as error:
        form.add_error("challenge", sentence(error, request.company.currency))
        return None
    done(request, _("The levels are set; every unit below has its own."))
    return redirect(here)


def _headline(whole: Standing | None, measure: Measure) -> str:
    if whole is None or not whole.amounts.get("target"):
        return _("Set a target first; levels stand above it.")
    told = {level: _short(amount, measure) for level, amount in whole.amounts.items()}
    if len(told) < 1 + len(FIELDS):
        return _("%(unit)s: the target is %(target)s; no level above it is set.") % {
            "unit": whole.unit.name,
            **told,
        }
    words = _("%(unit)s: target %(target)s, stretch %(stretch)s, challenge %(challenge)s.")
    return words % {"unit": whole.unit.name, **told}


def _short(amount: int, measure: Measure) -> str:
    if measure.currency:
        return symbol(measure.currency) + short_money(amount, measure.currency)
    return f"{amount / 10**measure.digits:,.0f}"


def _table(rows: list[Standing], shares, measure: Measure) -> Table:
    kind = "money" if measure.currency else "number"
    more = {"currency": measure.currency} if measure.currency else {}
    columns = [
        Column("unit", _("Unit"), "strong"),
        Column("target", _("Target"), kind, **more),
        Column("stretch", _("Stretch"), kind, **more),
        Column("challenge", _("Challenge"), kind, **more),
        Column("own", _("Set here")),
    ]
    own = {share.unit: share for share in shares}
    scale = 1 if measure.currency else 10**measure.digits
    cells = [
        {"unit": row.unit.name, "depth": row.unit.depth, "own": _own(own.get(row.unit.code))}
        | {level: amount / scale if scale > 1 else amount for level, amount in row.amounts.items()}
        for row in rows
    ]
    return Table(columns, cells, _("Levels by unit"), ident="levels")


def _own(share) -> str:
    if share is None:
        return ""
    return " · ".join(f"+{percent(points / 10_000)}" for points in (share.stretch_bp, share.challenge_bp))
