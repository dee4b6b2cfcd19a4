from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .svg import SIDE, Point, area, dot, fixed, line, nice_ceiling, picture, stretched, text

TOP, PLOT, FOOT = 20, 216, 24  # pixels: room for the marker's word, the plot, the labels below
GRID_LINES = 4
MANY_LABELS = 8


@dataclass(frozen=True)
class PaceSeries:
    """Running totals at the end of each interval; a line begins at nought.

    `actual` holds None from the first interval that has not begun; the running one counts up to `today`,
    which is the number of intervals gone by, with its fraction. `band` holds the low and high of what
    would be expected.
    """

    labels: Sequence[str]
    actual: Sequence[float | None]
    expected: Sequence[float]
    band: Sequence[tuple[float, float]] = ()
    target: float | None = None
    today: float | None = None

    @property
    def ceiling(self) -> float:
        highs = [high for _, high in self.band]
        known = [value for value in self.actual if value is not None]
        return nice_ceiling(float(max([*self.expected, *known, *highs, self.target or 0], default=1)))

    def place(self, value: float, end: float) -> Point:
        return SIDE * end / max(len(self.labels), 1), SIDE * (1 - float(value) / self.ceiling)

    def curve(self, values: Sequence[float]) -> list[Point]:
        return [self.place(value, end) for end, value in enumerate([0, *values])]

    def reached(self) -> list[Point]:
        known = [value for value in self.actual if value is not None]
        points = self.curve(known)
        if known and self.today is not None and len(known) - 1 < self.today < len(known):
            points[-1] = self.place(known[-1], self.today)
        return points


def pace_line(series: PaceSeries, label: str, *, today: str, show: Callable[[float], str] = str) -> str:
    """Actual against expected; `today` is the word at the marker, `show` writes the axis."""
    reached = series.reached()
    plot = stretched(
        *_grid(),
        _band(series),
        line(series.curve(series.expected), "pace-expected"),
        _target(series),
        _marker(series),
        line(reached, "pace-actual"),
        dot(reached[-1], "pace-end"),
        y=TOP,
        width="100%",
        height=PLOT,
        overflow="visible",
    )
    words = [*_levels(series, show), *_intervals(series), _marker_word(series, today)]
    return picture(label, plot, *words, class_="pace", width="100%", height=TOP + PLOT + FOOT)


def _grid() -> list[str]:
    levels = (SIDE * index / GRID_LINES for index in range(GRID_LINES + 1))
    return [line([(0, level), (SIDE, level)], "grid-line") for level in levels]


def _band(series: PaceSeries) -> str:
    if not series.band:
        return ""
    low, high = zip(*series.band, strict=True)
    return area(series.curve(high), series.curve(low), "pace-band")


def _target(series: PaceSeries) -> str:
    if series.target is None:
        return ""
    _, level = series.place(series.target, 0)
    return line([(0, level), (SIDE, level)], "pace-target")


def _marker(series: PaceSeries) -> str:
    if series.today is None:
        return ""
    across, _ = series.place(0, series.today)
    return line([(across, 0), (across, SIDE)], "pace-today")


def _marker_word(series: PaceSeries, word: str) -> str:
    if series.today is None:
        return ""
    share = series.today / max(len(series.labels), 1)
    anchor = "end" if share > 0.9 else "start" if share < 0.1 else "middle"
    return text(word, x=f"{fixed(share * 100)}%", y=TOP - 8, text_anchor=anchor, class_="axis-word")


def _levels(series: PaceSeries, show: Callable[[float], str]) -> list[str]:
    steps = range(1, GRID_LINES + 1)
    return [
        text(
            show(series.ceiling * step / GRID_LINES),
            x=0,
            y=fixed(TOP + PLOT * (1 - step / GRID_LINES) - 4),
            class_="axis-word",
        )
        for step in steps
    ]


def _intervals(series: PaceSeries) -> list[str]:
    many = len(series.labels) > MANY_LABELS
    edges = pairwise(100 * index / len(series.labels) for index in range(len(series.labels) + 1))
    return [
        text(
            label,
            x=f"{fixed((left + right) / 2)}%",
            y=TOP + PLOT + FOOT - 6,
            text_anchor="middle",
            class_="axis-word axis-odd" if many and index % 2 else "axis-word",
        )
        for index, (label, (left, right)) in enumerate(zip(series.labels, edges, strict=True))
    ]
