"""Expert rounds (Delphi): median and interquartile range of a round, and when the rounds have come to an end.

Source: Dalkey, Helmer, An experimental application of the Delphi method, Management Science 9 (1963), 458-467.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from quotamesh.kernel.errors import KernelError

TOLERANCE = Fraction(1, 10)
MOST_ROUNDS = 3
FEWEST = 3  # with fewer, each could tell who said what


class TooFewAnswers(KernelError):
    """A round with `count` answers, below `fewest`, tells who said what."""

    def __init__(self, count: int, fewest: int = FEWEST) -> None:
        super().__init__(f"{count} of {fewest} answers")
        self.count, self.fewest = count, fewest


@dataclass(frozen=True)
class Round:
    """Quartiles of the likely values of a round, smallest units."""

    lower: int
    median: int
    upper: int
    answers: int

    @property
    def iqr(self) -> int:
        return self.upper - self.lower

    @property
    def spread(self) -> Fraction | None:
        """IQR ÷ median; None where the median is not above zero."""
        return Fraction(self.iqr, self.median) if self.median > 0 else None

    def agrees(self, tolerance: Fraction = TOLERANCE) -> bool:
        return self.spread is not None and self.spread <= tolerance


def summary(values: Sequence[int]) -> Round:
    """The quartiles of a round's values, integers of any unit. Raises TooFewAnswers."""
    if len(values) < FEWEST:
        raise TooFewAnswers(len(values))
    ordered = sorted(values)
    lower, median, upper = (quartile(ordered, number) for number in (1, 2, 3))
    return Round(lower, median, upper, len(ordered))


def quartile(ordered: Sequence[int], number: int) -> int:
    """Quartile 1, 2 or 3 of sorted integers by linear interpolation, exact, rounded half up."""
    place, part = divmod((len(ordered) - 1) * number, 4)
    above = ordered[min(place + 1, len(ordered) - 1)]
    return (2 * (ordered[place] * (4 - part) + above * part) + 4) // 8


def ended(rounds: Sequence[Round], tolerance: Fraction = TOLERANCE, most: int = MOST_ROUNDS) -> bool:
    """Whether no further round is needed: the last one agrees, or `most` rounds have been held."""
    return bool(rounds) and (rounds[-1].agrees(tolerance) or len(rounds) >= most)
