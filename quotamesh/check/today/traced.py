"""What this feature's entries of the trail say."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "today.answer": _("settled on Today:"),
    "today.take_back": _("took back on Today:"),
    "today.rules": _("set the rules of"),
    "feed.renew": _("renewed the calendar feed of"),
    "feed.end": _("ended the calendar feed of"),
}
SUBJECTS = {
    "today": _("Today"),
    "feed": _("Calendar feed"),
}
