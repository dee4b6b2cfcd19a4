"""What this feature's entries of the trail say."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "follow_up.record": _("noted a follow-up:"),
    "follow_up.correct": _("corrected the follow-up"),
    "follow_up.amend": _("amended the follow-up"),
    "follow_up.withdraw": _("withdrew the follow-up"),
    "follow_up.step": _("settled the next step of"),
    "follow_up.judge": _("checked the follow-up"),
    "integrity.compute": _("looked through the records of the week from"),
    "import.followups": _("took in follow-ups"),
}
SUBJECTS = {
    "follow_up": _("Follow-up"),
    "integrity": _("Look at records"),
}
FIELDS = {
    "summary": _("What was said"),
    "need": _("Need or feedback"),
    "next_step": _("Next step"),
    "week": _("Week"),
}
