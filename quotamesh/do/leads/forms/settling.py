"""Forms of sources, rules, rebates, conversion, and the form that strangers fill in."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Person, Unit
from quotamesh.do.catalog.models import Product
from quotamesh.do.leads.forms.basic import DAY, PersonForm, Text
from quotamesh.do.leads.forms.typing_in import AmountField, ShareField
from quotamesh.do.leads.models import Rule, Source

CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
NEW = "new"


class PublicForm(PersonForm):
    """What a stranger fills in. `website` is a trap: people do not see it, programs fill it in."""

    consent = forms.BooleanField(
        label=_("I agree that my details are kept and used to answer me."),
        error_messages={"required": _("Without your consent your details may not be kept.")},
    )
    website = forms.CharField(required=False, max_length=500)
    field_order = ("contact", "company", "phone", "email", "region", "product", "need", "consent")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["need"].max_length = 5000
        self.fields["need"].label = _("What can we do for you?")
        self.fields["contact"].label = _("Your name")

    def clean_need(self):
        need = self.cleaned_data["need"]
        if len(need) > 5000:
            raise ValidationError(_("At most 5,000 characters, please."))
        return need

    @property
    def shown(self) -> list:
        return [field for field in self if field.name not in ("website", "consent")]


class TermsForm(forms.Form):
    """A rebate: a share with a cap or without, or a fixed amount."""

    rebate_bp = ShareField(label=_("Rebate, share of the amount won"), required=False)
    rebate_cap = AmountField(label=_("At most"), required=False)
    rebate_fixed = AmountField(label=_("Or a fixed amount"), required=False)

    def __init__(self, *args, currency: str, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, AmountField):
                field.currency = currency

    def clean(self):
        cleaned = super().clean()
        share, cap, fixed = (cleaned.get(name) for name in ("rebate_bp", "rebate_cap", "rebate_fixed"))
        if fixed is not None and (share is not None or cap is not None):
            self.add_error("rebate_fixed", _("Either a share or a fixed amount."))
        elif cap is not None and share is None and "rebate_bp" not in self.errors:
            self.add_error("rebate_cap", _("A cap goes with a share."))
        return cleaned


class SourceForm(TermsForm):
    code = Text(label=_("Code"), max_length=64)
    name = Text(label=_("Name"), max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), choices=Source.Kind.choices)
    per_lead = AmountField(
        label=_("Cost of a lead"),
        required=False,
        help_text=_("What each new lead costs by itself, if anything."),
    )
    closed = forms.BooleanField(label=_("Takes no new leads"), required=False)
    field_order = ("code", "name", "kind", "per_lead", "rebate_bp", "rebate_cap", "rebate_fixed", "closed")

    def clean_per_lead(self):
        return self.cleaned_data["per_lead"] or 0


class CostForm(forms.Form):
    start = forms.DateField(label=_("From"), widget=DAY)
    end = forms.DateField(label=_("Until"), widget=DAY)
    amount = AmountField(label=_("Amount"), least=1)
    note = Text(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args, currency: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"].currency = currency

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("start") and cleaned.get("end") and cleaned["end"] < cleaned["start"]:
            self.add_error("end", _("It ends before it starts."))
        return cleaned


class RuleForm(forms.Form):
    """Conditions, way and pool of a rule."""

    name = Text(label=_("Name"), max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind of source"), choices=[("", _("any")), *Source.Kind.choices], required=False
    )
    source = forms.ModelChoiceField(
        Source.objects.all(), label=_("Source"), to_field_name="code", required=False, empty_label=_("any")
    )
    regions = Text(
        label=_("Region holds one of"), max_length=200, required=False,
        help_text=_("Words apart by commas: Shanghai, 上海. Empty: any region."),
    )  # fmt: skip
    product = forms.ModelChoiceField(
        Product.objects.filter(parent__isnull=False), label=_("Product line"), to_field_name="code",
        required=False, empty_label=_("any"),
    )  # fmt: skip
    way = forms.ChoiceField(label=_("Goes to"), choices=Rule.Way.choices)
    unit = forms.ModelChoiceField(
        Unit.objects.exclude(kind=Unit.Kind.SEAT), label=_("Sellers of"), to_field_name="code", required=False,
        empty_label="–", help_text=_("Also whose leaders see what this rule can give to nobody."),
    )  # fmt: skip
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(), label=_("And these people"), to_field_name="code", required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )  # fmt: skip
    active = forms.BooleanField(label=_("The rule is in use"), required=False, initial=True)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people
        self.fields["product"].label_from_instance = lambda product: product.name

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("unit") and not cleaned.get("people"):
            self.add_error("unit", _("Name a unit or people: somebody must get the leads."))
        return cleaned


class OfficeForm(forms.Form):
    """Office hours, and working hours to answer for each kind of source."""

    opens = forms.TimeField(label=_("Opens"), widget=CLOCK)
    closes = forms.TimeField(label=_("Closes"), widget=CLOCK)
    pause_from = forms.TimeField(label=_("Pause from"), widget=CLOCK, required=False)
    pause_to = forms.TimeField(label=_("to"), widget=CLOCK, required=False)

    def __init__(self, *args, hours: dict[str, int], **kwargs):
        super().__init__(*args, **kwargs)
        for kind, label in Source.Kind.choices:
            self.fields[f"h_{kind}"] = forms.IntegerField(
                label=label, min_value=1, max_value=80, initial=hours[kind],
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )  # fmt: skip

    @property
    def of_day(self) -> list:
        return [field for field in self if not field.name.startswith("h_")]

    @property
    def of_kinds(self) -> list:
        return [field for field in self if field.name.startswith("h_")]

    @property
    def pause(self):
        start, end = self.cleaned_data["pause_from"], self.cleaned_data["pause_to"]
        return (start, end) if start and end else None

    @property
    def answer_hours(self) -> dict[str, int]:
        return {kind: self.cleaned_data[f"h_{kind}"] for kind in Source.Kind.values}


class AbsenceForm(forms.Form):
    person = forms.ModelChoiceField(Person.objects.none(), label=_("Who is away"), to_field_name="code")
    start = forms.DateField(label=_("From"), widget=DAY)
    end = forms.DateField(label=_("Until"), widget=DAY)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class ReferralForm(TermsForm):
    name = Text(label=_("Who referred it"), max_length=200)
    customer = Text(
        label=_("Customer"),
        max_length=64,
        required=False,
        help_text=_("Code of the customer who referred it, if one did."),
    )
    field_order = ("name", "customer", "rebate_bp", "rebate_cap", "rebate_fixed")

    def clean(self):
        cleaned = super().clean()
        if not self.errors and cleaned.get("rebate_bp") is None and cleaned.get("rebate_fixed") is None:
            self.add_error("rebate_bp", _("Say what was agreed: a share or a fixed amount; 0 where nothing."))
        return cleaned


class ConvertForm(forms.Form):
    """The customer it becomes, whose it is, and the deal that begins."""

    customer = forms.ChoiceField(label=_("Customer"), widget=forms.RadioSelect)
    name = Text(label=_("Name of the new customer"), max_length=200, required=False)
    industry = Text(label=_("Industry"), max_length=100, required=False)
    region = Text(label=_("Region"), max_length=100, required=False)
    owner = forms.ChoiceField(label=_("Whose customer"))
    with_deal = forms.BooleanField(label=_("A deal begins"), required=False, initial=True)
    deal_name = Text(label=_("Name of the deal"), max_length=200, required=False)
    product = forms.ModelChoiceField(
        Product.objects.filter(parent__isnull=False), label=_("Product line"), to_field_name="code",
        required=False, empty_label="–",
    )  # fmt: skip
    amount = AmountField(label=_("Expected amount"), required=False)
    expected = forms.DateField(label=_("Expected close"), widget=DAY, required=False)

    def __init__(self, *args, currency: str, known, owners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"].currency = currency
        self.fields["product"].label_from_instance = lambda product: product.name
        self.fields["customer"].choices = [
            *((str(each.uid), f"{each.name} · {each.code}") for each in known), (NEW, _("A new customer"))
        ]  # fmt: skip
        self.fields["owner"].choices = [
            (t.person.code, f"{t.person.name} · {t.get_role_display()}") for t in owners
        ]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("customer") == NEW and not cleaned.get("name"):
            self.add_error("name", _("Name the customer, or choose one that is there already."))
        if cleaned.get("with_deal"):
            if not cleaned.get("product") and "product" not in self.errors:
                self.add_error("product", _("A deal is about a product line."))
            if not cleaned.get("deal_name"):
                self.add_error("deal_name", _("Give the deal a name."))
        return cleaned
