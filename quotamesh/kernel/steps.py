"""Stepped growth: each quarter weighs more than the one before, on top of what its season weighs."""

from math import gcd

import numpy as np

BASIS = 10_000
LARGEST = 2**38  # weights are multiplied with shares of a month afterwards, and must stay within 64 bits


def stepped(months: np.ndarray, step_bp: int) -> np.ndarray:
    """Month weights × (1 + step)^quarter, the first quarter being 0.

    months: int64 [n, 12], not negative. step_bp: growth from quarter to quarter in basis points, above −10,000.
    Returns int64 [n, 12]; row by row the proportions are exact to one part in 2³⁸ of the largest weight. Months of
    a quarter keep their proportions, so a flat season gives quarters in the ratio 1 : 1+s : (1+s)² : (1+s)³.

    *check: 12 equal months and 10 % split 13,923 into months of 1,000, 1,100, 1,210 and 1,331 by quarter.*
    """
    if not step_bp:
        return months
    common = gcd(BASIS, BASIS + step_bp)
    low, high = BASIS // common, (BASIS + step_bp) // common
    factors = [high**quarter * low ** (3 - quarter) for quarter in range(4)]
    grown = months.astype(object) * np.repeat(np.array(factors, dtype=object), 3)
    largest = max(int(value) for value in grown.ravel()) if grown.size else 0
    if largest > LARGEST:
        # Nothing that weighed something is rounded away.
        grown = np.where(grown > 0, np.maximum(grown * LARGEST // largest, 1), 0)
    return np.asarray(grown, dtype=np.int64)
