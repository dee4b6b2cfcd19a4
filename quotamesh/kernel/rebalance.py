"""One part set by hand, the others make up for it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from quotamesh.kernel.groups import split_groups
from quotamesh.kernel.quota import Bools, Ints
from quotamesh.kernel.split_errors import CannotRebalance, CapsBelowTotal, FloorsAboveTotal, NoWeights
from quotamesh.kernel.split_reference import NO_CAP, NO_FLOOR


def rebalance(
    parts: Sequence[int],
    index: int,
    value: int,
    floors: Sequence[int] | None = None,
    caps: Sequence[int] | None = None,
    locked: Sequence[bool] | None = None,
) -> list[int]:
    """Set one part to `value`; the parts not locked share the rest in proportion to what they have.

    The sum stays to the unit. Parts of unlike sign share the difference in proportion to their magnitudes.
    Raises CannotRebalance (column 0).
    """
    lock = np.zeros(len(parts), dtype=np.bool_) if locked is None else np.asarray(locked, dtype=np.bool_)
    bounds = [None if b is None else np.asarray(b, dtype=np.int64)[:, None] for b in (floors, caps)]
    column = rebalance_columns(np.asarray(parts, dtype=np.int64)[:, None], index, [value], lock, *bounds)
    return [int(part) for part in column[:, 0]]


def rebalance_columns(
    matrix: npt.ArrayLike,
    row: int,
    new_row: npt.ArrayLike,
    locked: npt.ArrayLike | None = None,
    floors: npt.ArrayLike | None = None,
    caps: npt.ArrayLike | None = None,
) -> Ints:
    """`rebalance` in every column at once: units × months where the sum of each month stays.

    matrix int64[k, m]; new_row int64[m]; locked bool[k]; floors, caps int64 that broadcast to [k, m].
    Returns int64[k, m]. Columns in which the row does not change are left alone. Raises CannotRebalance.
    """
    old, wanted = np.asarray(matrix, dtype=np.int64), np.asarray(new_row, dtype=np.int64)
    lock = np.zeros(len(old), dtype=np.bool_) if locked is None else np.asarray(locked, dtype=np.bool_)
    columns = np.nonzero(old[row] != wanted)[0]
    result = old.copy()
    if not len(columns):
        return result
    free = ~lock
    free[row] = False
    if lock[row]:
        raise CannotRebalance("locked", int(columns[0]), int(wanted[columns[0]]), [row])
    movable = old[np.ix_(free, columns)]
    rest = movable.sum(axis=0) + old[row, columns] - wanted[columns]
    if not free.any():
        raise CannotRebalance("nobody", int(columns[0]), int(rest[0]), np.nonzero(lock)[0].tolist())
    bounds = [_bound(given, old.shape, free, columns) for given in (floors, caps)]
    result[np.ix_(free, columns)] = _shared(movable, rest, bounds, columns, np.nonzero(free)[0])
    result[row, columns] = wanted[columns]
    return result


def _bound(given: npt.ArrayLike | None, shape: tuple[int, ...], free: Bools, columns: Ints) -> Ints | None:
    if given is None:
        return None
    whole = np.broadcast_to(np.asarray(given, dtype=np.int64), shape)
    return np.clip(whole[np.ix_(free, columns)], NO_FLOOR, NO_CAP)


def _shared(movable: Ints, rest: Ints, bounds: list[Ints | None], columns: Ints, rows: Ints) -> Ints:
    """Parts of one sign split the rest by what they have; others keep it and split the difference."""
    mixed = (movable > 0).any(axis=0) & (movable < 0).any(axis=0)
    base = np.where(mixed, movable, 0)
    give = rest - base.sum(axis=0)
    height, width = movable.shape
    shifted = [None if bound is None else (bound - base).T.ravel() for bound in bounds]
    try:
        parts = split_groups(give, np.arange(width + 1) * height, np.abs(movable).T.ravel(), *shifted)
    except (FloorsAboveTotal, CapsBelowTotal, NoWeights) as error:
        raise _refusal(error, int(columns[error.group]), int(rest[error.group]), rows) from None
    shared: Ints = parts.reshape(width, height).T + base
    return shared


def _refusal(
    error: FloorsAboveTotal | CapsBelowTotal | NoWeights, column: int, rest: int, rows: Ints
) -> CannotRebalance:
    if isinstance(error, NoWeights):
        return CannotRebalance("no-weights", column, rest, rows.tolist())
    reason = "floors" if isinstance(error, FloorsAboveTotal) else "caps"
    return CannotRebalance(reason, column, rest, [int(rows[child % len(rows)]) for child in error.children])
