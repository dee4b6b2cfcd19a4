"""What this feature's entries of the trail say."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Person, Role, Unit

VERBS = {
    "account.open": _("opened the sign-in of"),
    "account.password": _("set a new password for"),
    "account.close": _("closed the sign-in of"),
    "token.issue": _("made the key"),
    "token.revoke": _("revoked the key"),
    "person.move": _("moved"),
    "seat.hand_over": _("handed over the seat"),
    "company.found": _("founded the company"),
    "demo.clear": _("cleared the demo company"),
    "import.units": _("took in organisation units"),
    "import.people": _("took in people"),
}
SUBJECTS = {
    "user": _("Sign-in"),
    "token": _("Interface key"),
    "person": _("Person"),
    "unit": _("Unit"),
    "company": _("Company"),
    "import": _("Import"),
}
FIELDS = {
    "person": (_("Person"), "person"),
    "owner": (_("Owner"), "person"),
    "unit": (_("Unit"), "unit"),
    "seat": (_("Seat"), "unit"),
    "to": (_("Handed to"), "person"),
    "hand_over.to": (_("Handed to"), "unit"),
    "from": (_("From"), "person"),
    "role": (_("Role"), "role"),
    "branch": (_("Branch"), "unit"),
    "holder": (_("Holder"), "person"),
    "shared": (_("Shared with"), "person"),
    "people": _("People"),
    "people.people": (_("People"), "person"),
    "currency": _("Currency"),
    "fiscal_start": _("First month of the year"),
    "invited": _("Invited"),
    "deputy": _("Deputy"),
}


def people(codes: set) -> Mapping[str, str]:
    return dict(Person.objects.filter(code__in=codes).values_list("code", "name"))


def units(codes: set) -> Mapping[str, str]:
    return dict(Unit.objects.filter(code__in=codes).values_list("code", "name"))


def roles(_codes: set) -> Mapping[str, str]:
    return {str(value): str(label) for value, label in Role.choices}


NAMES = {"person": people, "unit": units, "role": roles}
