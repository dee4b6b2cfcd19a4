"""Floors and caps on blocks of groups: x = clip(λ·w, floor, cap) λ such that each total is met, exactly."""

import numpy as np

from quotamesh.kernel.quota import LARGEST_TOTAL, Bools, Ints, quotas, round_up_largest, rows_of

_LIMB = 30
_MASK = (1 << _LIMB) - 1


def solve_bounded(totals: Ints, weights: Ints, floors: Ints, caps: Ints) -> tuple[Ints, Ints]:
    """Split int64[g] totals (not negative) over int64[g, k] children that are known to be able to carry them.

    Active set: where children violate bounds, those on the side with the larger total violation are frozen at
    their bound (both sides when equal) and the rest is split again; each round freezes at least one child, so
    it ends. Returns the parts and the rows left undone because a rest grew beyond 2**54.
    """
    parts = np.clip(0, floors, caps)
    rest = totals
    if not weights.all():
        rest = totals - np.where(weights == 0, parts, 0).sum(axis=1)
    rows = np.arange(len(totals))
    beyond = [rows[:0]]
    while len(rows):
        large = np.abs(rest) >= LARGEST_TOTAL
        if large.any():
            beyond.append(rows[large])
            kept = ~large
            rows, rest = rows[kept], rest[kept]
            weights, floors, caps = (rows_of(a, kept) for a in (weights, floors, caps))
        quota, left = quotas(rest, weights, weights.sum(axis=1))
        free = weights > 0
        under = free & (quota < floors)
        over = free & ((quota > caps) | ((quota == caps) & (left > 0)))
        open_ = (under | over).any(axis=1)
        done = ~open_
        _finish(parts, rows, done, free, quota, left, rest)
        if not open_.any():
            break
        if done.any():
            rows, rest, under, over = rows[open_], rest[open_], rows_of(under, open_), rows_of(over, open_)
            weights, floors, caps, quota, left = (
                rows_of(a, open_) for a in (weights, floors, caps, quota, left)
            )
        rest, weights = _freeze(parts, rows, rest, weights, (floors, caps), (quota, left), (under, over))
    return parts, np.concatenate(beyond)


def _finish(parts: Ints, rows: Ints, done: Bools, free: Bools, quota: Ints, left: Ints, rest: Ints) -> None:
    if not done.any():
        return
    if not done.all():
        rows, rest, free = rows[done], rest[done], rows_of(free, done)
        quota, left = rows_of(quota, done), rows_of(left, done)
    missing = rest - quota.sum(axis=1)
    missing[~free.any(axis=1)] = 0
    round_up_largest(quota, left, missing)
    if len(rows) == len(parts):
        np.copyto(parts, quota, where=free)
    else:
        _put(parts, rows, quota, free)


def _freeze(
    parts: Ints,
    rows: Ints,
    rest: Ints,
    weights: Ints,
    bounds: tuple[Ints, Ints],
    shares: tuple[Ints, Ints],
    violated: tuple[Bools, Bools],
) -> tuple[Ints, Ints]:
    (floors, caps), (under, over) = bounds, violated
    side = _balance(weights, bounds, shares, violated)[:, None]
    low, high = under & (side >= 0), over & (side <= 0)
    fixed = np.where(low, floors, 0) + np.where(high, caps, 0)
    frozen = low | high
    _put(parts, rows, fixed, frozen)
    return rest - fixed.sum(axis=1), np.where(frozen, 0, weights)


def _put(parts: Ints, rows: Ints, values: Ints, where: Bools) -> None:
    upright = parts.T
    upright[:, rows] = np.where(where.T, values.T, upright[:, rows])


def _balance(
    weights: Ints, bounds: tuple[Ints, Ints], shares: tuple[Ints, Ints], violated: tuple[Bools, Bools]
) -> Ints:
    """Sign of Σ(clipped) − total: whole units less Σ(remainders) ÷ Σ(weights), without rounding.

    The remainders sum to more than int64 holds, so both sides are kept in limbs of 30 bits.
    """
    (floors, caps), (quota, left), (under, over) = bounds, shares, violated
    units = np.where(under, floors - quota, 0).sum(axis=1) - np.where(over, quota - caps, 0).sum(axis=1)
    counted = np.where(under | over, left, 0)
    sums = weights.sum(axis=1)
    near = np.clip(units, -1, weights.shape[1] + 1)
    high = near * (sums >> _LIMB) - (counted >> _LIMB).sum(axis=1)
    low = near * (sums & _MASK) - (counted & _MASK).sum(axis=1)
    high += low >> _LIMB
    sign: Ints = np.where(high != 0, np.sign(high), np.sign(low & _MASK))
    return sign
