"""Splitting many amounts at once, each over its own consecutive children."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from quotamesh.kernel.bounds import solve_bounded
from quotamesh.kernel.money import share_bp
from quotamesh.kernel.quota import (
    LARGEST_SUM,
    LARGEST_TOTAL,
    Bools,
    Floats,
    Ints,
    quotas,
    round_up_largest,
    scaled,
)
from quotamesh.kernel.split_errors import BadWeight, NoWeights, ShapeMismatch
from quotamesh.kernel.split_reference import NO_CAP, NO_FLOOR, check, split_group

_BLOCK = 1 << 15  # children worked on at once: the temporaries of a block stay in the second-level cache

_NARROW = 64  # up to this width column order makes sums along a row several times faster


@dataclass(frozen=True, slots=True)
class _Block:
    """Groups of like size as rows; `index` finds their children, `valid` is False where a row is padded."""

    groups: Ints
    starts: Ints
    sizes: Ints
    index: Ints | slice
    valid: Bools | None

    def take(self, values: npt.NDArray[np.generic], width: int, fill: int = 0) -> npt.NDArray[np.generic]:
        if self.valid is None:
            rows = values[self.index].reshape(-1, width)
            return np.asfortranarray(rows) if width <= _NARROW else rows
        return np.where(self.valid, values[self.index], values.dtype.type(fill))

    def put(self, result: Ints, parts: Ints) -> None:
        if self.valid is None:
            result[self.index] = parts.ravel()
        else:
            result[np.asarray(self.index)[self.valid]] = parts[self.valid]


def split_groups(
    totals: npt.ArrayLike,
    offsets: npt.ArrayLike,
    weights: npt.ArrayLike,
    floors: npt.ArrayLike | None = None,
    caps: npt.ArrayLike | None = None,
) -> Ints:
    """Split G amounts over their consecutive children: x = clip(λ·w, floor, cap), Σx = total, all exact.

    totals: int64[G]. offsets: int64[G+1]; group g has the children offsets[g] to offsets[g+1].
    weights, floors, caps: [N]; weights int64 or float64, not negative (floats that are not whole are scaled
    to integers, see `split_reference.integer_weights`). Returns int64[N]. Rounding: largest remainder among
    those not at a bound, ties by order of the children. The split of -x is minus the split of x, bounds
    mirrored. A child without weight gets zero unless a bound says otherwise. Bounds beyond ±2**55 mean none.
    Groups with |total| >= 2**54 or weights that sum to 2**59 and more are worked in Python integers.
    Raises FloorsAboveTotal, CapsBelowTotal, BoundsCrossed, NoWeights, BadWeight, ShapeMismatch; where several
    groups fail, one of them is named. Method: methods.md section 2, as `split_reference` in plain integers.
    """
    amounts, edges = np.asarray(totals, dtype=np.int64), np.asarray(offsets, dtype=np.int64)
    shares = np.asarray(weights)
    if shares.dtype.kind != "f":
        shares = shares.astype(np.int64, copy=False)
    low = None if floors is None else np.asarray(floors, dtype=np.int64)
    high = None if caps is None else np.asarray(caps, dtype=np.int64)
    _check_shapes(amounts, edges, shares, low, high)
    result = np.zeros(len(shares), dtype=np.int64)
    for block, width in _blocks(edges):
        rows = _weights_of(block, width, shares)
        total = amounts[block.groups]
        if low is None and high is None:
            parts = _unbounded(block, total, rows)
        else:
            floor = _bound(block, width, low, NO_FLOOR, rows.shape)
            cap = _bound(block, width, high, NO_CAP, rows.shape)
            parts = _bounded(block, total, rows, floor, cap)
        block.put(result, parts)
    return result


def split_one(
    total: int,
    weights: Sequence[int] | Sequence[float],
    floors: Sequence[int] | None = None,
    caps: Sequence[int] | None = None,
    reserve_bp: int = 0,
) -> tuple[list[int], int]:
    """Split one amount; returns the parts and the reserve, which together make the total.

    reserve_bp: share kept aside in basis points (1/10,000), rounded half up to the smallest unit.
    Raises what `split_groups` raises; the total in the error is what was left to split.
    """
    reserve = int(share_bp(total, reserve_bp))
    parts = split_groups([total - reserve], [0, len(weights)], np.asarray(weights), floors, caps)
    return [int(part) for part in parts], reserve


def _check_shapes(
    totals: Ints, offsets: Ints, weights: npt.NDArray[np.generic], *bounds: Ints | None
) -> None:
    if len(offsets) != len(totals) + 1:
        raise ShapeMismatch("offsets", len(totals) + 1, len(offsets))
    if offsets[0] != 0 or offsets[-1] != len(weights) or (np.diff(offsets) < 0).any():
        raise ShapeMismatch("weights", int(offsets[-1]), len(weights))
    for name, bound in zip(("floors", "caps"), bounds, strict=True):
        if bound is not None and len(bound) != len(weights):
            raise ShapeMismatch(name, len(weights), len(bound))


def _blocks(offsets: Ints) -> Iterator[tuple[_Block, int]]:
    sizes = np.diff(offsets)
    if not len(sizes):
        return
    width = int(sizes[0])
    if (sizes == width).all():
        step = max(1, _BLOCK // max(1, width))
        for first in range(0, len(sizes), step):
            groups = np.arange(first, min(first + step, len(sizes)))
            span = slice(int(offsets[groups[0]]), int(offsets[groups[-1] + 1]))
            yield _Block(groups, offsets[groups], sizes[groups], span, None), width
        return
    widths = _padded(sizes)
    for width in np.unique(widths).tolist():
        members = np.nonzero(widths == width)[0]
        step = max(1, _BLOCK // max(1, width))
        for first in range(0, len(members), step):
            groups = members[first : first + step]
            columns = np.arange(width)
            valid = columns < sizes[groups, None]
            index = np.where(valid, offsets[groups, None] + columns, 0)
            if width <= _NARROW:
                valid, index = np.asfortranarray(valid), np.asfortranarray(index)
            yield _Block(groups, offsets[groups], sizes[groups], index, valid), width


def _padded(sizes: Ints) -> Ints:
    """Sizes up to 16 as they are, larger ones rounded up by at most a quarter, so that few widths occur."""
    grain = np.left_shift(1, np.maximum(0, np.frexp(sizes.astype(np.float64))[1] - 3)).astype(np.int64)
    rounded = -(-sizes // grain) * grain
    return np.where(sizes <= 16, sizes, rounded).astype(np.int64)


def _weights_of(block: _Block, width: int, weights: npt.NDArray[np.generic]) -> Ints:
    rows = block.take(weights, width)
    if rows.dtype.kind == "f":
        reals: Floats = rows.astype(np.float64, copy=False)
        _check_weights(block, ~((reals >= 0) & (reals < np.inf)), rows)
        return scaled(reals, block.sizes)
    integers: Ints = rows.astype(np.int64, copy=False)
    if integers.min(initial=0) < 0:
        _check_weights(block, integers < 0, rows)
    return integers


def _check_weights(block: _Block, wrong: Bools, rows: npt.NDArray[np.generic]) -> None:
    if wrong.any():
        row, column = (int(i) for i in np.argwhere(wrong)[0])
        raise BadWeight(int(block.starts[row]) + column, rows[row, column].item())


def _sums(rows: Ints, limit: int) -> tuple[Ints, Bools | None]:
    """Row sums, cut off at ±2**62, and which of them reach `limit` (None: none does)."""
    sums = rows.sum(axis=1)
    if int(np.abs(rows).max(initial=0)) * max(1, rows.shape[1]) < limit:
        return sums, None
    rough = rows.sum(axis=1, dtype=np.float64)
    sums = np.where(np.abs(rough) >= 2**62, np.sign(rough).astype(np.int64) << 62, sums)
    return sums, np.abs(rough) >= limit


def _unbounded(block: _Block, totals: Ints, weights: Ints) -> Ints:
    sums, heavy = _sums(weights, LARGEST_SUM)
    for row in np.nonzero((sums == 0) & (totals != 0) & ~(weights > 0).any(axis=1))[0]:
        raise NoWeights(int(block.groups[row]), int(totals[row]))
    sizes = np.abs(totals)
    hard = (sizes >= LARGEST_TOTAL) | (heavy if heavy is not None else False)
    if hard.any():
        sizes, sums = np.where(hard, 0, sizes), np.where(hard, 1, sums)
    parts, rest = quotas(sizes, weights, sums)
    round_up_largest(parts, rest, sizes - parts.sum(axis=1))
    negative = totals < 0
    if negative.any():
        parts[negative] *= -1
    for row in np.nonzero(hard)[0]:
        parts[row] = split_group(0, 0, int(totals[row]), weights[row].tolist(), None, None)
    return parts


def _bound(block: _Block, width: int, bound: Ints | None, missing: int, shape: tuple[int, ...]) -> Ints:
    if bound is None:
        rows = np.full(shape, missing, dtype=np.int64, order="F" if width <= _NARROW else "C")
        return rows if block.valid is None else np.where(block.valid, rows, 0)
    rows = block.take(bound, width).astype(np.int64, copy=False)
    return np.clip(rows, NO_FLOOR, NO_CAP)


def _bounded(block: _Block, totals: Ints, weights: Ints, floors: Ints, caps: Ints) -> Ints:
    hard = _check_bounds(block, totals, weights, floors, caps)
    negative = totals < 0
    sizes, low, high = np.abs(totals), floors, caps
    if negative.any():
        column = negative[:, None]
        low, high = np.where(column, -caps, floors), np.where(column, -floors, caps)
    easy = np.nonzero(~hard)[0]
    parts = np.zeros_like(weights)
    if len(easy) == len(totals):
        parts, beyond = solve_bounded(sizes, weights, low, high)
    else:
        parts[easy], beyond = solve_bounded(sizes[easy], weights[easy], low[easy], high[easy])
    if negative.any():
        parts[negative] *= -1
    for row in (*np.nonzero(hard)[0], *easy[beyond]):
        lists = (rows[row].tolist() for rows in (weights, floors, caps))
        parts[row] = split_group(int(block.groups[row]), int(block.starts[row]), int(totals[row]), *lists)
    return parts


def _check_bounds(block: _Block, totals: Ints, weights: Ints, floors: Ints, caps: Ints) -> Bools:
    """Raise where a row has no solution; returns the rows whose sums are too large for int64."""
    least, most = floors, caps
    if not weights.all():
        zero, still = weights == 0, np.clip(0, floors, caps)
        least, most = np.where(zero, still, floors), np.where(zero, still, caps)
    floor_sums, _ = _sums(least, 2**62)
    cap_sums, _ = _sums(most, 2**62)
    _, heavy = _sums(weights, LARGEST_SUM)
    wrong = (floors > caps).any(axis=1)
    wrong |= (floor_sums > totals) | (cap_sums < totals)
    for row in np.nonzero(wrong)[0]:
        size = int(block.sizes[row])
        lists = (rows[row, :size].tolist() for rows in (weights, floors, caps))
        check(int(block.groups[row]), int(block.starts[row]), int(totals[row]), *lists)
    hard = np.abs(totals) >= LARGEST_TOTAL
    return hard if heavy is None else hard | heavy
