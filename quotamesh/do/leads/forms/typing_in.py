"""Amounts and shares as people type them."""

from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from quotamesh.base.shell.formats import grouped
from quotamesh.kernel.amount_text import NotAnAmount
from quotamesh.kernel.money import minor_units, parse_amount


class Typed(forms.Field):
    """What is typed as a text and kept as a whole number."""

    def __init__(self, **kwargs):
        attrs = {"class": "amount", "inputmode": "decimal", "autocomplete": "off", "maxlength": "60"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value):
        text = str(value or "").strip()[:100]
        return self.read(text) if text else None


class AmountField(Typed):
    """An amount in the company's currency as an integer of its smallest unit; None where nothing was typed."""

    def __init__(self, *, currency: str = "CNY", least: int = 0, **kwargs):
        super().__init__(**kwargs)
        self.currency, self.least = currency, least

    def read(self, text: str) -> int:
        try:
            amount = parse_amount(text, minor_units(self.currency))
        except NotAnAmount as error:
            raise ValidationError(_("This is not an amount. Write it like 1,250.50 or 1.2万.")) from error
        if amount < self.least:
            raise ValidationError(_("This amount is too small."))
        return amount

    def prepare_value(self, value):
        return grouped(value, minor_units(self.currency)) if isinstance(value, int) else value


class ShareField(Typed):
    """A share in basis points, typed as 3 % or 3; None where nothing was typed."""

    def read(self, text: str) -> int:
        try:
            points = Decimal(text.replace("％", "%").rstrip("%").strip()) * 100
        except InvalidOperation as error:
            raise ValidationError(_("This is not a share. Write it like 3 %.")) from error
        if not points.is_finite() or points != points.to_integral_value() or not 0 <= points <= 10_000:
            raise ValidationError(_("Write a share from 0 to 100 %, with two decimals at most."))
        return int(points)

    def prepare_value(self, value):
        return f"{value / 100:g} %" if isinstance(value, int) else value
