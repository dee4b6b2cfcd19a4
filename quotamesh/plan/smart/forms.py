from itertools import pairwise

from django import forms
from django.utils.translation import gettext_lazy as _

from quotamesh.plan.calibration.limits import NAMES
from quotamesh.plan.smart.models import Objective


def _limit(label: str, help_text: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, min_value=0, max_value=100)


class ForceForm(forms.Form):
    why = forms.CharField(
        label=_("Why the warnings are accepted"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, doubts: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"].required = doubts


class LimitsForm(forms.Form):
    """The four limits of the probability, in percent."""

    out_of_reach = _limit(_("Out of reach below, %"), _("Fails: the target would only discourage."))
    hard = _limit(_("Passes from, %"), _("Between the two it is hard: a warning."))
    easy = _limit(_("Passes to, %"), _("Above it is easy: a warning."))
    no_challenge = _limit(_("No challenge above, %"), _("Fails: it will be reached anyway."))

    def clean(self):
        found = super().clean()
        given = [(name, found[name]) for name in NAMES if found.get(name) is not None]
        for (_before, low), (name, high) in pairwise(given):
            if low > high:
                self.add_error(name, _("Must not be below the limit before it, %(low)s.") % {"low": low})
        return found


class ObjectiveForm(forms.Form):
    """An objective of the year: one that is there, or a new one."""

    objective = forms.ModelChoiceField(
        Objective.objects.none(), label=_("Objective"), required=False, to_field_name="uid",
        empty_label=_("a new one"),
    )  # fmt: skip
    name = forms.CharField(
        label=_("New objective"), max_length=200, required=False,
        help_text=_("What the year is for, in one line: “New energy from 100 to 150 million”."),
    )  # fmt: skip

    def __init__(self, *args, fiscal_year: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["objective"].queryset = Objective.objects.filter(fiscal_year=fiscal_year)

    def clean(self):
        found = super().clean()
        if not found.get("objective") and not found.get("name"):
            self.add_error("name", _("Choose an objective, or name a new one."))
        return found
