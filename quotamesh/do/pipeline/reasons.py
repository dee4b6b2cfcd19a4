"""Why deals are lost: a short list to choose from, so that losses can be counted, beside one's own words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

REASONS: dict[str, str | Promise] = {
    "price": _("Price"),
    "competitor": _("A competitor"),
    "budget": _("No budget"),
    "need": _("The need is gone"),
    "timing": _("Put off"),
    "fit": _("The product does not fit"),
    "relation": _("No access to who decides"),
    "silence": _("No answer any more"),
    "other": _("Another reason"),
}


def code_of(words: str) -> str:
    """The code of a reason named by its code or in either language; '' for own words."""
    return _known().get(words.strip().casefold(), "")


def _known() -> dict[str, str]:
    found = {code: code for code in REASONS}
    for language in ("en", "zh-hans"):
        with override(language):
            found |= {str(label).casefold(): code for code, label in REASONS.items()}
    return found
