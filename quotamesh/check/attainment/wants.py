"""What is wanted in a period, of the twelve monthly targets: sums, states, and the two parts of a ratio."""

from collections.abc import Sequence
from dataclasses import dataclass

from quotamesh.check.attainment.spans import Span
from quotamesh.do.catalog.definition import Definition
from quotamesh.do.catalog.queries import indicator


@dataclass(frozen=True)
class Want:
    """Target of the period and what of it is expected by the day; of a ratio the numerator's, with its base."""

    target: int
    expected: int
    base: int | None = None


def want_of(span: Span, definition: Definition, months: Sequence[Sequence[int]]) -> Want:
    """months: the monthly targets of the indicator, or of a ratio's numerator and denominator."""
    state = is_state(definition)
    of_period, expected = (span.stand, span.stand_expected) if state else (span.of_period, span.expected)
    base = of_period(months[1]) if len(months) > 1 else None
    return Want(of_period(months[0]), expected(months[0]), base)


def is_state(definition: Definition) -> bool:
    """Whether a period shows the last month of the indicator, or of both parts of a ratio, instead of a sum."""
    if not definition.numerator:
        return definition.is_stock
    return all(indicator(code)[1].is_stock for code in (definition.numerator, definition.denominator))
