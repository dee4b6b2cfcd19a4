"""What this feature's entries of the trail say."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "dailyreport.send": _("sent the daily report"),
    "dailyreport.correct": _("corrected the daily report"),
    "dailyreport.comment": _("commented on the daily report"),
    "dailyreport.addition": _("added to the daily report"),
    "dailyreport.store": _("stored the daily reports of"),
}
SUBJECTS = {
    "dailyreport": _("Daily report"),
}
FIELDS = {
    "things": _("For tomorrow"),
}
