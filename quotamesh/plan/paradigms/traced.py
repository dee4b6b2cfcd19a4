"""What this feature's entries of the trail say."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "paradigm.choose": _("chose the paradigm of"),
    "paradigm.change": _("changed the driver tree of"),
    "paradigm.add": _("added a driver to"),
    "paradigm.remove": _("removed a driver from"),
    "paradigm.replace": _("replaced the driver tree of"),
    "paradigm.refill": _("filled from history the driver tree of"),
    "paradigm.undo": _("took back a change of"),
    "milestones.set": _("set the milestones of"),
}
SUBJECTS = {
    "paradigm": _("Paradigm"),
}
FIELDS = {
    "paradigm": (_("Paradigm"), "word"),
    "maturity_bp": (_("Maturity"), "points"),
    "standard_bp": (_("Standardisation"), "points"),
    "origin": ("", "hidden"),
    "nodes": _("Drivers"),
}
