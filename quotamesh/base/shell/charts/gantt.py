from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .svg import SIDE, dot, element, line, stretched

PLAN, NOW = 300, 640
EDGE = 12
ROOM_FOR_WORDS = 930  # a month that begins further right is drawn, not named


@dataclass(frozen=True)
class Course:
    """What takes time: days first planned, and in step days reached or foreseen, of which `done` are behind."""

    start: date
    planned: Sequence[date]
    foreseen: Sequence[date]
    done: int

    @property
    def days(self) -> list[date]:
        return [self.start, *self.planned, *self.foreseen]


def gantt_rows(courses: Sequence[Course], today: date) -> tuple[list[str], list[tuple[date, float]]]:
    """One drawing a course, all on one scale, and the first days of months with their place from 0 to 1.

    The thin line above is the plan as first made, the thick one below what was and will be; reached milestones are
    filled, open ones hollow.
    """
    days = [day for course in courses for day in course.days] or [today]
    low, high = min(*days, today), max(*days, today)
    span = max((high - low).days, 1)

    def across(day: date) -> float:
        return EDGE + (SIDE - 2 * EDGE) * (day - low).days / span

    starts = _months(low, high)
    months = [(day, across(day) / SIDE) for day in starts if across(day) < ROOM_FOR_WORDS]
    grid = [line([(across(day), 0), (across(day), SIDE)], "grid-line") for day in starts]
    now = line([(across(today), 0), (across(today), SIDE)], "pace-today")
    return [_course(course, today, across, [*grid, now]) for course in courses], months


def _course(course: Course, today: date, across, ground: list[str]) -> str:
    end = course.foreseen[-1] if course.foreseen else course.start
    behind = min(today, end)
    parts = [
        *ground,
        line([(across(course.start), PLAN), (across(max(course.planned, default=end)), PLAN)], "gantt-plan"),
        *(dot((across(day), PLAN), "gantt-mark-plan") for day in course.planned),
        line([(across(behind), NOW), (across(end), NOW)], "gantt-ahead"),
        line([(across(course.start), NOW), (across(behind), NOW)], "gantt-behind"),
        *(
            dot((across(day), NOW), "gantt-mark" if place < course.done else "gantt-mark-open")
            for place, day in enumerate(course.foreseen)
        ),
        *(dot((across(day), NOW), "gantt-mark-hole") for day in course.foreseen[course.done :]),
    ]
    return element("svg", stretched(*parts), class_="gantt-row", aria_hidden="true")


def _months(low: date, high: date) -> list[date]:
    """First days of months, thinned so that at most twelve are named."""
    found, day = [], date(low.year + low.month // 12, low.month % 12 + 1, 1)
    while day <= high:
        found.append(day)
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    every = 1
    while len(found) / every > 12:
        every *= 3 if every == 1 else 2
    return [day for day in found if (day.month - 1) % every == 0] if every < 12 else found[::every]
