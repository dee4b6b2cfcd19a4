"""Measures, scores and moves in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quotamesh.base.shell.formats import number
from quotamesh.base.shell.versions import both_versions, fields_of
from quotamesh.do.tiers import errors

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


LIMIT_UNITS = {
    "r": gettext_lazy("days since the last purchase, falling"),
    "f": gettext_lazy("orders"),
    "m": gettext_lazy("amount"),
    "complexity": gettext_lazy("level 1 to 5"),
    "chain": gettext_lazy("people with a part in the decision"),
    "growth": gettext_lazy("percent of the span before"),
    "wallet": gettext_lazy("percent of it that is ours, falling"),
}


def sentence(error: errors.TierError) -> str:
    if isinstance(error, errors.Stale):
        pairs = _pairs(error.fields)
        if not pairs:
            return _("Somebody changed this meanwhile. Look again, then enter your change.")
        return _(
            "Somebody changed this meanwhile, yours ↔ now: %(pairs)s. Send again to put yours in its place."
        ) % {"pairs": pairs}
    if isinstance(error, errors.UnevenLimits):
        return _(
            "%(measure)s: give all four limits, each better than the one before, or none for fifths."
        ) % {"measure": NAMES[error.measure]}
    return _("Value and potential each need a weight above nought.")


def run_in_words(moved: int) -> str:
    text = ngettext(
        "All customers are sorted; %(count)d changed its tier.",
        "All customers are sorted; %(count)d changed their tier.",
        moved,
    )
    return text % {"count": moved}


def effect_in_words(moving: int) -> str:
    text = ngettext(
        "With these rules %(count)s customer would change the tier; nothing is set yet.",
        "With these rules %(count)s customers would change their tier; nothing is set yet.",
        moving,
    )
    return text % {"count": number(moving)}


def _pairs(fields: dict[str, list]) -> str:
    # Forms stand above the words of what they refuse.
    from quotamesh.do.tiers.forms import CardForm, RulesForm

    labels = {f"{code} weight": f"{name}: {_('Weight')}" for code, name in NAMES.items()}
    labels |= {f"{code} limits": f"{name}: {_('Limits')}" for code, name in NAMES.items()}
    cuts = {"cut_value": hundredths, "cut_potential": hundredths}
    return both_versions(fields, fields_of(CardForm, RulesForm), labels=labels, show=cuts)
