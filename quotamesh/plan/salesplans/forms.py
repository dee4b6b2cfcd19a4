"""Forms of sales plans."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Person, Role, Unit
from quotamesh.do.catalog.indicators import DEFINITIONS
from quotamesh.do.customers.models import Customer
from quotamesh.kernel.amount_text import NotAnAmount
from quotamesh.kernel.money import MAX_AMOUNT, minor_units, parse_amount
from quotamesh.plan.salesplans.actions.common import MOST
from quotamesh.plan.salesplans.actions.submit import DISCOUNT, SPECIAL
from quotamesh.plan.salesplans.errors import BadCount
from quotamesh.plan.salesplans.models import (
    ACTIVITIES,
    WITH_ACCOUNTS,
    Function,
    PlannedAccount,
    Resource,
    Way,
)

LARGEST_KEY = 2**31 - 1


def count_field(label) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=MOST,
        error_messages={
            "invalid": _("Enter a whole number from 0 to 9,999."),
            "min_value": _("Enter a whole number from 0 to 9,999."),
            "max_value": _("Enter a whole number from 0 to 9,999."),
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 0, "max": MOST, "class": "count"}),
    )


class PlanForm(forms.Form):
    """What is planned in general, and in words."""

    approach = forms.CharField(
        label=_("Approach of the month"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("How the target is to be reached: with whom, with what, in which order."),
    )
    remarks = forms.CharField(
        label=_("Remarks"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    seen = forms.IntegerField(min_value=0, max_value=LARGEST_KEY, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code in ACTIVITIES:
            self.fields[code] = count_field(DEFINITIONS[code].name)

    @property
    def counts(self) -> dict[str, forms.BoundField]:
        return {code: self[code] for code in ACTIVITIES}


class AccountForm(forms.Form):
    """How a key account is worked on in the month."""

    way = forms.ChoiceField(label=_("Way"), choices=Way.choices)
    approach = forms.CharField(label=_("Approach"), required=False, max_length=500)
    next_step = forms.CharField(label=_("Next step"), required=False, max_length=300)

    def __init__(self, *args, row: PlannedAccount, **kwargs):
        initial = {name: getattr(row, name) for name in (*WITH_ACCOUNTS, "way", "approach", "next_step")}
        super().__init__(*args, prefix=f"account-{row.uid}", initial=initial, **kwargs)
        self.row = row
        for code in WITH_ACCOUNTS:
            self.fields[code] = count_field(DEFINITIONS[code].name)


class ResourceForm(forms.Form):
    """What the plan needs of another function."""

    function = forms.ChoiceField(label=_("Of whom"), choices=Function.choices)
    what = forms.CharField(label=_("What"), max_length=200)
    measure = forms.ChoiceField(label=_("Measured in"), choices=Resource.Measure.choices)
    quantity = forms.CharField(
        label=_("How much"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "amount", "autocomplete": "off"}),
        help_text=_("Money as you write it: 20,000 or 2万."),
    )
    by_when = forms.DateField(label=_("By when"), widget=forms.DateInput(attrs={"type": "date"}))
    customer = forms.ModelChoiceField(
        Customer.objects.none(),
        label=_("For which account"),
        required=False,
        to_field_name="uid",
        empty_label=_("in general"),
    )

    def __init__(self, *args, customers, currency, today, **kwargs):
        super().__init__(*args, prefix="want", **kwargs)
        self.fields["customer"].queryset = customers
        self.currency, self.today = currency, today

    def clean_by_when(self):
        day = self.cleaned_data["by_when"]
        if day < self.today:
            raise forms.ValidationError(_("This day is over. Choose a day from today on."))
        return day

    def clean(self):
        data = super().clean()
        if "quantity" in data and "measure" in data:
            digits = minor_units(self.currency) if data["measure"] == Resource.Measure.MONEY else 0
            data["quantity"] = self._amount(data["quantity"], digits)
        return data

    def _amount(self, text: str, digits: int) -> int:
        amount = amount_of(self, "quantity", text, digits)
        if amount is not None and not 0 < amount <= MAX_AMOUNT:
            self.add_error("quantity", _("Enter more than zero."))
        return amount or 0


def amount_of(form: forms.Form, name: str, text: str, digits: int) -> int | None:
    try:
        return parse_amount(text, digits)
    except NotAnAmount:
        form.add_error(name, _("“%(text)s” is not an amount: write 20,000 or 2万.") % {"text": text})
        return None


class SpecialForm(forms.Form):
    """A discount or a custom proposal for a customer."""

    kind = forms.ChoiceField(label=_("What for"))
    customer = forms.ModelChoiceField(Customer.objects.none(), label=_("Customer"), to_field_name="uid")
    amount = forms.CharField(
        label=_("Amount of the discount"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "amount", "autocomplete": "off"}),
        help_text=_("Only for a discount: what the customer saves, 50,000 or 5万."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, customers, currency, **kwargs):
        super().__init__(*args, prefix="special", **kwargs)
        self.fields["kind"].choices = [(DISCOUNT, _("Discount")), (SPECIAL[1], _("Custom proposal"))]
        self.fields["customer"].queryset = customers
        self.currency = currency

    def clean(self):
        data = super().clean()
        text = data.get("amount", "").strip()
        data["amount"] = None
        if data.get("kind") == DISCOUNT:
            amount = amount_of(self, "amount", text, minor_units(self.currency))
            if amount is not None and not 0 < amount <= MAX_AMOUNT:
                self.add_error("amount", _("Enter more than zero."))
            data["amount"] = amount
        return data


class AnswerForm(forms.Form):
    """Yes, partly or no."""

    state = forms.ChoiceField(
        label=_("Answer"), choices=[c for c in Resource.State.choices if c[0] != Resource.State.OPEN]
    )
    granted = forms.CharField(
        label=_("How much"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "amount", "autocomplete": "off"}),
        help_text=_("Only for partly."),
    )
    ready_on = forms.DateField(
        label=_("Ready on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def __init__(self, *args, row: Resource, currency: str, **kwargs):
        super().__init__(*args, prefix=f"answer-{row.uid}", **kwargs)
        self.digits = minor_units(currency) if row.measure == Resource.Measure.MONEY else 0

    def clean(self):
        data = super().clean()
        text = data.get("granted", "").strip()
        data["granted"] = amount_of(self, "granted", text, self.digits) if text else None
        if data.get("state") != Resource.State.NO and not data.get("ready_on") and "ready_on" in data:
            self.add_error("ready_on", _("Say by which day it is there."))
        return data


class DeskForm(forms.Form):
    """Who answers: a role, the people of a unit, or one person."""

    role = forms.ChoiceField(label=_("Role"), choices=[("", "–"), *Role.choices], required=False)
    unit = forms.ModelChoiceField(
        Unit.objects.exclude(kind=Unit.Kind.SEAT).exclude(parent=None),
        label=_("Unit"),
        required=False,
        to_field_name="uid",
    )
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Person"), required=False, to_field_name="uid"
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people

    def clean(self):
        data = super().clean()
        if sum(bool(data.get(name)) for name in ("role", "unit", "person")) != 1:
            raise forms.ValidationError(_("Choose one of the three: a role, a unit or a person."))
        return data


def week_numbers(data, sheet) -> dict:
    """What was typed into the weeks: {(start, activity): number, or None where it was left empty}.

    Raises:
        BadCount
    """
    found = {}
    for first, _last in sheet.weeks:
        for code in ACTIVITIES:
            text = data.get(f"week-{first:%Y-%m-%d}-{code}", "").strip()[:20]
            if text and not (text.isascii() and text.isdigit() and len(text) <= 4):
                raise BadCount(text)
            found[first, code] = int(text) if text else None
    return found
