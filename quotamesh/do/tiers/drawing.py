"""The map of tiers: value across, potential up, each place as dark as many customers stand there."""

from collections import Counter
from collections.abc import Callable
from math import sqrt

from quotamesh.base.shell.charts.svg import element, fixed, picture, text
from quotamesh.do.tiers.queries import Cell
from quotamesh.do.tiers.sorting import CELL

LOW, HIGH = 100, 500
PLACES = (HIGH - LOW) // CELL
TOP, PLOT, FOOT = 24, 336, 28  # pixels
DARKEST = 0.5  # of the accent, so that figures on it can still be read
LEVELS = (100, 200, 300, 400, 500)


def tier_map(
    cells: tuple[Cell, ...],
    cuts: tuple[int, int],
    corners: dict[str, str],
    label: str,
    show: Callable[[int], str],
) -> str:
    """`corners` names the four tiers; `show` writes a count. The label says in words what the map shows."""
    counts: Counter[tuple[int, int]] = Counter()
    for cell in cells:
        counts[_place(cell.value), _place(cell.potential)] += cell.count
    most = max(counts.values(), default=1)
    parts = _grid()
    for (column, row), count in counts.items():
        parts.append(_shade(column, row, DARKEST * sqrt(count / most)))
        x, y = _middle(column), _up(LOW + CELL * row + CELL / 2)
        parts.append(
            text(show(count), x=_percent(x), y=fixed(y + 4), text_anchor="middle", class_="tier-count")
        )
    parts += [*_cuts(cuts), *_corners(corners)]
    return picture(label, *parts, class_="tier-map", width="100%", height=TOP + PLOT + FOOT)


def _place(score: int) -> int:
    """The column or row of a score; the very best stand in the last one."""
    return min((score - LOW) // CELL, PLACES - 1)


def _across(score: float) -> float:
    return (score - LOW) / (HIGH - LOW) * 100


def _middle(column: int) -> float:
    return _across(LOW + CELL * column + CELL / 2)


def _up(score: float) -> float:
    return TOP + PLOT * (1 - (score - LOW) / (HIGH - LOW))


def _percent(x: float) -> str:
    return f"{x:.2f}%"


def _shade(column: int, row: int, strength: float) -> str:
    return element(
        "rect",
        x=_percent(_across(LOW + CELL * column)),
        y=fixed(_up(LOW + CELL * (row + 1))),
        width=_percent(100 / PLACES),
        height=fixed(PLOT / PLACES),
        fill_opacity=f"{max(strength, 0.04):.2f}",
        class_="tier-shade",
    )


def _line(x1: float, y1: float, x2: float, y2: float, class_: str) -> str:
    return element("line", x1=_percent(x1), y1=fixed(y1), x2=_percent(x2), y2=fixed(y2), class_=class_)


def _grid() -> list[str]:
    bottom, found = TOP + PLOT, []
    for level in LEVELS:
        found.append(_line(0, _up(level), 100, _up(level), "grid-line"))
        found.append(_line(_across(level), TOP, _across(level), bottom, "grid-line"))
        anchor = "start" if level == LOW else "end" if level == HIGH else "middle"
        number = str(level // 100)
        found.append(
            text(number, x=_percent(_across(level)), y=bottom + 16, text_anchor=anchor, class_="axis-word")
        )
        if level > LOW:
            found.append(text(number, x="2", y=fixed(_up(level) + 14), class_="axis-word"))
    return found


def _cuts(cuts: tuple[int, int]) -> list[str]:
    value, potential = cuts
    return [
        _line(_across(value), TOP, _across(value), TOP + PLOT, "tier-cut"),
        _line(0, _up(potential), 100, _up(potential), "tier-cut"),
    ]


def _corners(corners: dict[str, str]) -> list[str]:
    """Each tier's name in its own corner, outside above and inside below."""
    bottom = TOP + PLOT
    places = {
        "nurture": ("0%", TOP - 8, "start"),
        "strategic": ("100%", TOP - 8, "end"),
        "maintain": ("22", bottom - 8, "start"),
        "profit": ("99%", bottom - 8, "end"),
    }
    return [
        text(corners[tier], x=x, y=fixed(y), text_anchor=anchor, class_="tier-corner")
        for tier, (x, y, anchor) in places.items()
    ]
