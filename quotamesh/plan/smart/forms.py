from django import forms
from django.utils.translation import gettext_lazy as _

from quotamesh.plan.smart.models import Objective


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
