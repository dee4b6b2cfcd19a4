"""From records to every node that contains them: sums and distinct counts over two trees.

Sizes: n records, up to d levels in a tree. All arrays are int64 and in step with each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from quotamesh.base.store.paths import ancestor_ids

Ints = np.ndarray
PACKED = 2**62


class Ancestors:
    """For every node of a tree its ancestors and itself, as a padded table that arrays can index."""

    def __init__(self, paths: dict[int, str]):
        self.ids = np.array(sorted(paths), dtype=np.int64)
        chains = [ancestor_ids(paths[pk]) for pk in self.ids.tolist()]
        width = max((len(chain) for chain in chains), default=1)
        self.table = np.full((len(chains), width), -1, dtype=np.int64)
        for row, chain in enumerate(chains):
            self.table[row, : len(chain)] = chain

    def expand(self, nodes: Ints) -> tuple[Ints, Ints]:
        """Repeat each record once per ancestor: (positions of the records, ancestors)."""
        found = self.table[np.searchsorted(self.ids, nodes)]
        keep = found >= 0
        return np.nonzero(keep)[0], found[keep]


@dataclass(frozen=True)
class Cells:
    """Amounts by (unit, product, fiscal year, month 0–11); amount is [n], or [n, k] for k indicators."""

    unit: Ints
    product: Ints
    year: Ints
    month: Ints
    amount: Ints

    def of(self, column: int) -> "Cells":
        """One of k indicators."""
        return Cells(self.unit, self.product, self.year, self.month, self.amount[:, column])


@dataclass(frozen=True)
class Entries:
    """What is to be counted once a node and time: `what` occurs at (unit, product, time)."""

    what: Ints
    unit: Ints
    product: Ints
    time: Ints

    def columns(self) -> list[Ints]:
        return [getattr(self, field.name) for field in fields(self)]

    def at(self, positions: Ints) -> "Entries":
        return Entries(*(column[positions] for column in self.columns()))

    def once(self) -> "Entries":
        """Each entry a single time."""
        return self.at(group(self.columns())[2])

    def less(self, other: "Entries") -> "Entries":
        """The entries that the other does not have."""
        if not len(other.what):
            return self
        both = Entries(*(np.concatenate(pair) for pair in zip(self.columns(), other.columns(), strict=True)))
        order, starts, first = group(both.columns())
        theirs = order >= len(self.what)
        return both.at(first[~np.logical_or.reduceat(theirs, starts)]) if len(order) else self


def group(keys: Sequence[Ints]) -> tuple[Ints, Ints, Ints]:
    """Bring records with equal keys together: (order, starts of the groups in that order, a record of each group).

    Groups ascend by the keys; within a group the records stand in no particular order.
    """
    packed = _packed(keys)
    if packed is None:
        order = np.lexsort(tuple(reversed(keys)))
        ordered = [key[order] for key in keys]
    else:
        order = np.argsort(packed)
        ordered = [packed[order]]
    change = np.ones(len(order), dtype=bool)
    change[1:] = False
    for key in ordered:
        change[1:] |= key[1:] != key[:-1]
    starts = np.nonzero(change)[0]
    return order, starts, order[starts]


def _packed(keys: Sequence[Ints]) -> Ints | None:
    """Several keys as one number, which sorts several times faster; None where they do not fit into one."""
    if not len(keys[0]):
        return keys[0]
    lowest = [int(key.min()) for key in keys]
    widths = [int(key.max()) - low + 1 for key, low in zip(keys, lowest, strict=True)]
    size = 1
    for width in widths:
        size *= width
    if size >= PACKED:
        return None
    packed = keys[0] - lowest[0]
    for key, low, width in zip(keys[1:], lowest[1:], widths[1:], strict=True):
        packed = packed * width + (key - low)
    return packed


def summed(cells: Cells) -> Cells:
    """Add up the cells with the same key."""
    order, starts, first = group((cells.unit, cells.product, cells.year, cells.month))
    if not len(order):
        return cells
    amount = np.add.reduceat(cells.amount[order], starts, axis=0)
    return Cells(cells.unit[first], cells.product[first], cells.year[first], cells.month[first], amount)


def spread_sums(cells: Cells, units: Ancestors, products: Ancestors) -> Cells:
    """Sums at every (unit ancestor × product ancestor): leaves first, then one tree after the other."""
    cells = summed(cells)
    at, product = products.expand(cells.product)
    cells = summed(Cells(cells.unit[at], product, cells.year[at], cells.month[at], cells.amount[at]))
    at, unit = units.expand(cells.unit)
    return summed(Cells(unit, cells.product[at], cells.year[at], cells.month[at], cells.amount[at]))


def spread_entries(entries: Entries, units: Ancestors, products: Ancestors) -> Entries:
    """The entries at every unit ancestor and product ancestor, each a single time."""
    entries = entries.once()
    at, product = products.expand(entries.product)
    entries = Entries(entries.what[at], entries.unit[at], product, entries.time[at]).once()
    at, unit = units.expand(entries.unit)
    return Entries(entries.what[at], unit, entries.product[at], entries.time[at]).once()


def counted(entries: Entries, year: Ints, month: Ints) -> Cells:
    """How many entries each (unit, product, year, month) holds; year and month in step with the entries."""
    return summed(Cells(entries.unit, entries.product, year, month, np.ones(len(year), dtype=np.int64)))
