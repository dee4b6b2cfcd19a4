"""Levels of a target: what is wanted (target), and on top of it what is hoped for (stretch, challenge).

A level is the target's own cells, each raised a little, so that their sum is the target's sum raised by the
share to the smallest unit. Rounding is cumulative: the raise of a cell is what the rounded raise of the running
sum grows by. Hence the raise of every run of cells that stand together (a branch of a tree whose cells are laid
out depth first) is within one smallest unit of its exact share. Largest remainders over all cells at once
would not do that: with small counts they hand every raise to whoever comes first.
"""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from quotamesh.kernel.errors import KernelError

BASIS = 10_000


class SharesFall(KernelError):
    """A level asks for less than the one below it: `level` is its number, from 0."""

    def __init__(self, level: int):
        super().__init__(level)
        self.level = level


def raised_total(total: int, share_bp: int) -> int:
    """`total` × (1 + share), halves away from zero. share_bp: basis points. Exact for integers of any size.

    *check: 1,000,001 raised by 10 % is 1,100,001 (100,000.1 rounds down).*
    """
    raise_ = Fraction(total * share_bp, BASIS)
    whole = int(abs(raise_) + Fraction(1, 2))
    return total + (whole if raise_ >= 0 else -whole)


def levels(cells: np.ndarray, shares_bp: Sequence[int]) -> list[np.ndarray]:
    """The cells raised to each level, lowest first.

    cells: int64 [n], the target's amounts ≥ 0 in the smallest unit, neighbours of a tree beside each other.
    shares_bp: basis points on top of the target, rising. Returns one int64 [n] for each share. Each sums to
    `raised_total`, and no cell of a level is below that cell of the level before, or of the target.

    Raises:
        SharesFall: a share is below nought or below the one before.
        ValueError: a cell is below nought.
    """
    for level, (low, high) in enumerate(zip([0, *shares_bp], shares_bp, strict=False)):
        if high < low:
            raise SharesFall(level)
    if cells.min(initial=0) < 0:
        raise ValueError("a cell is below nought")
    # Products of two sums of money do not fit into 64 bits; Python's integers hold them.
    running = np.cumsum(cells).astype(object)
    total = int(running[-1]) if len(running) else 0
    found, below = [], cells
    for share in shares_bp:
        more = raised_total(total, share) - int(below.sum())
        below = below + _dealt(running, total, more)
        found.append(below)
    return found


def _dealt(running: np.ndarray, total: int, amount: int) -> np.ndarray:
    """`amount` over the cells in proportion: differences of the rounded running share. int64 [n]."""
    if not total:
        return np.zeros(len(running), dtype=np.int64)
    upto = (2 * running * amount + total) // (2 * total)
    return np.diff(upto, prepend=0).astype(np.int64)


def reached(actual: int, wanted: Sequence[int]) -> tuple[int, int | None]:
    """How many of the rising levels an amount reaches, and what is missing to the next (None at the top).

    *check: 110 against 100, 110, 120 reaches 2 levels and lacks 10.*
    """
    count = sum(actual >= level for level in wanted)
    return count, (wanted[count] - actual if count < len(wanted) else None)
