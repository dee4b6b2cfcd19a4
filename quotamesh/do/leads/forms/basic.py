"""Forms of leads: taking one in, answering, closing, giving to somebody."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from quotamesh.do.catalog.models import Product
from quotamesh.do.leads.models import Lead, LeadNote, Source
from quotamesh.do.leads.models.lead import LONGEST_NEED

DAY = forms.DateInput(attrs={"type": "date"})
TEL = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"})
MAIL = forms.EmailInput(attrs={"inputmode": "email", "autocomplete": "email"})
BY_RULES, MYSELF = "rules", "myself"


def no_control(text: str) -> str:
    """Texts keep their lines; other control characters are no part of what somebody wrote."""
    return "".join(c for c in text if c in "\n\t" or c.isprintable() or ord(c) > 0x9F).replace("\x00", "")


class Text(forms.CharField):
    """A text without control characters, as long as the table takes it."""

    def to_python(self, value):
        return no_control(super().to_python(value).replace("\r\n", "\n"))


class PersonForm(forms.Form):
    """Who it is, and how to reach them: one of the two ways must be there."""

    contact = Text(label=_("Name"), max_length=100)
    company = Text(label=_("Company"), max_length=200, required=False)
    phone = Text(label=_("Phone"), max_length=40, required=False, widget=TEL)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False, widget=MAIL)
    region = Text(label=_("Region"), max_length=100, required=False)
    product = forms.ModelChoiceField(
        Product.objects.none(), label=_("Product"), required=False, to_field_name="code", empty_label="–"
    )
    need = Text(
        label=_("Need"), max_length=LONGEST_NEED, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, lines=(), **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["product"]
        field.queryset = Product.objects.filter(parent__isnull=False)
        field.label_from_instance = lambda product: product.name
        if lines:
            field.choices = [("", "–"), *((line.code, line.name) for line in lines)]

    def clean(self):
        cleaned = super().clean()
        if (
            not cleaned.get("phone")
            and not cleaned.get("email")
            and not {"phone", "email"} & set(self.errors)
        ):
            raise ValidationError(
                _("Give a phone number or an e-mail address: nobody could be answered without.")
            )
        return cleaned


class NewForm(PersonForm):
    """A lead by hand: the phone first, as it rings."""

    field_order = ("phone", "contact", "company", "source", "need", "region", "product", "email", "to", "day")
    source = forms.ModelChoiceField(
        Source.objects.none(), label=_("Source"), to_field_name="code", empty_label=None
    )
    to = forms.ChoiceField(label=_("Who takes it"))
    day = forms.DateField(
        label=_("Came on"), widget=DAY, required=False, help_text=_("Today, unless you say otherwise.")
    )

    def __init__(self, *args, sources, people, takes: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = sources
        choices = [(MYSELF, _("I do"))] if takes else []
        choices += [(BY_RULES, _("Whom the rules name"))]
        choices += [(f"person:{t.person.code}", f"{t.person.name} · {t.seat.name}") for t in people]
        self.fields["to"].choices = choices
        self.fields["contact"].required = False

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("contact") and not cleaned.get("company") and not self.errors:
            self.add_error("contact", _("Say who it is, or which company."))
        return cleaned


class EditForm(PersonForm):
    source = forms.ModelChoiceField(
        Source.objects.all(), label=_("Source"), to_field_name="code", empty_label=None
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contact"].required = False


class AnswerForm(forms.Form):
    """How somebody was answered, in two taps and a line."""

    way = forms.ChoiceField(
        label=_("How"), choices=LeadNote.Way.choices, widget=forms.RadioSelect, initial="call"
    )
    text = Text(label=_("What was said"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))


class WhyForm(forms.Form):
    """Why a lead is closed; with a day it is given back and woken then."""

    why = forms.ChoiceField(label=_("Why"), choices=Lead.Why.choices)
    words = Text(label=_("In a few words"), max_length=200, required=False)


class RecycleForm(WhyForm):
    wake_on = forms.DateField(label=_("Wake on"), widget=DAY)

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["why"].choices = [each for each in Lead.Why.choices if each[0] != Lead.Why.SPAM]

    def clean_wake_on(self):
        day = self.cleaned_data["wake_on"]
        if not self.today < day <= date(2049, 12, 31):
            raise ValidationError(_("Choose a day to come."))
        return day
