"""From records to every node that contains them: sums and distinct counts over two trees.

Sizes: n records, up to d levels in a tree. All arrays are int64 and in step with each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from quotamesh.base.store.paths import ancestor_ids

Ints = np.ndarray


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
    """Amounts by (unit, product, fiscal year, month 0–11)."""

    unit: Ints
    product: Ints
    year: Ints
    month: Ints
    amount: Ints


def group(keys: Sequence[Ints]) -> tuple[Ints, Ints, Ints]:
    """Sort records by several keys: (order, starts of the groups in that order, first record of each group)."""
    order = np.lexsort(tuple(reversed(keys)))
    change = np.zeros(len(order), dtype=bool)
    if len(order):
        change[0] = True
    for key in keys:
        sorted_key = key[order]
        change[1:] |= sorted_key[1:] != sorted_key[:-1]
    starts = np.nonzero(change)[0]
    return order, starts, order[starts]


def summed(cells: Cells) -> Cells:
    """Add up the cells with the same key."""
    order, starts, first = group((cells.unit, cells.product, cells.year, cells.month))
    if not len(order):
        return cells
    amount = np.add.reduceat(cells.amount[order], starts)
    return Cells(cells.unit[first], cells.product[first], cells.year[first], cells.month[first], amount)


def spread_sums(cells: Cells, units: Ancestors, products: Ancestors) -> Cells:
    """Sums at every (unit ancestor × product ancestor): leaves first, then one tree after the other."""
    cells = summed(cells)
    at, product = products.expand(cells.product)
    cells = summed(Cells(cells.unit[at], product, cells.year[at], cells.month[at], cells.amount[at]))
    at, unit = units.expand(cells.unit)
    return summed(Cells(unit, cells.product[at], cells.year[at], cells.month[at], cells.amount[at]))


def spread_distinct(what: Ints, cells: Cells, units: Ancestors, products: Ancestors) -> Cells:
    """How many different `what` each (unit ancestor × product ancestor × month) holds; `cells.amount` is not read."""
    _, _, first = group((what, cells.unit, cells.product, cells.year, cells.month))
    at, product = products.expand(cells.product[first])
    at = first[at]
    _, _, again = group((what[at], cells.unit[at], product, cells.year[at], cells.month[at]))
    at, product = at[again], product[again]
    position, unit = units.expand(cells.unit[at])
    at, product = at[position], product[position]
    _, _, once = group((what[at], unit, product, cells.year[at], cells.month[at]))
    at, unit, product = at[once], unit[once], product[once]
    return summed(Cells(unit, product, cells.year[at], cells.month[at], np.ones(len(at), dtype=np.int64)))
