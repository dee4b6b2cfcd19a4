"""What is drawn on the page, from the kept result."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from quotamesh.base.shell.charts import Curve, Mark, Strip
from quotamesh.base.shell.formats import percent, short_money, signed
from quotamesh.plan.calibration.words import DIMENSION_NAMES, METHOD_NAMES, amount, swing_name

Rows = list[tuple[str, Strip, str]]
FULL, QUARTERS = 1.0, 4


def curve_of(result: dict[str, Any], currency: str) -> Curve:
    """Probability against target, with what can be promised, aimed at, stretched to, and the wish."""
    marks = [
        Mark(result["commit"], _("Commit")),
        Mark(result["target"], _("Target")),
        Mark(result["stretch"], _("Stretch")),
        Mark(result["intent"], _("Wish"), "strong"),
    ]
    return Curve([tuple(point) for point in result["curve"]], marks)


def range_strips_of(result: dict[str, Any], currency: str) -> Rows:
    """The dimensions and what they leave together; the inner box is the part that all share."""
    rows = [(str(DIMENSION_NAMES[name]), points) for name, points in result["ranges"].items()]
    rows.append((_("Feasible: the smallest of them"), result["feasible"]))
    return [(label, _strip(points), _span(points, currency)) for label, points in rows]


def method_strips(result: dict[str, Any], weights: dict[str, float], currency: str) -> Rows:
    """Methods side by side with their weights, and what they come to together."""
    total = sum(weights.get(name, 0) for name in result["methods"]) or 1
    rows: Rows = []
    for name, each in result["methods"].items():
        points = [each["low"], each["middle"], each["high"]]
        label = f"{METHOD_NAMES[name]} · {percent(weights.get(name, 0) / total, 0)}"
        rows.append((label, _strip(points), _span(points, currency)))
    if result["combined"]:
        points = [result["combined"][part] for part in ("low", "middle", "high")]
        rows.append((_("Combined"), _strip(points), _span(points, currency)))
    return rows


def swing_strips(result: dict[str, Any], inputs: dict[str, Any], currency: str) -> Rows:
    """What moves the 50 % value most: from its low to its high end."""
    rows: Rows = []
    for swing in result["tornado"]:
        low, high = sorted((swing["low"], swing["high"]))
        words = f"{_change(low, currency)} … {_change(high, currency)}"
        rows.append((swing_name(swing, inputs), Strip(low, high, low, high, 0), words))
    return rows


def ramp_curve(basis: dict[str, Any]) -> Curve:
    """Output of a month in the seat as a part of full productivity, over the first months."""
    points = [(0.0, basis["ramp"][0])]
    for quarter, part in enumerate([*basis["ramp"], FULL]):
        points += [(quarter * 3.0, part), (quarter * 3.0 + (3 if quarter < QUARTERS else 4), part)]
    return Curve(points[1:], ceiling=FULL)


def _strip(points: Sequence[int]) -> Strip:
    low, middle, high = points
    return Strip(low, high, low, high, middle)


def _span(points: Sequence[int], currency: str) -> str:
    low, middle, high = points
    if low == high:
        return amount(middle, currency)
    return f"{amount(middle, currency)} ({short_money(low, currency)} – {short_money(high, currency)})"


def _change(value: int, currency: str) -> str:
    return signed(value, short_money, currency)
