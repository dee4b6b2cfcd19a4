"""What this feature's entries of the trail say."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "project.start": _("began the project"),
    "project.reach": _("reached a milestone of"),
    "project.move": _("moved a milestone of"),
    "project.criterion": _("settled a criterion of"),
    "project.stakeholder": _("noted who has a say in"),
    "project.roles": _("changed the roles of"),
    "project.review": _("held a stage review of"),
}
SUBJECTS = {
    "project": _("Project"),
}
FIELDS = {
    "milestone": _("Milestone"),
    "milestones": _("Milestones"),
    "held_on": _("Held on"),
    "influence": _("Influence"),
    "started": _("Started"),
}
