"""Forests over arrays: levels, subtrees, ancestors and sums upwards, without a loop over nodes."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from quotamesh.kernel.errors import KernelError

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class CycleFound(KernelError):
    """The `nodes` hang on one another in a circle, or below one."""

    def __init__(self, nodes: list[int]) -> None:
        super().__init__(f"circle among nodes {nodes}")
        self.nodes = nodes


class NoSuchParent(KernelError):
    """`node` names a `parent` outside the array."""

    def __init__(self, node: int, parent: int) -> None:
        super().__init__(f"node {node} has parent {parent}")
        self.node = node
        self.parent = parent


@dataclass(frozen=True, eq=False)
class Tree:
    """A forest of n nodes. All arrays are int64.

    parents[n]: index of the parent, -1 for a root; nodes may come in any order.
    depth[n]: 0 for roots. order[n]: nodes by level, within it by the parent's place and then by index, so
    that the children of a node, and its descendants of one level, are slices of `order`. place[n]: inverse
    of `order`. levels[d + 1]: where each level begins in `order`. first[n + 1]: by place, where the children
    of that node begin in `order`; they end where those of the next place begin.
    """

    parents: Ints
    depth: Ints
    order: Ints
    place: Ints
    levels: Ints
    first: Ints

    @classmethod
    def from_parents(cls, parents: npt.ArrayLike) -> "Tree":
        """Build from parent indices. Raises CycleFound, NoSuchParent."""
        above = np.array(parents, dtype=np.int64).reshape(-1)
        count = len(above)
        wrong = np.nonzero((above < -1) | (above >= count))[0]
        if len(wrong):
            raise NoSuchParent(int(wrong[0]), int(above[wrong[0]]))
        by_parent = np.argsort(above, kind="stable").astype(np.int64)
        begin = np.searchsorted(above[by_parent], np.arange(-1, count + 1)).astype(np.int64)
        level, depth, edges = by_parent[: begin[1]], np.zeros(count, dtype=np.int64), [0]
        order = [level[:0]]
        while len(level):
            depth[level] = len(edges) - 1
            order.append(level)
            edges.append(edges[-1] + len(level))
            level = by_parent[_ranges(begin[level + 1], begin[level + 2])]
        places = np.concatenate(order)
        if len(places) < count:
            raise CycleFound(np.setdiff1d(np.arange(count), places).tolist())
        place = np.empty(count, dtype=np.int64)
        place[places] = np.arange(count)
        children = np.bincount(above[above >= 0], minlength=count)[places]
        first = np.concatenate([[0], np.cumsum(children)]).astype(np.int64) + begin[1]
        return cls(above, depth, places, place, np.array(edges, dtype=np.int64), first)

    def __len__(self) -> int:
        return len(self.parents)

    @cached_property
    def is_ordered(self) -> bool:
        """The nodes already stand in `order`, so that no array needs to be rearranged."""
        return bool((self.order == np.arange(len(self.order))).all())

    @cached_property
    def leaves(self) -> Bools:
        """bool[n]: nodes without children."""
        mask = np.ones(len(self), dtype=np.bool_)
        mask[self.parents[self.parents >= 0]] = False
        return mask

    def children(self, node: int) -> Ints:
        """Indices of the children, in order."""
        place = self.place[node]
        return self.order[self.first[place] : self.first[place + 1]]

    def ancestors(self, node: int) -> list[int]:
        """From the parent up to the root."""
        found = []
        above = int(self.parents[node])
        while above >= 0:
            found.append(above)
            above = int(self.parents[above])
        return found

    def spans(self, node: int) -> list[tuple[int, int]]:
        """The subtree as slices of `order`, one for each level, the node's own first."""
        begin = int(self.place[node])
        end, found = begin + 1, []
        while begin < end:
            found.append((begin, end))
            begin, end = int(self.first[begin]), int(self.first[end])
        return found

    def subtree(self, node: int) -> Ints:
        """The node and all its descendants: a slice of `preorder`."""
        begin = self.preorder_place[node]
        return self.preorder[begin : begin + self.sizes[node]]

    @cached_property
    def sizes(self) -> Ints:
        """int64[n]: nodes in each subtree, the node itself included."""
        return self.rollup(np.ones(len(self), dtype=np.int64))

    @cached_property
    def preorder_place(self) -> Ints:
        """int64[n]: position in `preorder`; a subtree is `sizes[node]` positions from there."""
        place, sizes = np.zeros(len(self), dtype=np.int64), self.sizes[self.order]
        for begin, end in zip(self.levels[:-1], self.levels[1:], strict=True):
            nodes = self.order[begin:end]
            before = np.cumsum(sizes[begin:end]) - sizes[begin:end]
            above = self.parents[nodes]
            if begin == 0:
                place[nodes] = before
                continue
            eldest = self.first[self.place[above]] - begin
            place[nodes] = place[above] + 1 + before - before[eldest]
        return place

    @cached_property
    def preorder(self) -> Ints:
        """int64[n]: nodes with every subtree in one piece."""
        result = np.empty(len(self), dtype=np.int64)
        result[self.preorder_place] = np.arange(len(self))
        return result

    def rollup(self, values: npt.ArrayLike) -> Ints:
        """Each node's own value plus those of all its descendants; int64[n] or [n, k], level by level."""
        given = np.asarray(values, dtype=np.int64)
        sums = given.copy() if self.is_ordered else given[self.order]
        for level in range(len(self.levels) - 3, -1, -1):
            begin, end = self.levels[level], self.levels[level + 1]
            starts = self.first[begin : end + 1]
            busy = np.nonzero(starts[1:] > starts[:-1])[0]
            below = sums[starts[0] : starts[-1]]
            sums[begin + busy] += np.add.reduceat(below, starts[busy] - starts[0], axis=0)
        return sums if self.is_ordered else sums[self.place]


def _ranges(starts: Ints, stops: Ints) -> Ints:
    """All integers of the ranges, one range after the other."""
    lengths = stops - starts
    shift = np.repeat(starts - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
    return np.asarray(np.arange(int(lengths.sum())) + shift, dtype=np.int64)
