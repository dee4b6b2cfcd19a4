"""Blocks of groups as matrices (one row a group): integer weights, exact quotas, largest remainders.

Everything is exact although it runs in int64: a quota is estimated in float64 and its remainder
total·w − q·Σw, which is small, is right modulo 2**64 even where the products overflow.
"""

from typing import TypeVar

import numpy as np
import numpy.typing as npt

from quotamesh.kernel.split_reference import SCALE_BITS, SUM_BITS

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Number = TypeVar("Number", np.int64, np.bool_)

# The float estimate of a quota is off by at most one below 2**50 and by at most ten below 2**54; ten times
# the sum of the weights must stay within int64.
SURE_TOTAL, LARGEST_TOTAL, LARGEST_SUM = 2**50, 2**54, 2**59
_UNREACHED = np.iinfo(np.int64).max


def rows_of(matrix: npt.NDArray[Number], chosen: Bools) -> npt.NDArray[Number]:
    """The chosen rows of a matrix, in its own memory order (plain indexing would fall back to row order)."""
    if matrix.flags.c_contiguous:
        return matrix[chosen]
    picked: npt.NDArray[Number] = np.compress(chosen, matrix.T, axis=1).T
    return picked


def scaled(weights: Floats, sizes: Ints) -> Ints:
    """float64[g, k] weights as int64[g, k], row by row as `split_reference.integer_weights` states.

    sizes: int64[g], children of each row without padding; weights are finite and not negative.
    """
    largest = weights.max(axis=1, initial=0.0)
    room = SUM_BITS - np.frexp(sizes.astype(np.float64))[1]
    whole = (largest < np.ldexp(1.0, room)) & (weights == np.floor(weights)).all(axis=1)
    if whole.all():
        return weights.astype(np.int64)
    divisor = np.where(whole | (largest == 0), 1.0, largest)[:, None]
    factor = np.where(whole, 1.0, np.ldexp(1.0, np.minimum(SCALE_BITS, room)))[:, None]
    result = np.rint(weights / divisor * factor).astype(np.int64)
    return np.maximum(result, weights > 0)


def quotas(totals: Ints, weights: Ints, sums: Ints) -> tuple[Ints, Ints]:
    """floor(total·w ÷ Σw) and its remainder, int64[g, k] each; rows whose weights sum to zero give zeros.

    |totals| < 2**54 and sums < 2**59, both int64[g].
    """
    divisors = np.maximum(sums, 1)[:, None]
    column = totals[:, None]
    quota = np.floor(weights * (column / divisors)).astype(np.int64)
    rest = column * weights - quota * divisors
    if np.abs(totals).max(initial=0) >= SURE_TOTAL:
        correction = np.floor(rest / divisors).astype(np.int64)
        quota += correction
        rest -= correction * divisors
    if rest.min(initial=0) < 0:
        below = rest < 0
        quota -= below
        rest += below * divisors
    above = rest >= divisors
    if above.any():
        quota += above
        rest -= above * divisors
    return quota, rest


def round_up_largest(quota: Ints, rest: Ints, missing: Ints) -> None:
    """Add one to the `missing[g]` entries of each row with the largest `rest`, ties by order. In place.

    int64[g, k], [g, k], [g]; a row never misses more than it has positive remainders.
    """
    if not missing.any():
        return
    ordered = np.sort(np.ascontiguousarray(rest), axis=1)
    place = rest.shape[1] - np.maximum(missing, 1)
    limit = ordered[np.arange(len(rest)), place]
    limit = np.where(missing > 0, limit, _UNREACHED)[:, None]
    taken = rest >= limit
    surplus = taken.sum(axis=1) - missing
    tied = np.nonzero(surplus)[0]
    if len(tied):
        taken[tied] = _without_late_ties(rest[tied], limit[tied], missing[tied])
    quota += taken


def _without_late_ties(rest: Ints, limit: Ints, missing: Ints) -> Bools:
    above, equal = rest > limit, rest == limit
    room = (missing - np.count_nonzero(above, axis=1))[:, None]
    early: Bools = above | (equal & (np.cumsum(equal, axis=1) <= room))
    return early
