"""Amounts for a branch that holds nothing yet, by the working days on which its seats are held."""

import numpy as np

from quotamesh.kernel.split import split_groups
from quotamesh.plan.targets.errors import NothingToShare
from quotamesh.plan.targets.rows import OPEN, TOTAL, Own
from quotamesh.plan.targets.shape import Shape


def seed(shape: Shape, path: str, products: np.ndarray, locks: list[str]) -> Own:
    """Weights: seats alike, by the working days on which they are held; locked ones take no part.

    A branch without seats gets one open line on its own unit.
    """
    seats = [i for i, at in enumerate(shape.seats) if _takes_part(shape.units[at].path, path, locks)]
    if not seats:
        unit = next(unit for unit in shape.units if unit.path == path)
        return open_line(unit.pk, products, shape.days)
    held = np.rint(shape.active[seats] * shape.days * 100).astype(np.int64)
    units = shape.unit_ids[shape.seats[seats]]
    count = len(seats) * len(products)
    return Own(
        np.repeat(units, len(products)),
        np.tile(products, len(seats)),
        np.full(count, TOTAL, dtype=object),
        np.repeat(held, len(products), axis=0),
    )


def _takes_part(seat: str, path: str, locks: list[str]) -> bool:
    return seat.startswith(path) and not any(seat.startswith(lock) for lock in locks)


def open_line(unit: int, products: np.ndarray, days: np.ndarray, line: str = OPEN) -> Own:
    """Weights of a unit's own line: the working days of the months."""
    count = len(products)
    weights = np.repeat(days[None, :], count, axis=0)
    return Own(np.full(count, unit), products, np.full(count, line, dtype=object), weights)


def sown(weights: Own, months: tuple[int, ...], total: int) -> Own:
    """`total` over the cells of the weights in these months, as differences from nothing."""
    chosen = weights.months[:, months]
    if not chosen.any():
        raise NothingToShare(total, 0)
    new = split_groups(np.array([total]), np.array([0, chosen.size]), chosen.ravel())
    amounts = np.zeros_like(weights.months)
    amounts[:, months] = new.reshape(chosen.shape)
    return weights.with_months(amounts)
