"""Forms of talks, agreements and their texts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Company, Role, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.shell.periods import quarter_name
from quotamesh.do.catalog.indicators import decimals
from quotamesh.do.catalog.queries import indicator
from quotamesh.kernel.money import NotAnAmount, format_plain, parse_amount
from quotamesh.plan.agreements.models import LONGEST_TEXT, Talk
from quotamesh.plan.agreements.numbers import Offer
from quotamesh.plan.agreements.texts import PARTS, TONGUES
from quotamesh.plan.targets.models import Plan


class OfferForm(forms.Form):
    """Other numbers for a talk: four quarters of each indicator, and why."""

    text = forms.CharField(
        label=_("Reason"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, talk: Talk, company: Company, **kwargs):
        super().__init__(*args, **kwargs)
        self.digits = {code: decimals(indicator(code)[1], company.currency) for code in talk.offer}
        for code, amounts in talk.offer.items():
            for quarter, amount in enumerate(amounts, 1):
                self.fields[f"{code}-{quarter}"] = forms.CharField(
                    label=f"{indicator(code)[1].name} {quarter_name(quarter)}",
                    max_length=100,
                    initial=format_plain(amount, self.digits[code]),
                    widget=forms.TextInput(
                        attrs={"class": "amount", "inputmode": "decimal", "autocomplete": "off"}
                    ),
                )

    def rows(self) -> list[tuple]:
        """(indicator's name, its four fields), for the page."""
        return [
            (indicator(code)[1].name, [(quarter_name(n), self[f"{code}-{n}"]) for n in (1, 2, 3, 4)])
            for code in self.digits
        ]

    def clean(self) -> dict:
        values = super().clean()
        for code, digits in self.digits.items():
            for quarter in (1, 2, 3, 4):
                self._read(values, f"{code}-{quarter}", digits)
        return values

    def _read(self, values: dict, name: str, digits: int) -> None:
        if name not in values:
            return
        try:
            values[name] = parse_amount(values[name], digits)
        except NotAnAmount:
            self.add_error(name, _("This is not an amount: write it like 1,200,000 or 120万."))
            return
        if values[name] < 0:
            self.add_error(name, _("An amount here is not below zero."))

    @property
    def offer(self) -> Offer:
        return {code: [self.cleaned_data[f"{code}-{n}"] for n in (1, 2, 3, 4)] for code in self.digits}


class BranchForm(forms.Form):
    """A plan and a branch of the organisation."""

    plan = forms.ModelChoiceField(
        Plan.objects.none(), label=_("Target plan"), to_field_name="uid", empty_label=None
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Branch"), to_field_name="code", empty_label=None
    )

    def __init__(self, *args, viewer: Viewer, plans: list[Plan], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = Plan.objects.filter(pk__in=[plan.pk for plan in plans])
        self.fields["plan"].label_from_instance = lambda plan: f"FY{plan.fiscal_year} · {plan.name}"
        units = Unit.objects.filter(viewer.units()).exclude(kind=Unit.Kind.SEAT).order_by("path")
        self.fields["unit"].queryset = units
        self.fields["unit"].label_from_instance = lambda unit: "\u3000" * unit.depth + unit.name


class TermsForm(forms.Form):
    """The three texts in both languages."""

    role = forms.ChoiceField(label=_("Role"), required=False)

    LABELS = {
        ("standard", "zh"): _("Standard of completion, Chinese"),
        ("standard", "en"): _("Standard of completion, English"),
        ("reward", "zh"): _("Reward, Chinese"),
        ("reward", "en"): _("Reward, English"),
        ("penalty", "zh"): _("Penalty, Chinese"),
        ("penalty", "en"): _("Penalty, English"),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("Everybody without own texts")), *Role.choices]
        for (part, tongue), label in self.LABELS.items():
            area = forms.Textarea(attrs={"rows": 4, "lang": "zh-Hans" if tongue == "zh" else "en"})
            self.fields[f"{part}_{tongue}"] = forms.CharField(
                label=label, max_length=LONGEST_TEXT, widget=area
            )

    @property
    def text(self) -> dict:
        return {p: {t: self.cleaned_data[f"{p}_{t}"] for t in TONGUES} for p in PARTS}

    @staticmethod
    def initial_of(role: str, text: dict) -> dict:
        return {"role": role, **{f"{p}_{t}": text[p][t] for p in PARTS for t in TONGUES}}
