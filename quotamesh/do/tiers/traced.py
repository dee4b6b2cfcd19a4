"""What this feature's entries of the trail say."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "tiers.run": _("sorted customers into tiers as of"),
    "tiers.rules": _("changed the tier"),
    "tiers.card": _("changed the strategy card of"),
    "tiers.wallet": _("noted the wallet of"),
}
SUBJECTS = {
    "tiers": _("Tiers"),
}
FIELDS = {
    "tiers.rules": ("", "hidden"),
    "cut_value": _("Threshold of value"),
    "cut_potential": _("Threshold of potential"),
    "window_days": _("Days looked back"),
    "wallet": (_("Wallet"), "money"),
}
WORDS = {
    "strategic": _("strategic"),
    "profit": _("profit"),
    "nurture": _("nurture"),
    "maintain": _("maintain"),
}
