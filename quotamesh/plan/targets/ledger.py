"""Own amounts of a branch in memory while changes are laid into them: many changes, one read, one write.

A cell is one month of one own amount; a set of cells is a mask bool [n, 12] over the rows.
"""

import numpy as np

from quotamesh.kernel.split import split_groups
from quotamesh.plan.targets.errors import NothingToShare
from quotamesh.plan.targets.rows import Own, joined

Cells = np.ndarray


class Ledger:
    """`own` as it was read, `now` int64 [n, 12] as it stands; `locks`: paths of units that stay."""

    def __init__(self, own: Own, unit_paths: dict[int, str], product_paths: dict[int, str], locks: list[str]):
        self.unit_paths, self.product_paths, self.locks = unit_paths, product_paths, locks
        self._take(own, own.months.copy())

    def _take(self, own: Own, now: np.ndarray) -> None:
        self.own, self.now = own, now
        units, self._unit_at = np.unique(own.unit, return_inverse=True)
        products, self._product_at = np.unique(own.product, return_inverse=True)
        self._units = np.array([self.unit_paths[pk] for pk in units.tolist()], dtype=str)
        self._products = np.array([self.product_paths[pk] for pk in products.tolist()], dtype=str)
        self.free = (
            ~np.any([self.below(path) for path in self.locks], axis=0) if self.locks else self.below("")
        )

    def below(self, path: str) -> np.ndarray:
        """Rows of a branch of the organisation, bool [n]."""
        if not len(self._units):
            return np.zeros(0, dtype=bool)
        return np.char.startswith(self._units, path)[self._unit_at]

    def of_product(self, path: str) -> np.ndarray:
        """Rows of a product node and what is below it, bool [n]."""
        if not len(self._products):
            return np.zeros(0, dtype=bool)
        return np.char.startswith(self._products, path)[self._product_at]

    def at(self, rows: np.ndarray, months: tuple[int, ...]) -> Cells:
        cells = np.zeros(self.now.shape, dtype=bool)
        cells[np.ix_(rows, months)] = True
        return cells

    def total(self, cells: Cells) -> int:
        return int(self.now[cells].sum())

    def movable(self, cells: Cells) -> Cells:
        return cells & self.free[:, None]

    def resum(self, cells: Cells, total: int) -> None:
        """Bring cells to `total` in proportion to what the free ones have, or had when the ledger was opened.

        Raises:
            NothingToShare: the locked cells alone hold more, or no free cell has anything to go by.
        """
        free = self.movable(cells)
        old = self.now[free]
        wanted = total - self.total(cells) + int(old.sum())
        weights = old if old.any() else self.own.months[free]
        if wanted < 0 or (wanted > 0 and not weights.any()):
            raise NothingToShare(self.total(cells) - total, int(old.sum()))
        if wanted != old.sum():
            parts = split_groups(np.array([wanted]), np.array([0, len(weights)]), weights) if wanted else 0
            self.now[free] = parts

    def add(self, sown: Own) -> None:
        """New rows, as differences from nothing."""
        known = joined(self.own, sown.with_months(np.zeros_like(sown.months)))
        self._take(known, np.concatenate([self.now, sown.months]))

    def delta(self) -> Own:
        difference = self.now - self.own.months
        return self.own.with_months(difference).where(difference.any(axis=1))
