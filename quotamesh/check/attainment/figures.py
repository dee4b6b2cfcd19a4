"""Target, actual, attainment and pace of one node: the frozen answer that page, API, export and CLI show."""

import math
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from quotamesh.do.catalog.definition import Definition
from quotamesh.kernel import pace as kernel
from quotamesh.kernel.levels import reached

LEVELS = ("target", "stretch", "challenge")
GREEN, YELLOW, RED, NONE = "green", "yellow", "red", "none"


def _known(value: object) -> float | None:
    """A ratio of the kernel, whose 'no ratio' is NaN."""
    number = float(value)
    return None if math.isnan(number) else number


@dataclass(frozen=True)
class Figure:
    """One indicator of one node in one period.

    Amounts are integers of the indicator's smallest unit. A ratio has its two parts instead of an amount: its
    `actual` is the numerator and `base` the denominator; `target` and `target_base` are the targets of the two,
    so that a ratio's target is never an average of ratios. `levels` are the amounts of stretch and challenge
    where they are set. `before` is last year's actual up to the same day
    (with `before_base`), `before_whole` that of the whole period.
    """

    definition: Definition
    target: int
    actual: int
    expected: int
    share: float
    base: int | None = None
    before: int | None = None
    before_base: int | None = None
    before_whole: int | None = None
    target_base: int | None = None
    levels: tuple[tuple[str, int], ...] = ()

    @cached_property
    def attainment(self) -> float | None:
        """actual ÷ target, of a ratio its value ÷ the wanted one; None where nothing was wanted."""
        if self.base is not None:
            return self.ratio / self.wanted if self.ratio is not None and self.wanted else None
        return _known(kernel.attainment(self.actual, self.target))

    @property
    def variance(self) -> int:
        """actual − target: where nothing was sold, minus the whole target."""
        return self.actual - self.target

    @property
    def expected_share(self) -> float:
        """The part of the target that should be done by now."""
        return self.expected / self.target if self.target else self.share

    @cached_property
    def pace(self) -> float | None:
        """actual ÷ (target × expected share); None where nothing is expected yet. A ratio does not grow with time."""
        if self.base is not None:
            return self.attainment
        return _known(kernel.attainment(self.actual, self.expected))

    @cached_property
    def status(self) -> str:
        """green, yellow, red or none by the kernel's thresholds."""
        return kernel.status_names(kernel.status(math.nan if self.pace is None else self.pace))[0]

    @property
    def ratio(self) -> float | None:
        """The value of a ratio indicator."""
        return self.actual * self.definition.scale / self.base if self.base else None

    @property
    def wanted(self) -> float | None:
        """The target of a ratio: target of the numerator ÷ target of the denominator."""
        wanted = self.target and self.target_base
        return self.target * self.definition.scale / self.target_base if wanted else None

    @property
    def wants(self) -> bool:
        """Whether anything is wanted in the period."""
        return bool(self.target) if self.base is None else self.wanted is not None

    @property
    def level(self) -> str:
        """The highest level reached: target, stretch or challenge; nothing below the target or without levels."""
        count, _missing = self._reached
        return [*LEVELS][count - 1] if count and self.levels else ""

    @property
    def next_level(self) -> tuple[str, int] | None:
        """The level that comes next and what is missing to it; None at the top or without levels."""
        count, missing = self._reached
        return ([*LEVELS][count], missing) if missing is not None and self.levels else None

    @cached_property
    def _reached(self) -> tuple[int, int | None]:
        return reached(self.actual, [self.target, *(amount for _, amount in self.levels)])

    @property
    def ratio_before(self) -> float | None:
        if not self.before_base or self.before is None:
            return None
        return self.before * self.definition.scale / self.before_base

    @property
    def growth(self) -> float | None:
        """Change against last year up to the same day."""
        return self.actual / self.before - 1 if self.before else None


@dataclass(frozen=True)
class Line:
    """A figure with the node it belongs to."""

    code: str
    name: str
    uid: UUID
    kind: str
    depth: int
    figure: Figure
    leads_to: bool = False
