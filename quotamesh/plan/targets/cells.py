"""Choosing cells of a plan and giving them a new sum. A cell is one month of one own amount."""

from dataclasses import dataclass

import numpy as np

from quotamesh.kernel.split import split_groups
from quotamesh.plan.targets.errors import NothingToShare
from quotamesh.plan.targets.rows import OPEN, TOTAL, Own
from quotamesh.plan.targets.shape import Shape


@dataclass(frozen=True)
class Block:
    """Rows of own amounts and the months among which a sum is shared; `free` [n] marks rows that may change."""

    own: Own
    months: tuple[int, ...]
    free: np.ndarray

    def amounts(self) -> np.ndarray:
        return self.own.months[:, self.months]

    def total(self) -> int:
        return int(self.amounts().sum())

    def movable(self) -> int:
        return int(self.amounts()[self.free].sum())


def resummed(block: Block, total: int) -> np.ndarray:
    """Differences int64 [n, 12] that bring the block to `total`, in proportion to what its free cells have.

    Raises:
        NothingToShare: the locked cells alone hold more, or no free cell has anything to go by.
    """
    differences = np.zeros_like(block.own.months)
    old = block.amounts()[block.free].ravel()
    wanted = total - (block.total() - block.movable())
    if wanted < 0 or (wanted > 0 and not old.any()):
        raise NothingToShare(block.total() - total, block.movable())
    if len(old) and wanted != old.sum():
        new = split_groups(np.array([wanted]), np.array([0, len(old)]), old) if wanted else np.zeros_like(old)
        rows = np.nonzero(block.free)[0]
        differences[np.ix_(rows, block.months)] = (new - old).reshape(len(rows), len(block.months))
    return differences


def seed(shape: Shape, path: str, products: np.ndarray) -> Own:
    """Weights for a branch that holds nothing yet: its seats, alike, by the working days on which they are held.

    A branch without seats gets one open line on its own unit.
    """
    seats = [i for i, at in enumerate(shape.seats) if shape.units[at].path.startswith(path)]
    if not seats:
        unit = next(unit for unit in shape.units if unit.path == path)
        weights = np.repeat(shape.days[None, :], len(products), axis=0)
        return Own(np.full(len(products), unit.pk), products, np.full(len(products), OPEN, dtype=object), weights)
    held = np.rint(shape.active[seats] * shape.days * 100).astype(np.int64)
    units = shape.unit_ids[shape.seats[seats]]
    count = len(seats) * len(products)
    return Own(
        np.repeat(units, len(products)),
        np.tile(products, len(seats)),
        np.full(count, TOTAL, dtype=object),
        np.repeat(held, len(products), axis=0),
    )


def sown(weights: Own, months: tuple[int, ...], total: int) -> Own:
    """`total` over the cells of `seed` in these months, as differences from nothing."""
    chosen = weights.months[:, months]
    if not chosen.any():
        raise NothingToShare(total, 0)
    new = split_groups(np.array([total]), np.array([0, chosen.size]), chosen.ravel())
    amounts = np.zeros_like(weights.months)
    amounts[:, months] = new.reshape(chosen.shape)
    return weights.with_months(amounts)
