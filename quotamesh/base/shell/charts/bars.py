from collections.abc import Sequence

from .svg import SIDE, element, fixed, line, picture, stretched

THICK = 1000


def attainment_bar(actual: float, target: float, expected: float | None, label: str, state: str = "") -> str:
    """A bullet: the bar is what came in, the tick what was expected by today, the track's end the target."""
    whole = float(max(actual, target, expected or 0)) or 1.0

    def across(value: float) -> float:
        return SIDE * max(float(value), 0.0) / whole

    parts = [
        _block(0, across(target), "bullet-track"),
        _block(0, across(actual), f"bullet-actual {_state(state)}".strip(), inset=250),
        line([(across(target), 0), (across(target), THICK)], "bullet-target"),
    ]
    if expected is not None:
        parts.append(line([(across(expected), 0), (across(expected), THICK)], "bullet-expected"))
    return picture(label, stretched(*parts), class_="bullet")


def comparison_bars(values: Sequence[float | None], states: Sequence[str] = ()) -> list[str]:
    """One bar a value, all on one scale with one nought; the figures stand beside them as text."""
    known = [float(value) for value in values if value is not None]
    low, high = min([*known, 0.0]), max([*known, 0.0])
    span = (high - low) or 1.0
    states = states or [""] * len(values)
    return [_bar(value, low, span, state) for value, state in zip(values, states, strict=True)]


def _bar(value: float | None, low: float, span: float, state: str) -> str:
    nought = SIDE * -low / span
    end = nought if value is None else SIDE * (float(value) - low) / span
    left, right = min(nought, end), max(nought, end)
    block = _block(left, right - left, f"bar {_state(state)}".strip())
    axis = line([(nought, 0), (nought, THICK)], "bar-nought")
    return element("svg", stretched(block, axis), class_="bar-box", aria_hidden="true")


def _block(left: float, width: float, class_: str, inset: float = 0) -> str:
    return element(
        "rect",
        x=fixed(left),
        y=fixed(inset),
        width=fixed(width),
        height=fixed(THICK - 2 * inset),
        class_=class_,
    )


def _state(state: str) -> str:
    return f"fill-{state}" if state else ""
