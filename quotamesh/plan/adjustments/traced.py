"""What this feature's entries of the trail say."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "adjustment.propose": _("proposed the adjustment"),
    "adjustment.ask": _("asked for approval of the adjustment"),
    "adjustment.withdraw": _("took back the adjustment"),
    "adjustment.approved": _("put in force the adjustment"),
    "adjustment.refused": _("refused the adjustment"),
    "adjustment.withdrawn": _("took back the request for the adjustment"),
    "adjustment.lapsed": _("let lapse the adjustment"),
}
SUBJECTS = {
    "adjustment": _("Adjustment"),
}
