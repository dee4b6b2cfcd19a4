"""A target for a rate: one of its two parts is given, the other follows."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from quotamesh.base.people.models import Unit
from quotamesh.base.shell.formats import grouped, money, number, percent
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.periods import year_name
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.do.catalog.definition import Definition
from quotamesh.do.catalog.models import Product
from quotamesh.do.catalog.queries import grouped as by_group
from quotamesh.do.catalog.queries import offered
from quotamesh.plan.targets.actions import set_rate
from quotamesh.plan.targets.errors import NotEditable, PlanError
from quotamesh.plan.targets.finding import Measure, find_product, find_unit, managed_plan
from quotamesh.plan.targets.rates import Parts, Planned, can_be_set, parts_of_ratio, planned, rate_of
from quotamesh.plan.targets.views.answers import page
from quotamesh.plan.targets.wording import sentence


class RateForm(forms.Form):
    """The wanted rate, for whom, and which part is given."""

    rate = forms.CharField(
        label=gettext_lazy("Wanted rate"), max_length=40,
        help_text=gettext_lazy("A share as 32 % or 0.32; others as a number or an amount."),
        widget=forms.TextInput(attrs={"class": "amount", "autocomplete": "off"}),
    )  # fmt: skip
    given = forms.ChoiceField(label=gettext_lazy("What is given, and what follows"), widget=forms.RadioSelect)
    unit = forms.ChoiceField(label=gettext_lazy("For"))
    product = forms.ChoiceField(label=gettext_lazy("Product line"), required=False)

    def __init__(self, *args, parts: Parts, units, products, company, **kwargs):
        super().__init__(*args, **kwargs)
        self.parts, self.company = parts, company
        self.fields["given"].choices = [(way, _way(parts, way)) for way in parts.ways]
        self.fields["unit"].choices = [(unit.code, "　" * unit.depth + unit.name) for unit in units]
        self.fields["product"].choices = [
            (
                line.code if line.parent_id else "",
                "　" * line.depth + (line.name if line.parent_id else _("All products")),
            )
            for line in products
        ]

    def clean_rate(self):
        try:
            return rate_of(self.cleaned_data["rate"], self.parts.ratio, self.company)
        except PlanError as error:
            raise forms.ValidationError(sentence(error, self.company.currency)) from error


def _way(parts: Parts, way: str) -> str:
    values = {"given": parts.of(way).name}
    values["follows"] = parts.numerator.name if way == "denominator" else parts.denominator.name
    return _("%(given)s stays as it is planned, %(follows)s follows") % values


@require_http_methods(["GET", "POST"])
@page
def rates(request, uid):
    plan = managed_plan(request.viewer, uid)
    if not plan.editable:
        messages.error(request, sentence(NotEditable(), request.company.currency))
        return redirect("targets:workbench", uid)
    parts = parts_of_ratio(request.GET.get("indicator") or "gross_margin_rate")
    units = list(Unit.objects.filter(request.viewer.units()).exclude(kind=Unit.Kind.SEAT).order_by("path"))
    products = list(Product.objects.order_by("path"))
    product = find_product(request.POST.get("product") or request.GET.get("product") or None)
    rows = planned(plan, parts, units, product)
    initial = {
        "rate": request.GET.get("rate", "")[:40],
        "given": _usual(parts, rows),
        "product": _code(product),
    }
    form = RateForm(
        request.POST or None,
        parts=parts,
        units=units,
        products=products,
        company=request.company,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid() and _set(request, plan, parts, form):
        return redirect(f"{request.path}?{request.GET.urlencode()}")
    table = _table(request, parts, rows)
    if file := shown_table(request, table, f"rate-{parts.ratio.code}"):
        return file
    context = {
        "plan": plan,
        "parts": parts,
        "definition": parts.ratio,
        "indicators": by_group(offered(can_be_set, keep=parts.ratio.code)),
        "form": form,
        "table": table,
        "headline": _headline(request, plan, parts, rows[0] if rows else None),
        "copied": parts.base is not parts.denominator,
        "path": [
            {"label": _("Targets"), "url": reverse("targets:plans")},
            {"label": plan.name, "url": reverse("targets:workbench", args=[plan.uid])},
            {"label": parts.ratio.name},
        ],
    }
    return render(request, "targets/rates.html", context, status=422 if form.errors else 200)


def _code(product: Product) -> str:
    return product.code if product.parent_id else ""


def _usual(parts: Parts, rows: list[Planned]) -> str:
    """The denominator is given, unless only the numerator has targets."""
    only_numerator = rows and rows[0].numerator and not rows[0].denominator
    return "numerator" if only_numerator and "numerator" in parts.ways else "denominator"


def _set(request, plan, parts: Parts, form: RateForm) -> bool:
    values = form.cleaned_data
    unit, product = find_unit(request.viewer, values["unit"]), find_product(values["product"] or None)
    try:
        step = set_rate(
            request.actor, plan, parts, values["rate"], values["given"], unit, product, text=form.data["rate"]
        )
    except PlanError as error:
        form.add_error(None, sentence(error, request.company.currency))
        return False
    told = _("%(ratio)s: both parts now ask for it. Undo in the workbench takes it back.")
    done(request, (told if step else _("Nothing was changed.")) % {"ratio": parts.ratio.name})
    return True


def shown(value: float | None, definition: Definition, currency: str) -> str:
    """A rate in words; empty where there is none."""
    if value is None:
        return ""
    if definition.measure == "share":
        return str(percent(value))
    if definition.measure == "money":
        return str(money(round(value), currency))
    scale = 1000 if definition.measure == "quantity" else 1
    return str(number(value / scale, 2))


def _headline(request, plan, parts: Parts, whole: Planned | None) -> str:
    currency = request.company.currency
    values = {"ratio": parts.ratio.name, "part": parts.base.name, "year": year_name(plan.fiscal_year - 1)}
    if whole is None or whole.rate is None:
        return _("%(ratio)s: the plan asks for none yet.") % values
    values["rate"] = shown(whole.rate, parts.ratio, currency)
    if whole.before is None:
        return _("%(ratio)s: the plan asks for %(rate)s.") % values
    values["before"] = shown(whole.before, parts.ratio, currency)
    return _("%(ratio)s: the plan asks for %(rate)s; %(year)s came to %(before)s.") % values


def _table(request, parts: Parts, rows: list[Planned]) -> Table:
    currency = request.company.currency

    def amount(value: int, definition: Definition) -> str:
        digits = Measure(definition, request.company).digits
        return grouped(value, digits).removesuffix("." + "0" * digits)

    columns = [
        Column("unit", _("Unit"), "strong"),
        Column("rate", parts.ratio.name, "written"),
        Column("before", _("Last year"), "written"),
        Column("numerator", parts.numerator.name, "written"),
        Column("denominator", parts.denominator.name, "written"),
    ]
    cells = [
        {
            "unit": row.unit.name,
            "depth": row.unit.depth,
            "rate": shown(row.rate, parts.ratio, currency),
            "before": shown(row.before, parts.ratio, currency),
            "numerator": amount(row.numerator, parts.numerator),
            "denominator": amount(row.denominator, parts.denominator),
        }
        for row in rows
    ]
    return Table(columns, cells, _("What the plan asks of each unit"), ident="rates")
