"""The form of an own indicator."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quotamesh.do.catalog.definition import Group
from quotamesh.do.catalog.own_rules import WAYS
from quotamesh.do.catalog.queries import grouped, offered
from quotamesh.do.catalog.telling import MEASURES

KIND = ("aggregation", "measure", "numerator", "denominator")
HINTS = {
    "sum": _("Sum: adds up over days, people and product lines, like calls or training hours."),
    "stock": _("State at the end: how it stands that evening; a year is its last month."),
    "ratio": _("Ratio: two indicators divided, never averaged; its target is that of its two parts."),
}


class IndicatorForm(forms.Form):
    """An own indicator: made with its code, changed without it."""

    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=60, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=60, required=False)
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Names it in files and programs, for ever: small letters, digits and _, like demo_days."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    meaning = forms.CharField(
        label=_("What it means"),
        max_length=300,
        required=False,
        help_text=_("What is counted, and on which day: people who record it read this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    group = forms.ChoiceField(label=_("Group"), required=False)
    aggregation = forms.ChoiceField(label=_("How it adds up"))
    measure = forms.ChoiceField(label=_("Measured in"), choices=MEASURES)
    numerator = forms.ChoiceField(label=_("What is divided"), required=False)
    denominator = forms.ChoiceField(label=_("By what"), required=False)

    def __init__(self, *args, fixed: bool = False, made: bool = False, keep: tuple[str, ...] = (), **kwargs):
        """made: it exists, its code stays. fixed: its kind stays too. keep: parts to offer although hidden."""
        super().__init__(*args, **kwargs)
        names = {way.value: way.label for way in WAYS}
        self.fields["aggregation"].choices = list(names.items())
        self.fields["group"].choices = [("", _("by its kind")), *Group.choices]
        parts = offered(lambda each: not each.numerator) + _named(keep)
        for name in ("numerator", "denominator"):
            self.fields[name].choices = [("", "–"), *grouped(parts)]
        if made:
            del self.fields["code"]
        if fixed:
            for name in KIND:
                self.fields[name].disabled = True


def _named(codes: tuple[str, ...]) -> list:
    return [each for code in codes for each in offered(lambda d: d.hidden, keep=code) if each.hidden]
