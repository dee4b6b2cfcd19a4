"""Scores, trends and inputs as signs and words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotamesh.base.shell.formats import local_date
from quotamesh.plan.market.kinds import LABELS, MEASURES, Area, Force, Trend
from quotamesh.plan.market.models import Entry
from quotamesh.plan.market.typing_in import shown, span

# A competitor's score against us: sign, word, state of the shell (what is bad for us is bad).
SCORE_WORDS = {
    2: ("▲▲", gettext_lazy("far ahead of us"), "bad"),
    1: ("▲", gettext_lazy("ahead of us"), "watch"),
    0: ("＝", gettext_lazy("level with us"), "none"),
    -1: ("▼", gettext_lazy("behind us"), "good"),
    -2: ("▼▼", gettext_lazy("far behind us"), "good"),
}
TREND_SIGNS = {Trend.UP: "↗", Trend.LEVEL: "→", Trend.DOWN: "↘"}
FACTOR_NAMES = {"scan": gettext_lazy("effect"), "niche": gettext_lazy("amount of the niche")}


def entry_name(entry: Entry) -> str:
    return str(Force(entry.name).label) if entry.kind == Entry.Kind.FORCE else entry.name


def factor_name(name: str) -> str:
    return str(FACTOR_NAMES.get(name) or LABELS[name])


def change_words(name: str, value: Any, names: Mapping[str, str], currency: str) -> str:
    """One field of a version as words; `names` gives the names of the entries it points at."""
    if value is None or value == "" or value == []:
        return _("nothing")
    if name == "scores":
        return _("; ").join(f"{names.get(uid, '?')} {score:+d}" for uid, score in value.items()) or _(
            "nothing"
        )
    if name == "owner":
        return names.get(value, value)
    if name in ("noted_on", "by"):
        return local_date(date.fromisoformat(value))
    if name == "touches":
        return _(", ").join(names.get(uid, "?") for uid in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name in MEASURES:
        return span(value, MEASURES[name], currency) if isinstance(value, list) else shown(value, "share", "")
    labels = {"area": Area, "trend": Trend}.get(name)
    if labels and value in labels.values:
        return str(labels(value).label)
    return str(value)
