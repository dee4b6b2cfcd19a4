"""Forms of approvals."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quotamesh.base.approvals.bands import Ask, Band
from quotamesh.base.approvals.models import Who
from quotamesh.base.approvals.queries import Rule
from quotamesh.base.people.models import Person
from quotamesh.kernel.amount_text import NotAnAmount
from quotamesh.kernel.money import MAX_AMOUNT, format_plain, minor_units, parse_amount

BANDS, STEPS = 5, 3
NAMES = ("first", "second", "third")


class BandForm(forms.Form):
    """One band: up to which amount, and up to three steps."""

    up_to = forms.CharField(
        label=_("Up to"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "amount", "autocomplete": "off"}),
    )
    first = forms.ChoiceField(label=_("First"), required=False)
    second = forms.ChoiceField(label=_("Then"), required=False)
    third = forms.ChoiceField(label=_("Then"), required=False)

    def __init__(self, *args, choices, currency, has_amount=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.currency = currency
        for name in NAMES:
            self.fields[name].choices = choices
        if not has_amount:
            del self.fields["up_to"]

    def clean_up_to(self) -> int | None:
        text = self.cleaned_data["up_to"].strip()
        if not text:
            return None
        try:
            amount = parse_amount(text, minor_units(self.currency))
        except NotAnAmount as error:
            raise forms.ValidationError(
                _("“%(text)s” is not an amount: write 50,000 or 5万."), params={"text": text}
            ) from error
        if not 0 <= amount <= MAX_AMOUNT:
            raise forms.ValidationError(_("A limit is not below zero."))
        return amount

    @property
    def filled(self) -> bool:
        return any(self.cleaned_data.get(name) for name in (*NAMES, "up_to"))

    def band(self, people: dict[str, int]) -> Band:
        texts = [self.cleaned_data[name] for name in NAMES if self.cleaned_data.get(name)]
        return Band(self.cleaned_data.get("up_to"), tuple(_ask(text, people) for text in texts))


def _ask(text: str, people: dict[str, int]) -> Ask:
    who, _colon, uid = text.partition(":")
    return Ask(who, people.get(uid) if who == Who.PERSON else None)


class RuleForm(forms.Form):
    """After how many days a request is overdue, and after how many it expires."""

    remind_days = forms.IntegerField(
        label=_("Overdue after days"),
        min_value=1,
        max_value=365,
        help_text=_("Calendar days a step may take."),
    )
    expire_days = forms.IntegerField(
        label=_("Expires after days"),
        min_value=1,
        max_value=3650,
        required=False,
        help_text=_("Empty: it waits for ever."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


def step_choices(people: list[Person]) -> list:
    roles = [(who.value, who.label) for who in Who if who != Who.PERSON]
    named = [(f"person:{person.uid}", f"{person.name} ({person.code})") for person in people]
    return [("", "–"), *roles, (_("A named person"), named)]


def band_forms(rule: Rule, people: list[Person], currency: str, data=None) -> list[BandForm]:
    keys = {person.pk: str(person.uid) for person in people}
    more = {"choices": step_choices(people), "currency": currency, "has_amount": rule.kind.has_amount}
    count = BANDS if rule.kind.has_amount else 1
    filled = [_initial(band, keys, currency) for band in rule.bands[:count]]
    filled += [{}] * (count - len(filled))
    return [
        BandForm(data, prefix=f"band{number}", initial=initial, **more)
        for number, initial in enumerate(filled, 1)
    ]


def _initial(band: Band, keys: dict[int, str], currency: str) -> dict:
    steps = [f"person:{keys.get(ask.person, '')}" if ask.who == Who.PERSON else ask.who for ask in band.steps]
    limit = "" if band.up_to is None else format_plain(band.up_to, minor_units(currency))
    return dict(zip(NAMES, steps, strict=False)) | {"up_to": limit.removesuffix(".00")}


class DeputyForm(forms.Form):
    """Somebody stands in from day to day."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Away"), to_field_name="uid")
    deputy = forms.ModelChoiceField(Person.objects.none(), label=_("Deputy"), to_field_name="uid")
    first_day = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    last_day = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, people, own=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = people
        self.fields["person"].queryset = people if own is None else own
        if own is not None:
            self.fields["person"].empty_label = None
