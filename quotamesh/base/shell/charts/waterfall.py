from collections.abc import Sequence
from itertools import accumulate, pairwise

from .svg import SIDE, element, fixed, line, stretched

THICK = 1000


def waterfall_bars(amounts: Sequence[float]) -> list[str]:
    """One bar an amount, each beginning where the one before ended, and a last one for their sum."""
    ends = list(accumulate((float(amount) for amount in amounts), initial=0.0))
    low, high = min(ends), max(ends)
    span = (high - low) or 1.0

    def across(value: float) -> float:
        return SIDE * (value - low) / span

    steps = [
        _step(across(start), across(end), "step-down" if end < start else "step-up", across(0))
        for start, end in pairwise(ends)
    ]
    return [*steps, _step(across(0), across(ends[-1]), "step-total", across(0))]


def _step(start: float, end: float, class_: str, nought: float) -> str:
    block = element(
        "rect",
        x=fixed(min(start, end)),
        y=100,
        width=fixed(max(abs(end - start), 2)),
        height=THICK - 200,
        class_=class_,
    )
    axis = line([(nought, 0), (nought, THICK)], "bar-nought")
    carried = line([(end, 0), (end, THICK)], "step-level")
    return element("svg", stretched(axis, carried, block), class_="bar-box step-box", aria_hidden="true")
