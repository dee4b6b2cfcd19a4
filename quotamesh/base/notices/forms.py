"""Forms of notices: a group's robot."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from quotamesh.base.notices.kinds import kinds
from quotamesh.base.notices.models import Channel
from quotamesh.base.people.models import Unit

HIDDEN = {"autocomplete": "off", "spellcheck": "false"}


class ChangeForm(forms.Form):
    """What can be changed of a robot; address and secret are asked for anew and never filled in."""

    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("How you call the group."))
    kinds = forms.MultipleChoiceField(label=_("What it tells"), widget=forms.CheckboxSelectMultiple)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    address = forms.CharField(
        label=_("Address of the robot"),
        max_length=500,
        widget=forms.TextInput(attrs={**HIDDEN, "inputmode": "url"}),
        help_text=_(
            "The webhook address that the group shows for its robot. It is kept and never shown again."
        ),
    )
    secret = forms.CharField(
        label=_("Signing secret"),
        max_length=200,
        required=False,
        widget=forms.PasswordInput(attrs={**HIDDEN, "autocomplete": "new-password"}),
        help_text=_("If the robot asks for a signature (DingTalk, Feishu)."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args, kept=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = [(kind.code, kind.name) for kind in kinds()]
        if kept:
            self.fields["address"].required = False


class ChannelForm(ChangeForm):
    """A new robot."""

    way = forms.ChoiceField(label=_("Service"), choices=Channel.Way.choices)
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Unit"),
        to_field_name="uid",
        empty_label=None,
        help_text=_("It tells what concerns this unit and all below it."),
    )
    field_order = ["way", "name", "unit", "kinds", "language", "address", "secret"]

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
