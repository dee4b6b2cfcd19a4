"""Sums of long facts over every ancestor of two trees and every period, exact in int64."""

import numpy as np
import numpy.typing as npt

from quotamesh.kernel.errors import KernelError
from quotamesh.kernel.groups import split_groups
from quotamesh.kernel.money import BASIS_POINTS
from quotamesh.kernel.split_errors import ShapeMismatch
from quotamesh.kernel.tree import Ints, Tree

_CHUNK = 1 << 22
_LIMB = 26
_EXACT = 2.0**53


class SharesDoNotAddUp(KernelError):
    """The credit shares of a line (`group`) make `sum` basis points and not 10,000."""

    def __init__(self, group: int, total: int) -> None:
        super().__init__(f"line {group}: shares make {total} of {BASIS_POINTS} basis points")
        self.group = group
        self.sum = total


class OutsideAxis(KernelError):
    """The fact `line` has the index `value` on the axis `axis` of `size` places.

    Axes: 'unit', 'product', 'period'; 'entity' where there are more of them than keys can number.
    """

    def __init__(self, axis: str, line: int, value: int, size: int) -> None:
        super().__init__(f"line {line}: {axis} {value} of {size}")
        self.axis = axis
        self.line = line
        self.value = value
        self.size = size


def rollup_cube(
    units: Tree,
    products: Tree,
    periods: int,
    unit: npt.ArrayLike,
    product: npt.ArrayLike,
    period: npt.ArrayLike,
    amount: npt.ArrayLike,
    *,
    total: bool = True,
) -> Ints:
    """Sum facts into int64[U, P, T]: every unit with all below it, every product with all below it.

    unit, product, period, amount: integers [L], one entry a fact, indices into the trees and 0 to periods − 1.
    With `total` the last axis has one more place, the sum of all periods. No facts give zeros, so that a
    target without a sale has the variance −target. Raises OutsideAxis, ShapeMismatch.
    """
    axes = _axes(units, products, periods, unit, product, period)
    values = np.asarray(amount, dtype=np.int64)
    if len(values) != len(axes[0]):
        raise ShapeMismatch("amount", len(axes[0]), len(values))
    count, lines = len(units), len(products)
    sums = np.zeros(lines * count * periods, dtype=np.int64)
    for first in range(0, len(values), _CHUNK):
        u, p, t = (axis[first : first + _CHUNK] for axis in axes)
        sums += _sums((p * count + u) * periods + t, values[first : first + _CHUNK], len(sums))
    by_product = products.rollup(sums.reshape(lines, count * periods)).reshape(lines, count, periods)
    by_unit = np.ascontiguousarray(by_product.transpose(1, 0, 2)).reshape(count, lines * periods)
    cube = units.rollup(by_unit).reshape(count, lines, periods)
    return np.concatenate([cube, cube.sum(axis=2, keepdims=True)], axis=2) if total else cube


def rollup_cells(
    units: Tree,
    products: Tree,
    periods: int,
    unit: npt.ArrayLike,
    product: npt.ArrayLike,
    period: npt.ArrayLike,
    amount: npt.ArrayLike,
    *,
    total: bool = True,
) -> tuple[Ints, Ints]:
    """`rollup_cube`, but only the cells that facts touch: ascending keys and their sums, int64[K] each.

    A key is the flat position in the cube: `np.unravel_index(keys, (U, P, T))` with T = periods (+ 1).
    """
    axes = _axes(units, products, periods, unit, product, period)
    keys, lines = _touched(units, products, periods, axes, total)
    cells, spot = np.unique(keys, return_inverse=True)
    return cells, _sums(spot, np.asarray(amount, dtype=np.int64)[lines], len(cells))


def distinct_cells(
    units: Tree,
    products: Tree,
    periods: int,
    unit: npt.ArrayLike,
    product: npt.ArrayLike,
    period: npt.ArrayLike,
    entity: npt.ArrayLike,
    *,
    total: bool = True,
) -> tuple[Ints, Ints]:
    """How many different entities (orders, customers; any integers [L]) each touched cell has below it.

    An entity with lines in several places counts once in each common ancestor. Returns keys and counts, as
    `rollup_cells`.
    """
    axes = _axes(units, products, periods, unit, product, period)
    keys, lines = _touched(units, products, periods, axes, total)
    names, code = np.unique(np.asarray(entity, dtype=np.int64), return_inverse=True)
    many = max(1, len(names))
    if len(units) * len(products) * (periods + total) * many >= 2**62:
        raise OutsideAxis("entity", 0, len(names), 2**62 // (len(units) * len(products) * (periods + total)))
    pairs = np.sort(keys * many + code[lines])
    new = np.ones(len(pairs), dtype=np.bool_)
    new[1:] = pairs[1:] != pairs[:-1]
    found = pairs[new] // many
    starts = np.nonzero(np.append(True, found[1:] != found[:-1]))[0] if len(found) else found
    return found[starts], np.diff(np.append(starts, len(found))).astype(np.int64)


def share_amounts(amounts: npt.ArrayLike, offsets: npt.ArrayLike, shares_bp: npt.ArrayLike) -> Ints:
    """Each line's amount over its credits, exact: int64[C].

    amounts int64[L]; line i has the credits offsets[i] to offsets[i + 1], whose shares in basis points make
    10,000. Largest remainder, ties by order; returns (negative amounts) split alike. Raises SharesDoNotAddUp.
    """
    edges, shares = np.asarray(offsets, dtype=np.int64), np.asarray(shares_bp, dtype=np.int64)
    reach = np.concatenate([[0], np.cumsum(shares)])
    sums = reach[edges[1:]] - reach[edges[:-1]]
    wrong = np.nonzero(sums != BASIS_POINTS)[0]
    if len(wrong):
        raise SharesDoNotAddUp(int(wrong[0]), int(sums[wrong[0]]))
    return split_groups(amounts, edges, shares)


def _axes(
    units: Tree,
    products: Tree,
    periods: int,
    unit: npt.ArrayLike,
    product: npt.ArrayLike,
    period: npt.ArrayLike,
) -> tuple[Ints, Ints, Ints]:
    u, p, t = (np.asarray(axis, dtype=np.int64) for axis in (unit, product, period))
    sizes = {"unit": (u, len(units)), "product": (p, len(products)), "period": (t, periods)}
    for name, (axis, size) in sizes.items():
        if len(axis) != len(u):
            raise ShapeMismatch(name, len(u), len(axis))
        if len(axis) and (axis.min() < 0 or axis.max() >= size):
            line = int(np.nonzero((axis < 0) | (axis >= size))[0][0])
            raise OutsideAxis(name, line, int(axis[line]), size)
    return u, p, t


def _sums(keys: Ints, amounts: Ints, size: int) -> Ints:
    """Integer sums by key; float counters are exact as long as no sum can pass 2**53, else in two limbs."""
    if np.abs(amounts).sum(dtype=np.float64) < _EXACT:
        return np.bincount(keys, weights=amounts, minlength=size).astype(np.int64)
    high = np.bincount(keys, weights=amounts >> _LIMB, minlength=size).astype(np.int64)
    low = np.bincount(keys, weights=amounts & ((1 << _LIMB) - 1), minlength=size).astype(np.int64)
    return (high << _LIMB) + low


def _touched(
    units: Tree, products: Tree, periods: int, axes: tuple[Ints, Ints, Ints], total: bool
) -> tuple[Ints, Ints]:
    """Every cell that every fact counts in, and the line of that fact."""
    u, p, t = axes
    unit, line = _upwards(units, u, np.arange(len(u)))
    product, spot = _upwards(products, p[line], np.arange(len(line)))
    unit, line = unit[spot], line[spot]
    places = periods + total
    base = (unit * len(products) + product) * places
    keys = base + t[line]
    if total:
        keys, line = np.concatenate([keys, base + periods]), np.concatenate([line, line])
    return keys, line


def _upwards(tree: Tree, nodes: Ints, lines: Ints) -> tuple[Ints, Ints]:
    found, source = [nodes], [lines]
    while len(found[-1]):
        above = tree.parents[found[-1]]
        kept = above >= 0
        found.append(above[kept])
        source.append(source[-1][kept])
    return np.concatenate(found), np.concatenate(source)
