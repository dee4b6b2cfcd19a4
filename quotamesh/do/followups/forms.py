"""One contact with a customer, as it is typed: on the phone with one thumb, on a large screen by keyboard."""

from datetime import date, timedelta
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from quotamesh.base.store.fields import new_uid
from quotamesh.do.customers.models import Contact, Customer
from quotamesh.do.customers.queries import visible_customers
from quotamesh.do.followups.actions.rules import LONGEST, LONGEST_STEP
from quotamesh.do.followups.models import FollowUp
from quotamesh.do.followups.queries import open_steps
from quotamesh.do.pipeline.models import Opportunity

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
STEPS = (_("Call again"), _("Visit"), _("Send the offer"), _("Send material"))
FEW = 8


def quick_days(today: date) -> list[tuple[str, str]]:
    """The dates one means most often: (words, day)."""
    monday = today + timedelta(7 - today.weekday())
    chips = (
        (_now("Tomorrow"), today + timedelta(1)),
        (_now("In 3 days"), today + timedelta(3)),
        (_now("In a week"), today + timedelta(7)),
        (_now("Next Monday"), monday),
    )
    return [(words, day.isoformat()) for words, day in chips]


class FollowUpForm(forms.Form):
    """`customer` is chosen by its uid; `customer_text` serves those without a script: a code or a part of the name."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    told_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)
    customer = forms.UUIDField(label=_("Customer"), required=False)
    customer_text = forms.CharField(label=_("Another customer"), max_length=200, required=False)
    way = forms.ChoiceField(label=_("Way of contact"), choices=FollowUp.Way.choices)
    day = forms.DateField(label=_("Day"), widget=DAY)
    summary = forms.CharField(
        label=_("Summary"), widget=forms.Textarea(attrs={"rows": 3, "enterkeyhint": "done"}),
        max_length=LONGEST,
        error_messages={"required": _("Say in a sentence what was talked about.")},
    )  # fmt: skip
    need = forms.CharField(
        label=_("Need or feedback"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=LONGEST,
    )
    next_step = forms.CharField(label=_("Next step"), max_length=LONGEST_STEP, required=False)
    due = forms.DateField(label=_("Due"), widget=DAY, required=False)
    contact = forms.UUIDField(label=_("Contact"), required=False)
    opportunity = forms.UUIDField(label=_("Opportunity"), required=False)
    informed = forms.MultipleChoiceField(
        label=_("Persons informed"), required=False, widget=forms.CheckboxSelectMultiple
    )
    latitude = forms.IntegerField(widget=forms.HiddenInput, required=False)
    longitude = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, viewer, colleagues, matches=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.viewer, self.matches = viewer, list(matches)
        self.found: Customer | None = None
        self.people = {person.code: person for person in colleagues}
        self.fields["informed"].choices = [(code, person.name) for code, person in self.people.items()]
        if not self.is_bound:
            self.initial.setdefault("uid", new_uid())

    def clean_customer(self):
        uid = self.cleaned_data.get("customer")
        if uid:
            self.found = visible_customers(self.viewer).filter(uid=uid).first()
            if self.found is None:
                raise ValidationError(_("This customer is not in your sight."))
        return self.found

    def clean(self):
        cleaned = super().clean()
        if self.found is None and "customer" not in self.errors:
            self._by_text(cleaned.get("customer_text", ""))
        if self.found:
            cleaned["contact"] = self._one(Contact.objects.filter(customer=self.found), "contact")
            deals = Opportunity.objects.filter(customer=self.found)
            cleaned["opportunity"] = self._one(deals, "opportunity")
        return cleaned

    def _by_text(self, text: str) -> None:
        """Without a script: exactly one customer whose code it is or whose name holds it, else a choice."""
        text = text.strip()
        if not text:
            self.add_error("customer", _("Choose a customer."))
            return
        exact = visible_customers(self.viewer).filter(code=text).first()
        self.matches = [exact] if exact else list(visible_customers(self.viewer, text)[:FEW])
        if len(self.matches) == 1:
            self.found = self.matches[0]
        elif self.matches:
            self.add_error("customer", _("Several customers are called like this: choose one."))
        else:
            self.add_error("customer", _("No customer in your sight is called like this."))

    def _one(self, rows, name: str):
        uid = self.cleaned_data.get(name)
        row = rows.filter(uid=uid).first() if uid else None
        if uid and row is None:
            self.add_error(name, _("This does not belong to the customer."))
        return row

    @property
    def place(self) -> tuple[int, int] | None:
        y, x = self.cleaned_data.get("latitude"), self.cleaned_data.get("longitude")
        return None if y is None or x is None else (y, x)

    def closed(self, person: int) -> list[FollowUp]:
        """The open steps of the customer that are said to be done with this contact."""
        uids = {uid for text in self.data.getlist("closes") if (uid := _uid(text))}
        if not uids or self.found is None:
            return []
        return [row for row in open_steps([person], customer=self.found) if row.uid in uids]


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
