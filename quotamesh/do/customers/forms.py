"""Forms of customers and their contacts."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from quotamesh.do.customers.errors import BadOwn
from quotamesh.do.customers.models import LEAST_COMPLEX, LONGEST_PERSONA, MOST_COMPLEX, Contact, OwnField
from quotamesh.do.customers.own import read_own
from quotamesh.do.customers.wording import OWN_PROBLEMS
from quotamesh.do.customers.words import FIELDS

LONGEST_TAG, MOST_TAGS = 40, 30
_APART = re.compile(r"[;,、；，|\n]")
OWN = "own-"


class TagsField(forms.CharField):
    """Tags with commas or semicolons between them; a list of names."""

    def clean(self, value):
        found = sorted({tag.strip() for tag in _APART.split(super().clean(value)) if tag.strip()})
        if len(found) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in found):
            raise forms.ValidationError(_("At most 30 tags, of at most 40 characters each."), code="tags")
        return found


class CustomerForm(forms.Form):
    """The record of a customer, with the fields that sales operations added."""

    name = forms.CharField(label=_("Name"), max_length=200)
    code = forms.CharField(
        label=_("Code"), max_length=64, required=False, help_text=_("Empty: it gets one of its own.")
    )
    segment = forms.CharField(label=_("Segment"), max_length=100, required=False)
    industry = forms.CharField(label=_("Industry"), max_length=100, required=False)
    region = forms.CharField(label=_("Region"), max_length=100, required=False)
    city = forms.CharField(label=_("City"), max_length=100, required=False)
    channel = forms.CharField(label=_("Channel"), max_length=100, required=False)
    complexity = forms.TypedChoiceField(
        label=_("Need complexity"), required=False, coerce=int, empty_value=None,
        choices=[("", "–"), *((n, str(n)) for n in range(LEAST_COMPLEX, MOST_COMPLEX + 1))],
        help_text=_("1: one product as it is. 5: a project of several products, parties and steps."),
    )  # fmt: skip
    tags = TagsField(
        label=_("Tags"), max_length=2000, required=False, help_text=_("With commas between them.")
    )
    persona = forms.CharField(
        label=_("Persona"), max_length=LONGEST_PERSONA, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Whom one meets there: what they want, fear and decide by."),
    )  # fmt: skip

    def __init__(self, *args, own: list[OwnField], made: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = own
        for name in FIELDS:
            self.fields[name].widget.attrs["list"] = f"in-use-{name}"
        if made:
            del self.fields["code"]
        for each in own:
            self.fields[OWN + each.code] = _field_of(each)

    def clean(self):
        given = {each.code: self.data.get(OWN + each.code, "") for each in self.own}
        try:
            self.cleaned_data["own"] = read_own(self.own, given)
        except BadOwn as error:
            for code, why in error.fields.items():
                self.add_error(OWN + code, OWN_PROBLEMS[why])
        return self.cleaned_data

    @property
    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if not name.startswith(OWN)}


def _field_of(own: OwnField) -> forms.Field:
    if own.kind == OwnField.Kind.CHOICE:
        choices = [("", "–"), *((word, word) for word in own.choices)]
        return forms.CharField(label=str(own), required=False, widget=forms.Select(choices=choices))
    widget = forms.DateInput(attrs={"type": "date"}) if own.kind == OwnField.Kind.DATE else forms.TextInput()
    if own.kind == OwnField.Kind.NUMBER:
        widget.attrs["inputmode"] = "decimal"
    return forms.CharField(label=str(own), required=False, widget=widget)


class ContactForm(forms.Form):
    """Somebody at a customer's."""

    name = forms.CharField(label=_("Name"), max_length=100)
    part = forms.ChoiceField(label=_("Part in the decision"), choices=Contact.Part.choices, initial="other")
    title = forms.CharField(label=_("Title"), max_length=100, required=False)
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)


class OwnFieldForm(forms.Form):
    """A field of one's own."""

    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=60, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("Type"), choices=OwnField.Kind.choices)
    choices = TagsField(
        label=_("Choices"), max_length=2000, required=False, help_text=_("With commas between them.")
    )
    order = forms.IntegerField(label=_("Position"), min_value=0, max_value=999, initial=0)

    def __init__(self, *args, made: OwnField | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.made = made
        if made:
            # What is written already was read as this type.
            del self.fields["kind"]

    def clean(self):
        found = self.cleaned_data
        kind = self.made.kind if self.made else found.get("kind")
        if not (found.get("name_zh") or found.get("name_en")):
            self.add_error("name_zh", _("Give it a name in one language at least."))
        if kind == OwnField.Kind.CHOICE and not found.get("choices"):
            self.add_error("choices", _("Name the choices."))
        return found
