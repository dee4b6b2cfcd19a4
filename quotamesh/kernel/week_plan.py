"""A month's plan laid over its weeks, and a week's over its days: whole numbers that add up exactly."""

from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from quotamesh.kernel.errors import KernelError
from quotamesh.kernel.split import split_groups

Ints = npt.NDArray[np.int64]
FREE = -1


class FixedDoNotFit(KernelError):
    """Row `row`: what is fixed adds up to `fixed`, which cannot be part of `total`; `room`: whether a part is free."""

    def __init__(self, row: int, fixed: int, total: int, room: bool) -> None:
        super().__init__(f"row {row}: {fixed} fixed of {total}")
        self.row, self.fixed, self.total, self.room = row, fixed, total, room


def weeks_of(start: date, end: date) -> list[tuple[date, date]]:
    """The ISO weeks from `start` to `end` (both included), cut at both: 1 to 6 of a month, no day twice."""
    found = []
    while start <= end:
        last = min(start + timedelta(6 - start.weekday()), end)
        found.append((start, last))
        start = last + timedelta(1)
    return found


def lay(totals: npt.ArrayLike, days: npt.ArrayLike, fixed: npt.ArrayLike) -> Ints:
    """Lay R totals over W parts by the working days of each; fixed parts stay, the others share the rest.

    totals: int64[R], not negative. days: int64[W] working days; where the free parts of a row have none, they
    share alike. fixed: int64[R, W], FREE where nothing is fixed. Returns int64[R, W]; each row adds up to its
    total exactly (largest remainder, ties to the earlier part).
    Raises FixedDoNotFit.
    """
    wanted = np.asarray(totals, dtype=np.int64)
    kept = np.asarray(fixed, dtype=np.int64)
    free = kept == FREE
    given = np.where(free, 0, kept).sum(axis=1)
    rest = wanted - given
    for row in np.nonzero((rest < 0) | ((rest > 0) & ~free.any(axis=1)))[0].tolist():
        raise FixedDoNotFit(row, int(given[row]), int(wanted[row]), bool(free[row].any()))
    weights = np.where(free, np.asarray(days, dtype=np.int64), 0)
    weights = np.where(weights.any(axis=1, keepdims=True), weights, free)
    weights = np.where(weights.any(axis=1, keepdims=True), weights, 1)
    offsets = np.arange(len(wanted) + 1, dtype=np.int64) * kept.shape[1]
    shared = split_groups(rest, offsets, weights.ravel()).reshape(kept.shape)
    return np.asarray(np.where(free, shared, kept), dtype=np.int64)
