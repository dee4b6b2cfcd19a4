"""Measures, scores and moves in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NAMES = {
    "r": gettext_lazy("Recency"),
    "f": gettext_lazy("Frequency"),
    "m": gettext_lazy("Money"),
    "complexity": gettext_lazy("Need complexity"),
    "chain": gettext_lazy("Decision chain"),
    "growth": gettext_lazy("Growth"),
    "wallet": gettext_lazy("Room in the wallet"),
}


def why(changed: dict[str, list[int]]) -> str:
    """Which scores changed, and how: the cause of a move as one reads it."""
    parts = [
        _("%(name)s %(before)s → %(after)s")
        % {"name": name, "before": score(changed[code][0]), "after": score(changed[code][1])}
        for code, name in NAMES.items()
        if code in changed
    ]
    if "rules" in changed:
        parts.append(_("other rules"))
    return _("; ").join(parts)


def score(number: int) -> str:
    return str(number) if number else _("unknown")


def hundredths(number: int) -> str:
    return f"{number // 100}.{number % 100:02}"
