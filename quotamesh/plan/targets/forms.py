"""Forms of target plans."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quotamesh.do.catalog.queries import grouped, indicator, offered
from quotamesh.kernel.amount_text import NotAnAmount
from quotamesh.kernel.money import parse_amount
from quotamesh.plan.targets.console import basis_points, step_points
from quotamesh.plan.targets.errors import BadShare, BadStep
from quotamesh.plan.targets.finding import Measure, definition_of
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.rates import can_be_set
from quotamesh.plan.targets.wording import sentence

LEVELS = 3


class PlanForm(forms.Form):
    """A new scenario."""

    name = forms.CharField(label=_("Name"), max_length=100)
    fiscal_year = forms.IntegerField(label=_("Fiscal year"), min_value=1950, max_value=2099)
    copy_of = forms.ModelChoiceField(
        Plan.objects.none(),
        label=_("Copy of"),
        required=False,
        empty_label=_("nothing: start empty"),
        to_field_name="uid",
        help_text=_("Amounts, floors, caps, weights and locks are copied."),
    )

    def __init__(self, *args, plans, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["copy_of"].queryset = plans
        self.fields["copy_of"].label_from_instance = lambda plan: f"FY{plan.fiscal_year} · {plan.name}"


class SplitForm(forms.Form):
    """A total, and by what it is divided."""

    indicator = forms.ChoiceField(label=_("Indicator"))
    total = forms.CharField(
        label=_("Total of the year"),
        max_length=100,
        help_text=_("As you write it: 150,000,000, 1.5亿 or 150 M. Of a rate the wanted one: 32 %."),
        widget=forms.TextInput(attrs={"inputmode": "text", "class": "amount", "autocomplete": "off"}),
    )
    weights = forms.ChoiceField(
        label=_("Weights"),
        help_text=_("By what people get their share. Months follow the seasons of up to three years."),
    )
    reserve = forms.CharField(
        label=_("Reserve"),
        max_length=20,
        initial="0 %",
        help_text=_("Share of the total held back for opportunities: 12 %."),
        widget=forms.TextInput(attrs={"class": "amount", "autocomplete": "off"}),
    )
    step = forms.CharField(
        label=_("Growth from quarter to quarter"),
        max_length=20,
        initial="0 %",
        required=False,
        help_text=_("Each quarter asks for so much more than the one before, on top of the season: 5 %."),
        widget=forms.TextInput(attrs={"class": "amount", "autocomplete": "off"}),
    )
    product_level = forms.TypedChoiceField(
        label=_("Product level"),
        coerce=int,
        choices=[(level, str(level)) for level in range(1, LEVELS + 1)],
        help_text=_(
            "How deep in the product tree the targets stand; 1 is the level right below all products."
        ),
    )

    def __init__(self, *args, plan, plans, company, **kwargs):
        super().__init__(*args, **kwargs)
        self.company = company
        self.fields["indicator"].choices = grouped(offered(lambda each: each.target or can_be_set(each)))
        others = [(f"plan:{p.uid}", f"FY{p.fiscal_year} · {p.name}") for p in plans if p.pk != plan.pk]
        self.fields["weights"].choices = [
            ("history", _("History: last year's actuals")),
            ("equal", _("Equal: everybody the same")),
            ("own", _("Own: the weights set in the plan")),
            *([(_("Same as plan"), others)] if others else []),
        ]

    def clean(self) -> dict:
        values = super().clean()
        if self.wants_rate:
            return values
        if "total" in values and "indicator" in values:
            digits = Measure(definition_of(values["indicator"]), self.company).digits
            try:
                values["total"] = parse_amount(values["total"], digits)
            except NotAnAmount as error:
                self.add_error("total", sentence(error, self.company.currency))
            else:
                if values["total"] < 0:
                    self.add_error("total", _("An amount here is not below zero."))
        return values

    @property
    def wants_rate(self) -> bool:
        """Whether a rate was chosen: it is set on a page of its own, through its two parts."""
        code = self.cleaned_data.get("indicator")
        return bool(code) and not indicator(code)[1].target

    def clean_step(self) -> int:
        try:
            return step_points(self.cleaned_data["step"] or "0")
        except BadStep as error:
            raise forms.ValidationError(sentence(error, self.company.currency)) from error

    def clean_reserve(self) -> int:
        try:
            return basis_points(self.cleaned_data["reserve"])
        except BadShare as error:
            raise forms.ValidationError(sentence(error, self.company.currency)) from error
