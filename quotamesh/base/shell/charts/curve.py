from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .svg import SIDE, Point, fixed, line, picture, stretched, text

TOP, PLOT, FOOT = 40, 200, 24  # pixels: two rows of words for the marks, the plot, the words below
LEVELS = 4
NEAR = 0.12  # marks closer than this part of the width take the second row of words


@dataclass(frozen=True)
class Mark:
    """A place across, named at the top; `kind` is its line: plain or strong."""

    x: float
    word: str
    kind: str = "plain"


@dataclass(frozen=True)
class Curve:
    """A line of (x, y) with x ascending; y from 0 to `ceiling`."""

    points: Sequence[Point]
    marks: Sequence[Mark] = ()
    ceiling: float = 1.0

    @property
    def start(self) -> float:
        return float(self.points[0][0])

    @property
    def width(self) -> float:
        return (float(self.points[-1][0]) - self.start) or 1.0

    def place(self, x: float, y: float) -> Point:
        return SIDE * self.part(x), SIDE * (1 - float(y) / self.ceiling)

    def part(self, x: float) -> float:
        return min(max((float(x) - self.start) / self.width, 0.0), 1.0)


def curve_line(
    curve: Curve, label: str, *, show_x: Callable[[float], str], show_y: Callable[[float], str]
) -> str:
    """One line with levels at the side, amounts below and marks that go from top to bottom."""
    levels = [SIDE * step / LEVELS for step in range(LEVELS + 1)]
    plot = stretched(
        *(line([(0, level), (SIDE, level)], "grid-line") for level in levels),
        *(
            line([(SIDE * curve.part(m.x), 0), (SIDE * curve.part(m.x), SIDE)], f"curve-{m.kind}")
            for m in curve.marks
        ),
        line([curve.place(x, y) for x, y in curve.points], "pace-actual"),
        y=TOP,
        width="100%",
        height=PLOT,
        overflow="visible",
    )
    words = [*_levels(curve, show_y), *_below(curve, show_x), *_marks(curve)]
    return picture(label, plot, *words, class_="pace", width="100%", height=TOP + PLOT + FOOT)


def _levels(curve: Curve, show: Callable[[float], str]) -> list[str]:
    return [
        text(
            show(curve.ceiling * step / LEVELS),
            x=0,
            y=fixed(TOP + PLOT * (1 - step / LEVELS) - 4),
            class_="axis-word",
        )
        for step in range(1, LEVELS + 1)
    ]


def _below(curve: Curve, show: Callable[[float], str]) -> list[str]:
    places = ((0.0, "start"), (0.25, "middle"), (0.5, "middle"), (0.75, "middle"), (1.0, "end"))
    return [
        text(
            show(curve.start + curve.width * part),
            x=f"{fixed(part * 100)}%",
            y=TOP + PLOT + FOOT - 6,
            text_anchor=anchor,
            class_="axis-word" if part in (0.0, 0.5, 1.0) else "axis-word axis-odd",
        )
        for part, anchor in places
    ]


def _marks(curve: Curve) -> list[str]:
    words, last, row = [], -1.0, 0
    for mark in sorted(curve.marks, key=lambda mark: mark.x):
        part = curve.part(mark.x)
        row = 1 - row if part - last < NEAR else 0
        last = part
        anchor = "end" if part > 0.85 else "start" if part < 0.15 else "middle"
        words.append(
            text(
                mark.word,
                x=f"{fixed(part * 100)}%",
                y=TOP - 6 - 16 * row,
                text_anchor=anchor,
                class_="axis-word",
            )
        )
    return words
