"""What this feature's entries of the trail say."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "calibration.create": _("began the calibration"),
    "calibration.change": _("changed the calibration"),
    "calibration.run": _("computed the calibration"),
    "calibration.discard": _("discarded the calibration"),
}
SUBJECTS = {
    "calibration": _("Calibration"),
}
FIELDS = {
    "intent": (_("Wished"), "money"),
    "run": _("Run"),
    "probability": (_("Probability"), "ratio"),
    "inputs": ("", "hidden"),
}
