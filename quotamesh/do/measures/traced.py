"""What this feature's entries of the trail say."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "measure.record": _("entered the values"),
    "import.measurements": _("took in measured values"),
}
SUBJECTS = {
    "measure": _("Measured value"),
}
