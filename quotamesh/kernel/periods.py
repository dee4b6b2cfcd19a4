"""Periods of the fiscal calendar as values."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from quotamesh.kernel.errors import KernelError

Kind = Literal["year", "quarter", "month", "week"]


class NotAPeriod(KernelError):
    """`text` names no period: wanted are FY2020, 2020-Q1, 2020-03 and 2020-W10."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is not a period")
        self.text = text


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included, of one fiscal year. `label` reads back with `parse`."""

    kind: Kind
    start: date
    end: date
    label: str
    fiscal_year: int

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return self.label
