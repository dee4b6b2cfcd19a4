"""Two margins at once: people × products, people × months, both met to the unit.

Iterative proportional fitting keeps the pattern of the seed (Deming and Stephan 1940), each row is rounded
by largest remainder, and what the columns are then off is moved along shortest paths between columns.
"""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from quotamesh.kernel.errors import KernelError
from quotamesh.kernel.groups import split_groups
from quotamesh.kernel.quota import Bools, Floats, Ints
from quotamesh.kernel.split_errors import BadWeight, ShapeMismatch

_ROUNDS = 500
_CLOSE = 1e-10


class MarginsDisagree(KernelError):
    """The row totals add up to something else than the column totals."""

    def __init__(self, rows_sum: int, columns_sum: int) -> None:
        super().__init__(f"rows make {rows_sum}, columns {columns_sum}")
        self.rows_sum = rows_sum
        self.columns_sum = columns_sum
        self.difference = rows_sum - columns_sum


class MarginsUnreachable(KernelError):
    """No matrix with the seed's zeros has these margins.

    `rows` can put amounts only into `columns`, and these together do not take what the rows have to give (or
    the other way round); negative totals are named alike.
    """

    def __init__(self, rows: list[int], columns: list[int]) -> None:
        super().__init__(f"rows {rows} and columns {columns} cannot be met")
        self.rows = rows
        self.columns = columns


def fit_margins(seed: npt.ArrayLike, row_totals: npt.ArrayLike, column_totals: npt.ArrayLike) -> Ints:
    """An int64[n, m] matrix with these row and column totals, in proportions as near the seed's as can be.

    seed [n, m]: not negative; its zeros stay zero. row_totals int64[n] and column_totals int64[m], not
    negative. Every cell is the fitted value rounded up or down where both margins allow it.
    Raises MarginsDisagree, MarginsUnreachable, ShapeMismatch, BadWeight (child: flat position).
    """
    start = np.asarray(seed, dtype=np.float64)
    rows, columns = np.asarray(row_totals, dtype=np.int64), np.asarray(column_totals, dtype=np.int64)
    if start.shape != (len(rows), len(columns)):
        raise ShapeMismatch("seed", len(rows) * len(columns), start.size)
    wrong = np.argwhere(~((start >= 0) & (start < np.inf)))
    if len(wrong):
        raise BadWeight(int(wrong[0][0]) * len(columns) + int(wrong[0][1]), float(start[tuple(wrong[0])]))
    if rows.sum() != columns.sum():
        raise MarginsDisagree(int(rows.sum()), int(columns.sum()))
    if len(columns) > len(rows):
        try:
            return np.ascontiguousarray(fit_margins(start.T, columns, rows).T)
        except MarginsUnreachable as error:
            raise MarginsUnreachable(error.columns, error.rows) from None
    _check_reach(start, rows, columns)
    fitted = _fit(start, rows, columns)
    offsets = np.arange(len(rows) + 1) * len(columns)
    matrix = split_groups(rows, offsets, fitted.ravel()).reshape(fitted.shape)
    _settle(matrix, fitted, start > 0, columns)
    return matrix


def _check_reach(seed: Floats, rows: Ints, columns: Ints) -> None:
    open_ = seed > 0
    bad_rows = np.nonzero((rows < 0) | ((rows > 0) & ~open_.any(axis=1)))[0]
    bad_columns = np.nonzero((columns < 0) | ((columns > 0) & ~open_.any(axis=0)))[0]
    if len(bad_rows) or len(bad_columns):
        raise MarginsUnreachable(bad_rows.tolist(), bad_columns.tolist())


def _fit(seed: Floats, rows: Ints, columns: Ints) -> Floats:
    """Rows last, so that each row's proportions are those of a matrix whose rows fit."""
    fitted = seed / max(float(seed.max(initial=0.0)), 1e-300)
    keep = fitted.copy()
    for _ in range(_ROUNDS):
        sums = fitted.sum(axis=0)
        fitted = fitted * (columns / np.where(sums > 0, sums, 1.0))
        sums = fitted.sum(axis=1)
        fitted = fitted * (rows / np.where(sums > 0, sums, 1.0))[:, None]
        if (np.abs(fitted.sum(axis=0) - columns) <= _CLOSE * np.maximum(columns, 1)).all():
            break
    lost = (rows > 0) & ~(fitted > 0).any(axis=1)
    return np.where(lost[:, None], keep, fitted)


def _settle(matrix: Ints, fitted: Floats, allowed: Bools, columns: Ints) -> None:
    """Move units along rows until the columns fit: first within rounding of the fit, then wherever allowed."""
    base = np.floor(fitted + 1e-9)
    nothing = np.zeros(1)

    def near(source: int, goal: int) -> Floats:
        movable = (
            allowed[:, goal] & (matrix[:, source] > base[:, source]) & (matrix[:, goal] <= base[:, goal])
        )
        return np.where(movable, 1.0, nothing)

    def far(source: int, goal: int) -> Floats:
        return np.where(allowed[:, goal], matrix[:, source], nothing)

    for room in (near, far):
        while True:
            excess = matrix.sum(axis=0) - columns
            if not excess.any():
                return
            path = _path(excess, room)
            if path is None:
                break
            _move(matrix, fitted, path, int(min(excess[path[0]], -excess[path[-1]])), room)
    stuck = _reached(matrix.sum(axis=0) - columns, far)
    rows = np.nonzero(matrix[:, stuck].any(axis=1))[0]
    raise MarginsUnreachable(rows.tolist(), stuck)


def _path(excess: Ints, room: Callable[[int, int], Floats]) -> list[int] | None:
    """Breadth first from the columns that have too much to the nearest that has too little."""
    came: dict[int, int] = {int(column): -1 for column in np.nonzero(excess > 0)[0]}
    queue = list(came)
    for column in queue:
        for other in range(len(excess)):
            if other in came or not room(column, other).any():
                continue
            came[other] = column
            if excess[other] < 0:
                path = [other]
                while came[path[-1]] >= 0:
                    path.append(came[path[-1]])
                return path[::-1]
            queue.append(other)
    return None


def _reached(excess: Ints, room: Callable[[int, int], Floats]) -> list[int]:
    found = [int(column) for column in np.nonzero(excess > 0)[0]]
    for column in found:
        found += [o for o in range(len(excess)) if o not in found and room(column, o).any()]
    return sorted(found)


def _move(
    matrix: Ints, fitted: Floats, path: list[int], wanted: int, room: Callable[[int, int], Floats]
) -> None:
    """Shift up to `wanted` units along the path, in the rows where the fit speaks for it most."""
    steps = list(pairwise(path))
    wanted = min(wanted, *(int(room(source, goal).sum()) for source, goal in steps))
    for source, goal in reversed(steps):
        left, space = wanted, room(source, goal)
        gain = (matrix[:, source] - fitted[:, source]) - (matrix[:, goal] - fitted[:, goal])
        for row in np.argsort(-np.where(space > 0, gain, -np.inf), kind="stable"):
            step = min(left, int(space[row]))
            if step <= 0:
                break
            matrix[row, source] -= step
            matrix[row, goal] += step
            left -= step
