from collections.abc import Sequence
from dataclasses import dataclass

from .svg import SIDE, dot, element, fixed, line, stretched

MIDDLE, EDGE = 500, 30


@dataclass(frozen=True)
class Strip:
    """A range on a line: from `low` to `high`, its inner part boxed, a tick at the middle, single values as dots."""

    low: float
    high: float
    inner_low: float
    inner_high: float
    middle: float
    dots: Sequence[float] = ()


def range_strips(strips: Sequence[Strip], marks: Sequence[float] = ()) -> list[str]:
    """One drawing a strip, all on one scale, which holds them and little more; `marks` go through all of them.

    Places are compared here, not lengths, so the scale need not begin at nought.
    """
    known = [float(v) for s in strips for v in (s.low, s.high, s.middle, *s.dots)]
    known += [float(mark) for mark in marks]
    low, high = min(known, default=0.0), max(known, default=1.0)
    return [_strip(strip, low, (high - low) or 1.0, marks) for strip in strips]


def _strip(strip: Strip, start: float, width: float, marks: Sequence[float]) -> str:
    def across(value: float) -> float:
        return EDGE + (SIDE - 2 * EDGE) * (float(value) - start) / width

    box = element(
        "rect",
        x=fixed(across(strip.inner_low)),
        y=200,
        width=fixed(max(across(strip.inner_high) - across(strip.inner_low), 2)),
        height=600,
        class_="strip-box",
    )
    parts = [
        line([(0, MIDDLE), (SIDE, MIDDLE)], "grid-line"),
        line([(across(strip.low), MIDDLE), (across(strip.high), MIDDLE)], "strip-line"),
        box,
        line([(across(strip.middle), 50), (across(strip.middle), 950)], "strip-middle"),
        *(dot((across(value), MIDDLE), "strip-dot") for value in strip.dots),
        *(line([(across(mark), 0), (across(mark), 1000)], "strip-mark") for mark in marks),
    ]
    return element("svg", stretched(*parts), class_="bar-box strip", aria_hidden="true")
