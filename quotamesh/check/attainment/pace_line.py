"""The pace line: what came in so far against what should have, with the band of earlier years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from quotamesh.base.shell.formats import local_day
from quotamesh.check.attainment.spans import Span, month_word
from quotamesh.do.facts.queries import day_facts

YEARS_OF_BAND = 3


@dataclass(frozen=True)
class Course:
    """Cumulative amounts at the end of each interval of the period; `actual` is None where it has not begun."""

    labels: tuple[str, ...]
    actual: tuple[int | None, ...]
    expected: tuple[int, ...]
    band: tuple[tuple[int, int], ...]
    target: int
    gone: float | None


def course_of(span: Span, *, indicator: int, unit: int, months: Sequence[int]) -> Course:
    """The course of one unit and indicator, all products together.

    months: the twelve monthly targets. The band spans the shares that up to three earlier years had reached by
    each interval's end, times the target; without earlier years there is no band.
    """
    ends = interval_ends(span)
    history = _daily(span, indicator, unit)
    actual = np.cumsum(history[0])
    at = [(end - span.period.start).days for _, end in ends]
    wanted = span.running(months)
    target = span.of_period(months)
    passed = (min(span.as_of, span.period.end) - span.period.start).days
    starts = [0, *(position + 1 for position in at[:-1])]
    return Course(
        labels=tuple(label for label, _ in ends),
        actual=tuple(
            int(actual[min(position, passed)]) if start <= passed else None
            for start, position in zip(starts, at, strict=True)
        ),
        expected=tuple(int(wanted[position]) for position in at),
        band=_band(span, history[1:], at, target),
        target=target,
        gone=_gone(span, starts, at, passed),
    )


def interval_ends(span: Span) -> list[tuple[str, date]]:
    """Months of a year, weeks of a quarter by their first day, days of a month or week: (label, last day)."""
    period = span.period
    if period.kind == "year":
        return [(month_word(month.start.month), month.end) for month in span.months]
    if period.kind == "quarter":
        weeks = [span.calendar.week(period.start + timedelta(7 * i)) for i in range(period.days // 7 + 2)]
        inside = [week for week in weeks if week.start <= period.end]
        return [(local_day(max(week.start, period.start)), min(week.end, period.end)) for week in inside]
    days = [period.start + timedelta(i) for i in range(period.days)]
    return [(str(day.day), day) for day in days]


def _daily(span: Span, indicator: int, unit: int) -> list[np.ndarray]:
    """Daily amounts of the period and of the same period in earlier years, in one query."""
    spans = [span, *(span.previous(back) for back in range(1, YEARS_OF_BAND + 1))]
    first, last = spans[-1].period.start, span.period.end
    rows = day_facts(indicator=indicator, units=[unit], start=first, end=last)
    days = np.zeros((last - first).days + 1, dtype=np.int64)
    for _, day, amount in rows:
        days[(day - first).days] = amount
    return [days[(s.period.start - first).days : (s.period.end - first).days + 1] for s in spans]


def _band(span: Span, earlier: list[np.ndarray], at: list[int], target: int) -> tuple[tuple[int, int], ...]:
    shares = []
    for days in earlier:
        total = days.sum()
        if total > 0:
            running = np.cumsum(days) / total
            shares.append([running[min(position, len(running) - 1)] for position in at])
    if not shares or not target:
        return ()
    low, high = np.min(shares, axis=0), np.max(shares, axis=0)
    return tuple((int(a * target), int(b * target)) for a, b in zip(low, high, strict=True))


def _gone(span: Span, starts: list[int], at: list[int], passed: int) -> float | None:
    """How many intervals have gone by, with the fraction of the running one; None outside the period."""
    if not span.begun or span.over:
        return None
    for number, (start, end) in enumerate(zip(starts, at, strict=True)):
        if passed <= end:
            return number + (passed - start + 1) / (end - start + 1)
    return None
