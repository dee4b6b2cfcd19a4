"""What this feature's entries of the trail say."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "agreement.draft": _("drew up the agreement"),
    "agreement.issue": _("issued the agreement"),
    "agreement.sign": _("signed the agreement"),
    "agreement.remind": _("reminded of the agreement"),
    "terms.write": _("wrote the terms for"),
    "talk.open": _("opened target talks on"),
    "talk.accept": _("accepted the target"),
    "talk.counter": _("countered the target"),
    "talk.answer": _("answered the offer"),
    "talk.dispute": _("disputed the target"),
    "talk.say": _("spoke about the target"),
    "talk.apply": _("put the agreed target into the plan"),
}
SUBJECTS = {
    "agreement": _("Agreement"),
    "talk": _("Target talk"),
    "terms": _("Terms"),
}
FIELDS = {
    "talks": _("Talks"),
    "plan": ("", "hidden"),
    "agreements": _("Agreements"),
}
