"""What this feature's entries of the trail say."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "order.create": _("entered the order"),
    "facts.rebuild": _("rebuilt from the records the"),
    "import.orders": _("took in orders"),
    "import.payments": _("took in payments"),
}
SUBJECTS = {
    "order": _("Order"),
    "facts": _("Summary"),
}
FIELDS = {
    "lines": _("Lines"),
    "total": (_("Total"), "money"),
    "number": _("Number"),
    "date": _("Date"),
}
