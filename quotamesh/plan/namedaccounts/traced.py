"""What this feature's entries of the trail say."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "named.add": _("put accounts on the list of"),
    "named.change": _("changed the named account"),
    "named.end": _("took off the list"),
    "named.take_up": _("put back on the list"),
    "named.hand_over": _("offered to hand over"),
    "named.accepted": _("accepted the hand-over"),
    "named.returned": _("sent back the hand-over"),
    "import.named_accounts": _("took in named accounts"),
}
SUBJECTS = {
    "named_account": _("Named account"),
    "named_accounts": _("List of named accounts"),
    "hand_over": _("Hand-over"),
}
FIELDS = {
    "reached_on": _("Reached on"),
    "penetrated_on": _("Penetrated on"),
    "ended_on": _("Ended on"),
    "m01": _("Month 1"),
    "m02": _("Month 2"),
    "m03": _("Month 3"),
    "m04": _("Month 4"),
    "m05": _("Month 5"),
    "m06": _("Month 6"),
    "m07": _("Month 7"),
    "m08": _("Month 8"),
    "m09": _("Month 9"),
    "m10": _("Month 10"),
    "m11": _("Month 11"),
    "m12": _("Month 12"),
}
