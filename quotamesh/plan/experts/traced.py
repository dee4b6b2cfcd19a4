"""What this feature's entries of the trail say."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "experts.open": _("asked experts about"),
    "experts.answer": _("took an anonymous estimate for"),
    "experts.close": _("closed a round on"),
    "experts.next": _("began the next round on"),
}
SUBJECTS = {
    "experts": _("Expert round"),
}
FIELDS = {
    "deadline": _("Deadline"),
    "round": _("Round"),
    "again": _("Corrected"),
    "median": (_("Median"), "money"),
    "iqr": (_("Spread of the middle half"), "money"),
}
