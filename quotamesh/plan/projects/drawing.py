"""The map of who has a say: influence upward, attitude from left to right, the relation as the ring."""

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from quotamesh.base.shell.charts.svg import element, picture, text
from quotamesh.plan.projects.models import Stakeholder

WIDE, HIGH, SIDE, FOOT = 640, 360, 44, 30
RADIUS = 9
STEP = 30  # pixels between people who stand at the same place
COLUMNS, ROWS = 5, 5


def stakeholder_map(people: Sequence[Stakeholder]) -> SafeString:
    """An SVG; nothing where there is nobody."""
    if not people:
        return mark_safe("")
    places = _places(people)
    lines = [_line(places[p.pk], places[p.listens_to_id]) for p in people if p.listens_to_id in places]
    marks = [_mark(person, *places[person.pk]) for person in people]
    label = _("Influence and attitude of %(n)d people; the list below says the same.") % {"n": len(people)}
    drawn = picture(label, *_ground(), *lines, *marks, viewBox=f"0 0 {WIDE} {HIGH}", class_="say-map")
    return mark_safe(drawn)  # noqa: S308 (built and escaped in charts.svg)


def _across(column: float) -> float:
    return SIDE + (WIDE - 2 * SIDE) * (column + 0.5) / COLUMNS


def _up(row: float) -> float:
    return (HIGH - FOOT) * (1 - (row - 0.5) / ROWS)


def _places(people: Sequence[Stakeholder]) -> dict[int, tuple[float, float]]:
    """Those at the same place stand beside one another, alternately to the right and left and a little lower."""
    taken: dict[tuple[int, int], int] = {}
    found = {}
    for person in people:
        spot = (person.attitude, person.influence)
        at = taken[spot] = taken.get(spot, -1) + 1
        aside = (at + 1) // 2 * (1 if at % 2 else -1) * STEP
        found[person.pk] = (_across(person.attitude + 2) + aside, _up(person.influence) + at % 3 * 12)
    return found


def _ground() -> list[str]:
    edges = [SIDE + (WIDE - 2 * SIDE) * column / COLUMNS for column in range(COLUMNS + 1)]
    grid = [element("line", x1=x, x2=x, y1=0, y2=HIGH - FOOT, class_="grid-line") for x in edges]
    words = [
        text(
            str(Stakeholder.Attitude(column - 2).label),
            x=_across(column),
            y=HIGH - 8,
            text_anchor="middle",
            class_="axis-word",
        )
        for column in range(COLUMNS)
    ]
    levels = [text(str(row), x=14, y=_up(row) + 4, class_="axis-word") for row in range(1, ROWS + 1)]
    return [*grid, *words, *levels]


def _line(start: tuple[float, float], end: tuple[float, float]) -> str:
    return element("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], class_="say-line")


def _mark(person: Stakeholder, x: float, y: float) -> str:
    ring = element("circle", cx=x, cy=y, r=RADIUS, class_=f"say-mark say-relation-{person.relation}")
    return ring + text(person.name, x=x, y=y - RADIUS - 4, text_anchor="middle", class_="axis-word")
