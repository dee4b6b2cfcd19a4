"""A wanted rate as targets of its two parts: one part is given, the other follows cell by cell.

Rounding is cumulative, as for levels: the follower of a cell is what the rounded running sum grows by. Hence every
run of cells that stand together (a branch of a tree laid out depth first) is within one smallest unit of its exact
share, and so is the whole.
"""

from fractions import Fraction

import numpy as np

from quotamesh.kernel.errors import KernelError
from quotamesh.kernel.money import MAX_AMOUNT


class TooMuch(KernelError):
    """The follower would be larger than any amount may be."""


def following(cells: np.ndarray, rate: Fraction) -> np.ndarray:
    """cells × rate, int64 [n]; their sum is the cells' sum × rate, halves up.

    cells: int64 [n], not below nought, neighbours of a tree beside each other. rate: not below nought.

    Raises:
        TooMuch

    *check: 3, 3, 4 at 1/2 are 2, 1, 2: 10 at one half is 5, and the first two are 3 of 6.*
    """
    # Products of money and a rate's numerator do not fit into 64 bits; Python's integers hold them.
    running = np.cumsum(cells).astype(object)
    upto = (2 * running * rate.numerator + rate.denominator) // (2 * rate.denominator)
    if len(upto) and upto[-1] > MAX_AMOUNT:
        raise TooMuch
    return np.diff(upto, prepend=0).astype(np.int64)
