"""Break-even: the revenue at which fixed cost and the wanted profit are earned."""

from dataclasses import dataclass
from fractions import Fraction

from quotamesh.kernel.errors import KernelError


@dataclass
class NoMargin(KernelError):
    """A gross margin rate of zero or less earns nothing, one above 1 does not exist: `margin`."""

    margin: Fraction


@dataclass
class NegativeCost(KernelError):
    """Fixed cost or wanted profit below zero: `amount`."""

    amount: int


def break_even(fixed_cost: int, wanted_profit: int, margin: Fraction) -> int:
    """(fixed cost + wanted profit) ÷ gross margin rate, rounded up to the smallest unit.

    Raises NoMargin, NegativeCost.
    """
    if not 0 < margin <= 1:
        raise NoMargin(margin)
    for amount in (fixed_cost, wanted_profit):
        if amount < 0:
            raise NegativeCost(amount)
    return -((fixed_cost + wanted_profit) * margin.denominator // -margin.numerator)
