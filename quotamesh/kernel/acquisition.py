"""What leads cost and what who brings them is owed: exact, in whole smallest units."""

from datetime import date

from quotamesh.kernel.errors import KernelError

BASIS_POINTS = 10_000


class BadRebate(KernelError):
    """A rate outside 0 to 100 %, or an amount below nought."""


def cost_between(amount: int, first: date, last: date, start: date, end: date) -> int:
    """The part of a cost, spread evenly over the days `first` to `last`, that falls on `start` to `end`.

    All four days are included. Up to the end of day k of n, amount × k ÷ n has been spent, rounded down; a period's
    part is the difference of two such sums. So the parts of any periods that follow one another without a gap add
    up to the whole, to the unit.
    """
    days = (last - first).days + 1

    def spent(day: date) -> int:
        gone = min(max((day - first).days + 1, 0), days)
        return amount * gone // days

    if end < start:
        return 0
    return spent(end) - spent(date.fromordinal(start.toordinal() - 1))


def each_of(amount: int, count: int) -> int | None:
    """The amount per head, rounded half up to the unit, for showing; None where there is nobody."""
    return None if count <= 0 else (2 * amount + count) // (2 * count)


def share_rebate(won: int, rate_bp: int, cap: int | None = None) -> int:
    """A share of the amount won, rounded half up to the smallest unit, at most `cap`.

    won: in smallest units, ≥ 0. rate_bp: hundredths of a percent. Raises BadRebate.
    """
    if not 0 <= rate_bp <= BASIS_POINTS or won < 0 or (cap is not None and cap < 0):
        raise BadRebate(won, rate_bp, cap)
    owed = (won * rate_bp + BASIS_POINTS // 2) // BASIS_POINTS
    return owed if cap is None else min(owed, cap)
