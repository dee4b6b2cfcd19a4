"""What this feature's entries of the trail say."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "plan.accept_warning": _("accepted a warning of"),
    "plan.set_rhythm": _("set how often is looked at"),
    "objective.name": _("named the objective"),
    "objective.link": _("linked a target to the objective"),
}
SUBJECTS = {
    "objective": _("Objective"),
}
FIELDS = {
    "warning": _("Warning"),
    "every": _("Every"),
}
