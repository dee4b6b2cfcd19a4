"""What this feature's entries of the trail say."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "calibration.create": _("began the calibration"),
    "calibration.change": _("changed the calibration"),
    "calibration.run": _("computed the calibration"),
    "calibration.limits": _("set the limits of the check"),
    "calibration.discard": _("discarded the calibration"),
}
SUBJECTS = {
    "calibration": _("Calibration"),
    "limits": _("SMART limits"),
}
FIELDS = {
    "out_of_reach": _("Out of reach below, %"),
    "hard": _("Passes from, %"),
    "easy": _("Passes to, %"),
    "no_challenge": _("No challenge above, %"),
    "intent": (_("Wished"), "money"),
    "run": _("Run"),
    "probability": (_("Probability"), "ratio"),
    "inputs": ("", "hidden"),
}
