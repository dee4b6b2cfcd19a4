"""The rules, a card, a wallet as forms."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotamesh.base.shell.formats import grouped
from quotamesh.do.tiers.scheme import Rules
from quotamesh.do.tiers.wording import LIMIT_UNITS, NAMES
from quotamesh.kernel.amount_text import NotAnAmount
from quotamesh.kernel.money import minor_units, parse_amount
from quotamesh.kernel.tiering import HIGHEST, LOWEST, MEASURES

LIMITS = (1, 2, 3, 4)
MOST_DAYS, MOST_WEIGHT, LONGEST = 3660, 100, 30


class AmountField(forms.Field):
    """A number as people type it, of so many decimals, kept as an integer."""

    def __init__(self, *, digits: int, **kwargs):
        attrs = {"inputmode": "decimal" if digits else "numeric", "maxlength": LONGEST}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)
        self.digits = digits

    def to_python(self, value):
        text = str(value or "").strip()[:LONGEST]
        if not text:
            return None
        try:
            amount = parse_amount(text, self.digits)
        except NotAnAmount as error:
            raise ValidationError(_("This is not a number. Write it like 12.")) from error
        if amount < 0:
            raise ValidationError(_("This is not below nought."))
        return amount

    def prepare_value(self, value):
        if not isinstance(value, int):
            return value
        return grouped(value, self.digits).removesuffix("." + "0" * self.digits)


class RulesForm(forms.Form):
    """Window, growth, cuts; and of each measure a weight and four limits, or none for fifths of the customers."""

    window_days = forms.IntegerField(
        label=gettext_lazy("Purchases of the last … days"), min_value=1, max_value=MOST_DAYS, required=False,
        help_text=gettext_lazy("Empty: all purchases ever."),
    )  # fmt: skip
    growth_days = forms.IntegerField(
        label=gettext_lazy("Growth compares spans of … days"), min_value=1, max_value=MOST_DAYS,
        help_text=gettext_lazy("The last span with the one before it."),
    )  # fmt: skip
    cut_value = forms.DecimalField(
        label=gettext_lazy("High value from"), min_value=LOWEST, max_value=HIGHEST, decimal_places=2
    )
    cut_potential = forms.DecimalField(
        label=gettext_lazy("High potential from"), min_value=LOWEST, max_value=HIGHEST, decimal_places=2
    )

    def __init__(self, *args, rules: Rules, currency: str, **kwargs):
        self.digits = minor_units(currency)
        super().__init__(*args, initial=self._initial(rules), **kwargs)
        for name in MEASURES:
            self.fields[f"{name}-weight"] = forms.IntegerField(min_value=0, max_value=MOST_WEIGHT)
            for step in LIMITS:
                digits = self.digits if name == "m" else 0
                self.fields[f"{name}-{step}"] = AmountField(digits=digits, required=False)
        for name, field in self.fields.items():
            if "-" in name:
                self._name(name, field)

    @staticmethod
    def _initial(rules: Rules) -> dict:
        values: dict = {
            "window_days": rules.window_days,
            "growth_days": rules.growth_days,
            "cut_value": f"{rules.cut_value / 100:.2f}",
            "cut_potential": f"{rules.cut_potential / 100:.2f}",
        }
        for name, given in rules.measures.items():
            values[f"{name}-weight"] = given["weight"]
            values |= {f"{name}-{step}": limit for step, limit in zip(LIMITS, given["limits"], strict=False)}
        return values

    @staticmethod
    def _name(name: str, field: forms.Field) -> None:
        measure, part = name.split("-")
        label = _("Weight") if part == "weight" else _("%(score)s from") % {"score": int(part) + 1}
        field.label = label
        field.widget.attrs["aria-label"] = f"{NAMES[measure]}: {label}"
        field.widget.attrs["autocomplete"] = "off"

    def measures(self) -> list[dict]:
        """The measures' fields, row by row."""
        return [
            {
                "name": NAMES[name],
                "unit": LIMIT_UNITS[name],
                "weight": self[f"{name}-weight"],
                "limits": [self[f"{name}-{step}"] for step in LIMITS],
            }
            for name in MEASURES
        ]

    def general(self) -> list:
        return [self[name] for name in ("window_days", "growth_days", "cut_value", "cut_potential")]

    def rules(self) -> Rules:
        """What was typed. Missing limits stay missing, so that the check can say so."""
        values = self.cleaned_data
        measures = {}
        for name in MEASURES:
            limits = [values[f"{name}-{step}"] for step in LIMITS if values[f"{name}-{step}"] is not None]
            measures[name] = {"weight": values[f"{name}-weight"], "limits": limits}
        cuts = (int(values[name] * 100) for name in ("cut_value", "cut_potential"))
        return Rules(values["window_days"], values["growth_days"], measures, *cuts)


class CardForm(forms.Form):
    service = forms.CharField(label=gettext_lazy("Service"), max_length=200)
    steps = forms.CharField(
        label=gettext_lazy("What is done, one a line"), widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000, required=False,
    )  # fmt: skip
    rhythm_days = forms.IntegerField(
        label=gettext_lazy("A contact at least every … days"), min_value=1, max_value=730
    )

    def clean_steps(self) -> str:
        return self.cleaned_data["steps"].replace("\r\n", "\n").strip()


class WalletForm(forms.Form):
    def __init__(self, *args, currency: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"] = AmountField(
            digits=minor_units(currency), required=False, label=_("Spends in a year, with everybody"),
            help_text=_("Your estimate of what the customer spends on what we sell. Empty: not known."),
        )  # fmt: skip
