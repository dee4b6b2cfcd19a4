"""The form of a day's report: words and three things, both optional."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quotamesh.check.dailyreports.actions import Told
from quotamesh.check.dailyreports.actions.remark import LONGEST
from quotamesh.check.dailyreports.actions.send import LONGEST as LONGEST_THING
from quotamesh.check.dailyreports.actions.send import THINGS

MOST_WORDS = 20_000


class ReportForm(forms.Form):
    words = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What the figures do not say."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args, things=(), **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, THINGS + 1):
            self.fields[f"thing{number}"] = forms.CharField(
                label=_("Thing %(n)d") % {"n": number},
                required=False,
                max_length=LONGEST_THING,
                initial=things[number - 1] if number <= len(things) else "",
            )

    @property
    def things(self):
        return [self[f"thing{number}"] for number in range(1, THINGS + 1)]

    def told(self) -> Told:
        things = (self.cleaned_data[f"thing{number}"] for number in range(1, THINGS + 1))
        return Told(self.cleaned_data["words"], tuple(things))


class RemarkForm(forms.Form):
    text = forms.CharField(label=_("Comment"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))
