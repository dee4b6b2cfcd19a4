"""What this feature's entries of the trail say."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "channel.keep": _("added the group channel"),
    "channel.change": _("changed the group channel"),
    "channel.end": _("ended the group channel"),
}
SUBJECTS = {
    "channel": _("Group channel"),
}
