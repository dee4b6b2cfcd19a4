"""Forms of named accounts."""

from datetime import date

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Unit
from quotamesh.plan.namedaccounts import handing
from quotamesh.plan.namedaccounts.errors import AccountError, ItemsMissing
from quotamesh.plan.namedaccounts.models import NamedAccount
from quotamesh.plan.namedaccounts.queries import receiver

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


class HandOverForm(forms.Form):
    """Who gets the account, and what that team must be told; the fields that a team does not ask for stay empty."""

    team = forms.ChoiceField(label=_("Next team"), choices=NamedAccount.Team.choices)
    seat = forms.CharField(
        label=_("Who takes it"), max_length=64,
        widget=forms.TextInput(attrs={"list": "receivers", "autocomplete": "off"}),
        help_text=_("Code of the seat or of the person; those you know are suggested."),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, account: NamedAccount, day: date, **kwargs):
        super().__init__(*args, initial={"team": NEXT.get(account.team, NamedAccount.Team.SALES)}, **kwargs)
        self.account, self.day = account, day
        for code, label in handing.NAMES.items():
            teams = [
                NamedAccount.Team(team).label for team, codes in handing.DEMANDED.items() if code in codes
            ]
            self.fields[f"item-{code}"] = forms.CharField(
                label=label, max_length=handing.LONGEST, required=False,
                help_text=gettext("Demanded by: %(teams)s") % {"teams": ", ".join(map(str, teams))},
            )  # fmt: skip

    def clean_seat(self) -> Unit:
        seat = receiver(self.account, self.day, self.cleaned_data["seat"])
        if seat is None:
            raise forms.ValidationError(gettext("Nobody with this code holds a seat today."))
        return seat

    def items(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"item-{code}"] for code in handing.NAMES}

    def refuse(self, error: AccountError, words: str) -> None:
        """Say it beside the fields it is about, or above all."""
        if isinstance(error, ItemsMissing):
            for code in error.items:
                self.add_error(f"item-{code}", gettext("The next team needs this."))
        else:
            self.add_error(None, words)


NEXT = {NamedAccount.Team.SDR: NamedAccount.Team.BD, NamedAccount.Team.BD: NamedAccount.Team.PRESALES}
