"""The few SVG pieces that the charts share."""

from collections.abc import Iterable, Sequence
from html import escape

SIDE = 1000  # the stretched view box is SIDE by SIDE

Point = tuple[float, float]


def element(name: str, *children: str, **attributes) -> str:
    """`class_` and `stroke_width` become `class` and `stroke-width`; None leaves the attribute out."""
    shown = (
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{''.join(shown)}>{''.join(children)}</{name}>"


def text(content: str, **attributes) -> str:
    return element("text", escape(content), **attributes)


def fixed(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def path(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{fixed(x)} {fixed(y)}" for x, y in points)


def line(points: Sequence[Point], class_: str) -> str:
    if not points:
        return ""
    return element("path", d=path(points), class_=class_, vector_effect="non-scaling-stroke")


def dot(point: Point, class_: str) -> str:
    """A stroke without length and round ends stays round however the view box is stretched."""
    x, y = map(fixed, point)
    return element("path", d=f"M{x} {y}h.01", class_=class_, vector_effect="non-scaling-stroke")


def area(upper: Sequence[Point], lower: Sequence[Point], class_: str) -> str:
    return element("path", d=path([*upper, *reversed(lower)]) + "Z", class_=class_)


def stretched(*children: str, **attributes) -> str:
    return element("svg", *children, viewBox=f"0 0 {SIDE} {SIDE}", preserveAspectRatio="none", **attributes)


def picture(label: str, *children: str, **attributes) -> str:
    """An image to a screen reader: its label says what the eye would see."""
    return element("svg", *children, role="img", aria_label=label, **attributes)


def nice_ceiling(value: float) -> float:
    """The next round number, so that grid lines fall on figures one can say."""
    if value <= 0:
        return 1.0
    size = 10.0 ** (len(str(int(value))) - 1)
    return next(size * step for step in (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10) if size * step >= value)
