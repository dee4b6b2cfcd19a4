"""What is worth a look, in words that explain and accuse nobody."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NAMES = ("late", "bursts", "copies", "places", "edits", "round")


@dataclass(frozen=True)
class Hint:
    """`told`: what was seen; `why`: what may well explain it; `keys`: some of the records."""

    name: str
    title: str
    told: str
    why: str
    keys: list[int]


def title_of(name: str) -> str:
    return {
        "late": _("Entered late"),
        "bursts": _("Entered in one go"),
        "copies": _("Texts alike"),
        "places": _("Places far apart"),
        "edits": _("Amended later"),
        "round": _("Round numbers"),
    }[name]


def why_of(name: str) -> str:
    """What may lie behind it, harmless things first."""
    return {
        "late": _(
            "A week on the road or without a connection explains much. What is written late is remembered less well."
        ),
        "bursts": _("Many write everything in the evening. Ask how the day's notes come about."),
        "copies": _(
            "Series of similar talks read alike, and so do templates. See whether the need of each customer is in it."
        ),
        "places": _(
            "A phone may tell a wrong place, or somebody else's phone was used. Ask before you conclude anything."
        ),
        "edits": _(
            "Amending is right where something was missing, and the original stays readable. See what was added."
        ),
        "round": _("Estimates are round. Numbers that were counted are so one time in five."),
    }[name]


def told_of(name: str, count: int, of: int) -> str:
    values = {"n": count, "of": of}
    if name == "round":
        return (
            ngettext(
                "%(n)d of %(of)d number recorded by hand ends in 0 or 5.",
                "%(n)d of %(of)d numbers recorded by hand end in 0 or 5.",
                of,
            )
            % values
        )
    return {
        "late": _("%(n)d of %(of)d entered later than the day after."),
        "bursts": _("%(n)d of %(of)d entered in runs of five or more within ten minutes."),
        "copies": _("%(n)d of %(of)d read nearly like one written before."),
        "places": _(
            "%(n)d of %(of)d at a place that could not be reached from the one before in the time between."
        ),
        "edits": _("%(n)d of %(of)d amended after the day for corrections."),
    }[name] % values


def hints_of(stored: dict[str, list[Any]]) -> list[Hint]:
    """The hints of a person's week, those that stand out most first."""
    listed = sorted(stored.items(), key=lambda item: -(item[1][2] if item[1][2] is not None else 99))
    return [
        Hint(name, title_of(name), told_of(name, count, of), why_of(name), keys)
        for name, (count, of, _far, keys) in listed
        if name in NAMES
    ]
