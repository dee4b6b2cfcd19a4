"""What this feature's entries of the trail say."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "approval.ask": _("asked for approval of"),
    "approval.approve": _("approved"),
    "approval.refuse": _("refused"),
    "approval.withdraw": _("took back the request"),
    "approval.expire": _("let expire undecided"),
    "approval.pass_on": _("passed on for decision"),
    "approval.rule": _("set the approval rule for"),
    "approval.drop_rule": _("dropped the approval rule for"),
    "deputy.name": _("named a deputy for"),
    "deputy.end": _("ended the deputy of"),
}
SUBJECTS = {
    "approval": _("Approval"),
    "approval_rule": _("Approval rule"),
    "deputy": _("Deputy"),
}
FIELDS = {
    "bands": _("Steps by amount"),
    "remind_days": _("Reminded after days"),
    "up_to": (_("up to"), "money"),
    "steps": (_("Steps"), "word"),
    "who": (_("who"), "word"),
    "step 1": (_("Step 1"), "word"),
    "step 2": (_("Step 2"), "word"),
    "step 3": (_("Step 3"), "word"),
}
WORDS = {
    "region": _("region"),
    "company": _("company"),
}
