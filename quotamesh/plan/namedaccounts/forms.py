"""Forms of named accounts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quotamesh.plan.namedaccounts.models import NamedAccount

MOST_CONTACTS = 99
DAY = forms.DateInput(attrs={"type": "date"})


class AccountForm(forms.Form):
    """What is planned with one account, and how far one has come."""

    next_step = forms.CharField(label=_("Next step"), max_length=200, required=False)
    due = forms.DateField(label=_("Due"), required=False, widget=DAY)
    priority = forms.ChoiceField(label=_("Priority"), choices=NamedAccount.Priority.choices)
    team = forms.ChoiceField(label=_("Team"), choices=NamedAccount.Team.choices)
    way = forms.ChoiceField(label=_("Way of contact"), choices=NamedAccount.Way.choices)
    reached_on = forms.DateField(
        label=_("Reached on"), required=False, widget=DAY,
        help_text=_("First contact to somebody who decides."),
    )  # fmt: skip
    penetrated_on = forms.DateField(
        label=_("Penetrated on"), required=False, widget=DAY,
        help_text=_("Need confirmed by several people there."),
    )  # fmt: skip


class AddForm(forms.Form):
    """Whose list, and what is planned with those who are chosen."""

    seat = forms.ChoiceField(label=_("List of"))
    team = forms.ChoiceField(label=_("Team"), choices=NamedAccount.Team.choices)
    priority = forms.ChoiceField(
        label=_("Priority"), choices=NamedAccount.Priority.choices, initial=NamedAccount.Priority.B
    )
    way = forms.ChoiceField(label=_("Way of contact"), choices=NamedAccount.Way.choices)
    contacts = forms.IntegerField(
        label=_("Contacts a month"), min_value=0, max_value=MOST_CONTACTS, initial=1,
        help_text=_("Planned for every month; single months are changed in the coverage plan."),
    )  # fmt: skip
    customers = forms.ModelMultipleChoiceField(None, to_field_name="uid", label=_("Customers"))

    def __init__(self, *args, tenures, customers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = [
            (tenure.seat.code, f"{tenure.person.name} · {tenure.seat.code}") for tenure in tenures
        ]
        self.fields["customers"].queryset = customers
