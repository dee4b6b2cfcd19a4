"""What this feature's entries of the trail say."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from quotamesh.do.customers.models import Customer

VERBS = {
    "customer.make": _("made the customer"),
    "customer.change": _("changed the customer"),
    "customer.reassign": _("gave to another owner the customer"),
    "customer.share": _("shared the customer"),
    "customer.unshare": _("ended the sharing of the customer"),
    "customer.transfer": _("handed over the customers of"),
    "customer.merge": _("merged into one"),
    "customer.undo_merge": _("took apart again"),
    "customer.look": _("looked for duplicates among the"),
    "customer.tell_apart": _("told apart"),
    "contact.make": _("added the contact"),
    "contact.change": _("changed the contact"),
    "contact.remove": _("removed the contact"),
    "document.add": _("added the document"),
    "document.remove": _("took away the document"),
    "customer_field.make": _("added the customer field"),
    "customer_field.change": _("changed the customer field"),
    "import.customers": _("took in customers"),
    "import.contacts": _("took in contacts"),
}
SUBJECTS = {
    "customer": _("Customer"),
    "customers": _("Customers"),
    "suspect": _("Suspected duplicate"),
    "contact": _("Contact"),
    "document": _("Document"),
    "customer_field": _("Customer field"),
}
FIELDS = {
    "customers": (_("Customers"), "customer"),
    "customer": (_("Customer"), "customer"),
    "winner": (_("Kept"), "customer"),
    "loser": _("Merged"),
    "region": _("Region"),
    "segment": _("Segment"),
    "industry": _("Industry"),
    "city": _("City"),
    "name_zh": _("Chinese name"),
    "name_en": _("English name"),
    "choices": _("Choices"),
    "tags": _("Tags"),
    "moved": _("Moved"),
    "filled": _("Filled in"),
    "phone": _("Phone"),
    "email": _("E-mail"),
    "document.size": _("Size in bytes"),
    "document.about": _("What is in it"),
    "document.digest": _("SHA-256"),
}


def customers(codes: set) -> Mapping[str, str]:
    return dict(Customer.objects.filter(code__in=codes).values_list("code", "name"))


NAMES = {"customer": customers}
