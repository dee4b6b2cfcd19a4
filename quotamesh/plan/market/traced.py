"""What this feature's entries of the trail say."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "market.add": _("added to the market book"),
    "market.change": _("changed the market book"),
    "market.remove": _("removed from the market book"),
    "market.copy": _("copied the market book into"),
    "market.stale_after": _("set when figures grow old in"),
    "import.market_segments": _("took in market segments"),
}
SUBJECTS = {
    "market": _("Market book"),
}
FIELDS = {
    "noted_on": _("Noted on"),
    "entries": _("Entries"),
    "market.from": (_("From the year"), "year"),
    "removed": _("Removed"),
    "stale_after": _("Old after days"),
    "order_value": (_("Order value"), "money"),
    "growth": (_("Growth"), "points"),
    "need": _("Need"),
    "market.need": (_("Need"), "points"),
    "reach": (_("Reach"), "points"),
    "win": (_("Win"), "points"),
    "customer_segment": _("Customer segment"),
}
