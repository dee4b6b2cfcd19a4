"""Forms of adjustments."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotamesh.base.people.models import Company, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.shell.periods import month_name, year_name
from quotamesh.do.catalog.indicators import decimals
from quotamesh.do.catalog.models import Product
from quotamesh.do.catalog.queries import indicator
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.kernel.money import NotAnAmount, parse_amount
from quotamesh.plan.adjustments.access import balances
from quotamesh.plan.adjustments.actions import month_start
from quotamesh.plan.adjustments.models import LONGEST_TEXT, Adjustment
from quotamesh.plan.targets.actions import Change


def indented(node) -> str:
    return "\u3000" * node.depth + node.name


class ProposalForm(forms.Form):
    """Why, where and from when."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("Branch"), to_field_name="code", empty_label=None
    )
    start = forms.ChoiceField(
        label=gettext_lazy("Takes effect from"), help_text=gettext_lazy("Months before it stay as they are.")
    )
    category = forms.ChoiceField(label=gettext_lazy("Kind of reason"), choices=Adjustment.Category.choices)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "What happened, and what it rests on: figures of attainment, a forecast, a decision."
        ),
    )

    def __init__(self, *args, viewer: Viewer, company: Company, day: date, **kwargs):
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(viewer.units()).exclude(kind=Unit.Kind.SEAT).order_by("path")
        self.fields["unit"].queryset = units
        self.fields["unit"].label_from_instance = indented
        calendar = FiscalCalendar(company.fiscal_start)
        now = calendar.fiscal_year(day)
        self.fields["start"].choices = [
            (f"{year}-{index}", self._words(calendar, year, index))
            for year in (now, now + 1)
            for index in range(calendar.month_index(day) if year == now else 0, 12)
        ]

    @staticmethod
    def _words(calendar: FiscalCalendar, year: int, index: int) -> str:
        first = month_start(calendar.year(year).start, index)
        return f"{month_name(first.year, first.month)} ({year_name(year)})"

    @property
    def values(self) -> dict:
        year, index = self.cleaned_data["start"].split("-")
        kept = {name: self.cleaned_data[name] for name in ("unit", "category", "reason")}
        return {**kept, "fiscal_year": int(year), "from_month": int(index)}


class ChangeForm(forms.Form):
    """A new amount for what is left of the year."""

    indicator = forms.ChoiceField(label=gettext_lazy("Indicator"))
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("Unit"), to_field_name="code", empty_label=None
    )
    product = forms.ModelChoiceField(
        Product.objects.none(), label=gettext_lazy("Product line"), to_field_name="code", empty_label=None
    )
    amount = forms.CharField(
        label=gettext_lazy("New amount for the months that are left"),
        max_length=100,
        widget=forms.TextInput(attrs={"class": "amount", "autocomplete": "off", "inputmode": "text"}),
    )
    balance = forms.ChoiceField(label=gettext_lazy("Where the difference goes"))

    def __init__(
        self, *args, viewer: Viewer, company: Company, adjustment: Adjustment, codes: list[str], **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.company, self.adjustment = company, adjustment
        self.fields["indicator"].choices = [(code, indicator(code)[1].name) for code in codes]
        units = Unit.objects.filter(viewer.units(), path__startswith=adjustment.unit.path).order_by("path")
        self.fields["unit"].queryset = units
        self.fields["product"].queryset = Product.objects.filter(depth__lte=1).order_by("path")
        for name in ("unit", "product"):
            self.fields[name].label_from_instance = indented
        words = {
            "parent": _("every total above changes by it"),
            "units": _("the others in the same unit give or take it"),
        }
        self.fields["balance"].choices = [(way, words[way]) for way in words if way in balances(viewer)]

    def clean(self) -> dict:
        values = super().clean()
        if "amount" in values and "indicator" in values:
            digits = decimals(indicator(values["indicator"])[1], self.company.currency)
            try:
                values["amount"] = parse_amount(values["amount"], digits)
            except NotAnAmount:
                self.add_error("amount", _("This is not an amount: write it like 1,200,000 or 120万."))
            else:
                if values["amount"] < 0:
                    self.add_error("amount", _("An amount here is not below zero."))
        return values

    @property
    def change(self) -> Change:
        values = self.cleaned_data
        months = tuple(range(self.adjustment.from_month, 12))
        return Change(values["unit"], values["product"], months, values["amount"], values["balance"])
