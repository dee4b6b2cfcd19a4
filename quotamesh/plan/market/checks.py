"""Whether an input can be: every problem beside the field it belongs to."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from quotamesh.base.shell.formats import percent
from quotamesh.kernel.market import BadMarket
from quotamesh.kernel.money import MAX_AMOUNT
from quotamesh.plan.market.kinds import (
    BASIS_POINTS,
    FORCE_SCORES,
    LONGEST,
    POINTS,
    SCORES,
    TEXTS,
    Area,
    Force,
    Points,
    Trend,
)
from quotamesh.plan.market.models import Entry
from quotamesh.plan.market.queries import picture

Problems = dict[str, str]
WEIGHED = {Entry.Kind.SEGMENT: "order_value", Entry.Kind.SCAN: "effect", Entry.Kind.COMPETITOR: "amount"}
CRITERIA = ("customer_segment", "industry", "region")
MOST = {"count": 10**9, "share": BASIS_POINTS, "change": 100 * BASIS_POINTS, "money": MAX_AMOUNT // 1000}
LEAST = {"count": 0, "share": 0, "change": 1 - BASIS_POINTS, "money": 0}


def problems_of(entry: Entry, others: Iterable[Entry], today: date) -> Problems:
    """A sentence a field, none where all is well. `others`: the other live entries of the book."""
    found: Problems = {}
    others = list(others)
    _name(entry, others, found)
    if entry.noted_on > today:
        found["noted_on"] = _("This day is still to come: give the day the figures were looked up.")
    for points in POINTS.get(entry.kind, ()):
        _points(points, entry.values.get(points.name), found)
    for name in TEXTS.get(entry.kind, ()):
        if len(str(entry.values.get(name, ""))) > LONGEST:
            found[name] = _("At most %(count)d characters fit here.") % {"count": LONGEST}
    OF_KIND.get(entry.kind, lambda *_given: None)(entry, others, found)
    if not found and entry.kind in WEIGHED:
        _countable(entry, others, found)
    return found


def _countable(entry: Entry, others: list[Entry], found: Problems) -> None:
    """Single figures may be possible and their product beyond what can be kept to the cent."""
    rows = ((each.kind, (str(each.uid), each.name, each.values)) for each in (*others, entry))
    try:
        picture(rows).market.likely()
    except BadMarket:
        found[WEIGHED[entry.kind]] = _("All inputs together come to more than can be counted here.")


def _name(entry: Entry, others: list[Entry], found: Problems) -> None:
    wanted = entry.name.strip().casefold()
    if any(each.kind == entry.kind and each.name.strip().casefold() == wanted for each in others):
        found["name"] = _("“%(name)s” is counted already: change that one, or choose another name.") % {
            "name": entry.name
        }


def _points(points: Points, values: list[int] | None, found: Problems) -> None:
    if values is None:
        if points.needed:
            found[points.name] = _("Give at least the likely value.")
        return
    low, likely, high = values
    if not low <= likely <= high:
        found[points.name] = _("Low must not be above likely, nor likely above high.")
    elif high > MOST[points.measure]:
        found[points.name] = _too_large(points, high)
    elif low < LEAST[points.measure]:
        found[points.name] = (
            _("A change of −100 % or less leaves nothing: enter more than −100 %.")
            if points.measure == "change"
            else _("This is not below zero.")
        )


def _too_large(points: Points, high: int) -> str:
    if points.measure != "share":
        return _("This is more than can be counted here.")
    values = {"share": percent(high / BASIS_POINTS)}
    return _("%(share)s is more than all of them: a share is at most 100 %%.") % values


def _segment(entry: Entry, others: list[Entry], found: Problems) -> None:
    """Two segments whose definitions can hold for the same customer would count it twice."""
    if entry.values.get("apart"):
        return
    for other in others:
        if other.kind == Entry.Kind.SEGMENT and not other.values.get("apart") and _overlap(entry, other):
            found["customer_segment"] = _(
                "A customer of “%(name)s” would be counted here too. Narrow customer segment, industry or "
                "region, or tick that none is counted twice."
            ) % {"name": other.name}
            return


def _overlap(one: Entry, other: Entry) -> bool:
    """Both say who belongs, and nothing in it keeps them apart."""
    mine, theirs = ([each.values.get(name) or "" for name in CRITERIA] for each in (one, other))
    if not any(mine) or not any(theirs):
        return False
    return all(not a or not b or a == b for a, b in zip(mine, theirs, strict=True))


def _scan(entry: Entry, others: list[Entry], found: Problems) -> None:
    segments = {str(each.uid) for each in others if each.kind == Entry.Kind.SEGMENT}
    if not set(entry.values.get("touches") or ()) <= segments:
        found["touches"] = _("One of these segments is no longer there.")
    if entry.values.get("area") not in Area.values:
        found["area"] = _("Choose an area.")
    if entry.values.get("link") and not entry.values["link"].startswith(("https://", "http://")):
        found["link"] = _("A link begins with https:// or http://.")
    if not entry.values.get("evidence"):
        found["evidence"] = _("Say what the effect is based on.")


def _competitor(entry: Entry, others: list[Entry], found: Problems) -> None:
    criteria = {str(each.uid) for each in others if each.kind == Entry.Kind.CRITERION}
    scores = entry.values.get("scores") or {}
    if not set(scores) <= criteria or any(score not in SCORES for score in scores.values()):
        found["scores"] = _("Scores go from −2 to +2, one for each criterion.")
    if entry.values.get("amount") and not entry.values.get("niche"):
        found["niche"] = _("Say which niche the amount stands for.")


def _force(entry: Entry, others: list[Entry], found: Problems) -> None:
    if entry.name not in Force.values:
        found["name"] = _("Choose one of the five forces.")
    if entry.values.get("score") not in FORCE_SCORES:
        found["score"] = _("The score goes from 1 (weak) to 5 (strong).")
    if entry.values.get("trend") not in Trend.values:
        found["trend"] = _("Choose a trend.")
    if not entry.values.get("reason"):
        found["reason"] = _("Say why.")


def _aim(entry: Entry, others: list[Entry], found: Problems) -> None:
    share = entry.values.get("share")
    if share is None or not 0 < share <= BASIS_POINTS:
        found["share"] = _("A share above 0 and at most 100 % is wanted.")
    try:
        date.fromisoformat(entry.values.get("by") or "")
    except ValueError:
        found["by"] = _("Give the day by which it is to be reached.")


OF_KIND = {
    Entry.Kind.SEGMENT: _segment,
    Entry.Kind.SCAN: _scan,
    Entry.Kind.COMPETITOR: _competitor,
    Entry.Kind.FORCE: _force,
    Entry.Kind.AIM: _aim,
}
