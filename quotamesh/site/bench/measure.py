"""Timing two ways of doing the same in turns, and what came of it."""

import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SMALL, FEW = 0.01, 3


class ResultsDiffer(Exception):
    """The product and the reference did not come to the same: no time of theirs means anything."""


@dataclass(frozen=True)
class Work:
    """What is timed, and what must be made ready before each time, untimed. `ready` hands its result to `run`."""

    run: Callable[..., Any]
    ready: Callable[[], Any] | None = None

    def timed(self) -> tuple[float, Any]:
        given = () if self.ready is None else (self.ready(),)
        began = time.perf_counter()
        result = self.run(*given)
        return time.perf_counter() - began, result


@dataclass(frozen=True)
class Timing:
    """Seconds of every run."""

    runs: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.runs)

    @property
    def p95(self) -> float:
        return quantile(self.runs, 0.95)

    def told(self) -> dict[str, float | int]:
        return {
            "median": self.median, "min": min(self.runs), "max": max(self.runs), "p95": self.p95,
            "runs": len(self.runs),
        }  # fmt: skip


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the sorted values lies, taken from among them."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


@dataclass(frozen=True)
class Goal:
    """`kind`: 'faster' (the reference takes at least `limit` times as long), 'within' (at most `limit` times as
    long as the reference), 'ms' or 'p95_ms' (milliseconds), 'per_second' (at least), 'queries' (at most)."""

    kind: str
    limit: float


@dataclass
class Line:
    """One thing measured."""

    title: str
    ours: Timing
    reference: str = ""
    other: Timing | None = None
    goals: tuple[Goal, ...] = ()
    sizes: dict[str, int] = field(default_factory=dict)
    per_second: float | None = None
    queries: int | None = None
    note: str = ""

    def told(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "ours": self.ours.told(),
            "reference": self.reference,
            "other": self.other.told() if self.other else None,
            "ratio": self.other.median / self.ours.median if self.other else None,
            "goals": [{"kind": goal.kind, "limit": goal.limit} for goal in self.goals],
            "sizes": self.sizes,
            "per_second": self.per_second,
            "queries": self.queries,
            "note": self.note,
        }


@dataclass
class Case:
    """One run of one bench: how large (1 is full), how often, and what was measured so far."""

    scale: float
    repeat: int
    lines: list[Line] = field(default_factory=list)
    prepared: int = 0
    peak: int = 0

    def many(self, full: int, least: int = 1) -> int:
        """So many at this size."""
        return max(least, round(full * self.scale))

    def asks(self, usual: int) -> int:
        """How many requests a client makes: a third of the usual at the small size, few at that of the tests."""
        if self.scale < SMALL:
            return FEW
        return usual if self.scale > SMALL else max(FEW, usual // 3)

    def compare(
        self,
        title: str,
        ours: Work,
        reference: str,
        other: Work,
        *,
        same: Callable[[Any, Any], bool] | None = None,
        times: int = 1,
        most: int = 1000,
        **more: Any,
    ) -> Line:
        """Run both once, look whether they agree, then time them in turns: `times` as often as asked, at `most`."""
        self.prepared = self.prepared or peak_memory()
        mine = ours.timed()[1]
        self.peak = max(self.peak, peak_memory())
        theirs = other.timed()[1]
        if same is not None and not same(mine, theirs):
            raise ResultsDiffer(f"{title}: the product and {reference} differ")
        del mine, theirs
        first, second = in_turns(ours, other, min(self.repeat * times, most))
        return self.add(Line(title, first, reference, second, **more))

    def alone(self, title: str, ours: Work, *, times: int = 1, **more: Any) -> Line:
        """Time one thing that has no reference of its own."""
        self.prepared = self.prepared or peak_memory()
        ours.timed()
        self.peak = max(self.peak, peak_memory())
        runs = tuple(ours.timed()[0] for _ in range(self.repeat * times))
        return self.add(Line(title, Timing(runs), **more))

    def add(self, line: Line) -> Line:
        self.lines.append(line)
        return line


def in_turns(first: Work, second: Work, repeat: int) -> tuple[Timing, Timing]:
    """Time both `repeat` times; who begins alternates, so that neither always finds the warmer machine."""
    runs: tuple[list[float], list[float]] = ([], [])
    for number in range(repeat):
        turns = ((0, first), (1, second))
        for which, work in turns if number % 2 == 0 else turns[::-1]:
            runs[which].append(work.timed()[0])
    return Timing(tuple(runs[0])), Timing(tuple(runs[1]))


def peak_memory() -> int:
    """Bytes this process held at most. A child's `ru_maxrss` begins at its parent's, so Linux is asked itself."""
    found = _high_water("self")
    if found:
        return found
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def peak_of_tree(pid: int) -> int:
    """Bytes the largest of a process and its descendants held at most; 0 where the system does not tell."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0
    return max([_high_water(str(pid)), *(peak_of_tree(int(child)) for child in children)])


def _high_water(process: str) -> int:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)
