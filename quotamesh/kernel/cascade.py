"""A total down a whole tree, level by level, and one edit of it."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from quotamesh.kernel.errors import KernelError
from quotamesh.kernel.groups import split_groups
from quotamesh.kernel.money import BASIS_POINTS, share_bp
from quotamesh.kernel.split_errors import (
    BadWeight,
    BoundsCrossed,
    CapsBelowTotal,
    FloorsAboveTotal,
    NoWeights,
    ShapeMismatch,
)
from quotamesh.kernel.tree import Ints, Tree

_MOST_OVER = 100 * BASIS_POINTS
_Misfit = FloorsAboveTotal | CapsBelowTotal | NoWeights | BoundsCrossed | BadWeight
_MISFITS = (FloorsAboveTotal, CapsBelowTotal, NoWeights, BoundsCrossed, BadWeight)


class BadShare(KernelError):
    """The reserve (to 10,000) or over-assignment (to 1,000,000 basis points) of `node` is out of range."""

    def __init__(self, node: int, basis_points: int) -> None:
        super().__init__(f"share {basis_points} bp at node {node}")
        self.node = node
        self.basis_points = basis_points


@dataclass(frozen=True, slots=True)
class Amounts:
    """int64[n] each, by node. With children: amount = reserve + Σ amounts of the children − over."""

    amount: Ints
    reserve: Ints
    over: Ints

    def copy(self) -> "Amounts":
        return Amounts(self.amount.copy(), self.reserve.copy(), self.over.copy())


@dataclass(frozen=True, slots=True)
class _Rules:
    weights: npt.NDArray[np.generic]
    floors: Ints | None
    caps: Ints | None
    reserve_bp: Ints | None
    over_bp: Ints | None


def split_tree(
    tree: Tree,
    total: int | npt.ArrayLike,
    weights: npt.ArrayLike,
    floors: npt.ArrayLike | None = None,
    caps: npt.ArrayLike | None = None,
    reserve_bp: npt.ArrayLike | None = None,
    over_bp: npt.ArrayLike | None = None,
) -> Amounts:
    """Split a total over a tree: every node keeps its reserve and splits the rest among its children.

    total: one amount for each root (a single integer for a single root); the bounds of roots are not read.
    weights [n]: share among siblings. floors, caps int64[n]: of the node's whole amount. reserve_bp, over_bp
    [n] or one number: basis points a node holds back, and by how much what it passes on exceeds what is left.
    Nodes without children hold nothing back. Raises what `split_groups` raises, with groups and children
    given as node indices, and BadShare. Method: methods.md section 2.
    """
    rules = _rules(tree, weights, floors, caps, reserve_bp, over_bp)
    result = Amounts(*(np.zeros(len(tree), dtype=np.int64) for _ in range(3)))
    roots = tree.order[: tree.levels[1]] if len(tree) else tree.order
    totals = np.asarray(total, dtype=np.int64).reshape(-1)
    if len(totals) != len(roots):
        raise ShapeMismatch("total", len(roots), len(totals))
    result.amount[roots] = totals
    for begin, end in zip(tree.levels[:-1], tree.levels[1:], strict=True):
        _pass_on(tree, result, rules, int(begin), int(end))
    return result


def resplit(
    tree: Tree,
    amounts: Amounts,
    node: int,
    new_amount: int,
    weights: npt.ArrayLike,
    floors: npt.ArrayLike | None = None,
    caps: npt.ArrayLike | None = None,
    reserve_bp: npt.ArrayLike | None = None,
    over_bp: npt.ArrayLike | None = None,
    *,
    carry: Literal["up", "siblings"] = "up",
    in_place: bool = False,
) -> Amounts:
    """Give `node` a new amount and recompute only what hangs on it.

    carry 'up': its subtree is split again and every ancestor changes by the difference, reserves untouched.
    carry 'siblings': the ancestors keep their amounts; the parent is split again with the node pinned at
    `new_amount`, and with it the subtrees of the siblings that change. The result is that of `split_tree`
    with floor and cap of the node at `new_amount`; pins of earlier edits belong into `floors` and `caps`.
    Arguments and errors as `split_tree`. `in_place` spares the copy, which takes longer than a small edit; an
    error may then leave the subtree half done.
    """
    rules = _rules(tree, weights, floors, caps, reserve_bp, over_bp)
    result = amounts if in_place else amounts.copy()
    parent = int(tree.parents[node])
    if carry == "siblings" and parent >= 0:
        _pin(tree, result, rules, parent, node, new_amount)
        return result
    change = new_amount - int(result.amount[node])
    _set(tree, result, rules, node, new_amount)
    for above in tree.ancestors(node):
        result.amount[above] += change
    return result


def _set(tree: Tree, result: Amounts, rules: _Rules, node: int, amount: int) -> None:
    result.amount[node] = amount
    for begin, end in tree.spans(node):
        _pass_on(tree, result, rules, begin, end)


def _pin(tree: Tree, result: Amounts, rules: _Rules, parent: int, node: int, amount: int) -> None:
    children = tree.children(parent)
    spot = children == node
    low = None if rules.floors is None else rules.floors[children]
    high = None if rules.caps is None else rules.caps[children]
    low = np.where(spot, amount, -(2**55) if low is None else low)
    high = np.where(spot, amount, 2**55 if high is None else high)
    give = int(result.amount[parent] - result.reserve[parent] + result.over[parent])
    try:
        parts = split_groups([give], [0, len(children)], rules.weights[children], low, high)
    except _MISFITS as error:
        raise _located(error, np.array([parent]), children) from None
    for child in np.nonzero((parts != result.amount[children]) | spot)[0]:
        _set(tree, result, rules, int(children[child]), int(parts[child]))


def _pass_on(tree: Tree, result: Amounts, rules: _Rules, begin: int, end: int) -> None:
    """Split what the nodes at places `begin` to `end` (of one level) have among their children."""
    starts = tree.first[begin : end + 1]
    if starts[-1] == starts[0]:
        return
    givers, takers = _nodes(tree, begin, end), _nodes(tree, int(starts[0]), int(starts[-1]))
    busy = starts[1:] > starts[:-1]
    amount = result.amount[givers]
    reserve = _part(tree, amount, rules.reserve_bp, begin, end, BASIS_POINTS)
    reserve[~busy] = 0
    left = amount - reserve
    over = _part(tree, left, rules.over_bp, begin, end, _MOST_OVER)
    over[~busy] = 0
    result.reserve[givers], result.over[givers] = reserve, over
    give = (left + over)[busy]
    edges = np.append(starts[:-1][busy], starts[-1]) - starts[0]
    bounds = [None if bound is None else bound[takers] for bound in (rules.floors, rules.caps)]
    try:
        result.amount[takers] = split_groups(give, edges, rules.weights[takers], *bounds)
    except _MISFITS as error:
        raise _located(error, tree.order[begin:end][busy], tree.order[starts[0] : starts[-1]]) from None


def _nodes(tree: Tree, begin: int, end: int) -> Ints | slice:
    return slice(begin, end) if tree.is_ordered else tree.order[begin:end]


def _located(error: _Misfit, groups: Ints, nodes: Ints) -> KernelError:
    if isinstance(error, BadWeight):
        return BadWeight(int(nodes[error.child]), error.weight)
    group = int(groups[error.group])
    if isinstance(error, NoWeights):
        return NoWeights(group, error.total)
    if isinstance(error, BoundsCrossed):
        return BoundsCrossed(group, int(nodes[error.child]), error.floor, error.cap)
    children = [int(nodes[child]) for child in error.children]
    if isinstance(error, FloorsAboveTotal):
        return FloorsAboveTotal(group, error.total, error.floors_sum, children)
    return CapsBelowTotal(group, error.total, error.caps_sum, children)


def _rules(
    tree: Tree,
    weights: npt.ArrayLike,
    floors: npt.ArrayLike | None,
    caps: npt.ArrayLike | None,
    reserve_bp: npt.ArrayLike | None,
    over_bp: npt.ArrayLike | None,
) -> _Rules:
    low = None if floors is None else np.asarray(floors, dtype=np.int64)
    high = None if caps is None else np.asarray(caps, dtype=np.int64)
    shares = np.asarray(weights)
    for name, values in (("weights", shares), ("floors", low), ("caps", high)):
        if values is not None and len(values) != len(tree):
            raise ShapeMismatch(name, len(tree), len(values))
    return _Rules(shares, low, high, _share(tree, reserve_bp), _share(tree, over_bp))


def _share(tree: Tree, basis_points: npt.ArrayLike | None) -> Ints | None:
    if basis_points is None:
        return None
    return np.broadcast_to(np.asarray(basis_points, dtype=np.int64), (len(tree),))


def _part(tree: Tree, amount: Ints, basis_points: Ints | None, begin: int, end: int, most: int) -> Ints:
    if basis_points is None:
        return np.zeros_like(amount)
    shares = basis_points[_nodes(tree, begin, end)]
    wrong = (shares < 0) | (shares > most)
    if wrong.any():
        first = int(np.argmax(wrong))
        raise BadShare(int(tree.order[begin + first]), int(shares[first]))
    return share_bp(amount, shares)
