from collections.abc import Sequence

from .svg import SIDE, dot, line, picture, stretched


def sparkline(values: Sequence[float | None], label: str) -> str:
    """The shape of a series; a gap where a value is missing. `label` says it in words."""
    known = [value for value in values if value is not None]
    low, high = min(known, default=0), max(known, default=0)
    span, step = (high - low) or 1, SIDE / max(len(values) - 1, 1)
    middle = 0 if high > low else SIDE * 0.4

    def place(index: int, value: float) -> tuple[float, float]:
        return index * step, SIDE * (0.9 - 0.8 * float(value - low) / float(span)) - middle

    runs: list[list[tuple[float, float]]] = [[]]
    for index, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(place(index, value))
    drawn = [line(run, "spark-line") for run in runs if len(run) > 1]
    last = [dot(run[-1], "spark-end") for run in runs[::-1] if run][:1]
    return picture(label, stretched(*drawn, *last, overflow="visible"), class_="spark")
