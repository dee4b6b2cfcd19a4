"""What is typed of a deal, read exactly."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Person, Tenure
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.validity import valid_on
from quotamesh.do.catalog.models import Product
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.queries import visible_customers
from quotamesh.do.customers.search import Found, find_customers
from quotamesh.do.pipeline.access import may_override
from quotamesh.do.pipeline.actions.common import MOST
from quotamesh.do.pipeline.reasons import Reasons
from quotamesh.kernel.amount_text import NotAnAmount
from quotamesh.kernel.money import minor_units, parse_amount

MOST_TEXT = 100_000
FEW = 8
DAY = forms.DateInput(attrs={"type": "date"})
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2049, 12, 31)


def owners_for(viewer: Viewer, day: date) -> list[Person]:
    """To whom the viewer may give deals: oneself, and for leaders and above everybody in sight."""
    tenures = Tenure.objects.filter(valid_on(day)).select_related("person").order_by("seat__path")
    own = tenures.filter(person=viewer.person_id)
    found = list(own) if viewer.person_id else []
    if may_override(viewer):
        found += list(tenures.filter(viewer.units("seat__")))
    return list({tenure.person_id: tenure.person for tenure in found}.values())


class AmountField(forms.CharField):
    """An amount as people write it (12.5万, 1,200), in the smallest unit."""

    def __init__(self, *, currency: str = "CNY", **more):
        super().__init__(max_length=60, **more)
        self.currency = currency

    def clean(self, value):
        text = super().clean(value)
        if not text.strip():
            return None
        try:
            amount = parse_amount(text, minor_units(self.currency))
        except NotAnAmount as error:
            raise ValidationError(_now("This is not an amount. Write it like 125000 or 12.5万.")) from error
        if not 0 <= amount <= MOST:
            raise ValidationError(_now("An amount is not below nought, and not that large."))
        return amount


class DealForm(forms.Form):
    """What is known of a deal."""

    name = forms.CharField(label=_("Name"), max_length=200)
    customer = forms.CharField(
        label=_("Customer"), max_length=280, required=False,
        help_text=_("Name, code or initials. May be left open at first."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    product = forms.ModelChoiceField(None, label=_("Product line"), to_field_name="uid", empty_label="–")
    owner = forms.ChoiceField(label=_("Owner"))
    amount = AmountField(label=_("Amount"), required=False)
    expected = forms.DateField(label=_("Expected close"), required=False, widget=DAY)
    own_chance = forms.IntegerField(
        label=_("Own estimate of the chance"), min_value=0, max_value=100, required=False,
        help_text=_("In percent. It stands beside what history says."),
    )  # fmt: skip

    def __init__(self, *args, viewer: Viewer, owners: list[Person], currency: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.matches: list[Found] = []
        self.viewer, self.owners = viewer, {str(person.uid): person for person in owners}
        self.fields["product"].queryset = Product.objects.order_by("path")
        self.fields["product"].label_from_instance = _indented
        self.fields["owner"].choices = [(uid, person.name) for uid, person in self.owners.items()]
        self.fields["amount"].currency = currency

    def clean_owner(self) -> Person:
        return self.owners[self.cleaned_data["owner"]]

    def clean_customer(self) -> Customer | None:
        """By its code, alone or behind the name, else as one finds it while typing: one that fits is meant, of
        several those that fit stand below to choose from."""
        text = self.cleaned_data["customer"].strip()
        if text == self.data.get("customer-asked", "").strip():
            text = self.data.get("customer-choice", "")[:64].replace("\x00", "") or text
        if not text:
            return None
        known = visible_customers(self.viewer)
        if by_code := known.filter(code=text.rsplit(" · ", 1)[-1]).first():
            return by_code
        named = list(known.filter(name=text)[:2])
        if len(named) == 1:
            return named[0]
        self.matches = find_customers(self.viewer, text, FEW)
        if len(self.matches) == 1:
            return known.filter(uid=self.matches[0].uid).first()
        if self.matches:
            raise ValidationError(_now("Several customers are called like this: choose one."))
        raise ValidationError(_now("No customer in sight has this name or code."))

    def clean_expected(self) -> date | None:
        day = self.cleaned_data["expected"]
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise ValidationError(_now("This day lies outside the calendar."))
        return day


def _indented(product: Product) -> str:
    return "\u2003" * max(0, product.depth - 1) + product.name


class LossForm(forms.Form):
    why = forms.ChoiceField(label=_("Reason"), required=False)
    reason = forms.CharField(label=_("In own words"), max_length=200, required=False)
    closed = forms.DateField(label=_("Closed"), widget=DAY, required=False)

    def __init__(self, *args, reasons: Reasons, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"].choices = [("", _now("– choose –")), *reasons.choices]
