"""From one amount to every seat, product line and month: the cascade over the kernel's split.

Units level by level, then each seat over its product lines, then each line over the months. Every step is
exact, so every total is: a unit's amount is its reserve plus what its children have.
"""

from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from quotamesh.kernel.split import CapsBelowTotal, FloorsAboveTotal, split_groups
from quotamesh.plan.targets.rows import OPEN, RESERVE, TOTAL, Own, joined, once_a_key
from quotamesh.plan.targets.shape import Shape
from quotamesh.plan.targets.weights import Notice, Weights

BASIS = 10_000


@dataclass(frozen=True)
class Limits:
    """Floors and caps of a unit's year by unit key, and the share each unit holds back, in basis points."""

    floors: dict[int, int] = field(default_factory=dict)
    caps: dict[int, int] = field(default_factory=dict)
    reserves: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Division:
    """The result: own amounts to be stored, and what the user should know."""

    own: Own
    notices: tuple[Notice, ...]


class NobodyToCarry(Exception):
    """No seat is held in the year that is to be split."""


class LimitsBreak(Exception):
    """Floors or caps do not fit the amount of a unit: `kind` is 'floors' or 'caps'."""

    def __init__(self, kind: str, unit: str, total: int, limit: int, binding: list[str]):
        super().__init__(kind, unit, total, limit, binding)
        self.kind, self.unit, self.total, self.limit, self.binding = kind, unit, total, limit, binding


def divide(shape: Shape, total: int, weights: Weights, limits: Limits) -> Division:
    """Split `total` over the shape.

    Raises:
        NobodyToCarry: there is no seat.
        LimitsBreak: floors above, or caps below, what a unit has to give.
    """
    if not len(shape.seats):
        raise NobodyToCarry
    notices = list(weights.notices)
    seat_lines = _with_fallback(shape, weights.seat_lines, notices)
    unit_weights = _unit_weights(shape, seat_lines, weights.units)
    amounts, reserves = _over_units(shape, total, unit_weights, limits)
    cells = over_lines_and_months(shape, amounts[shape.seats], seat_lines, weights.months)
    placed = cells.sum(axis=(0, 1))
    months = placed if placed.any() else shape.days
    held_back = _by_month(shape, reserves, RESERVE, months)
    left = _by_month(shape, _unplaced(shape, amounts, reserves), OPEN, months)
    return Division(joined(_seat_rows(shape, cells), held_back, left), tuple(notices))


def divide_states(shape: Shape, total: int, weights: Weights, limits: Limits, step_bp: int = 0) -> Division:
    """Split a state: each month holds all of it, among the seats held then; the last month is the year.

    step_bp: by how much each quarter stands above the one before, so that the last comes to `total`.

    Raises:
        NobodyToCarry, LimitsBreak
    """
    parts, notices = [], ()
    for month in range(12):
        held = shape.active[:, month] > 0
        if not held.any():
            continue
        only = np.zeros(12, dtype=np.int64)
        only[month] = 1
        vacant = {int(pk) for pk in shape.unit_ids[shape.seats[~held]]}
        seat_lines = np.where(held[:, None], weights.seat_lines, 0)
        of_month = Weights(
            seat_lines
            if seat_lines.any()
            else np.repeat(held[:, None], len(shape.lines), axis=1).astype(np.int64),
            np.repeat(only[None, :], len(shape.lines), axis=0),
            {pk: weight for pk, weight in weights.units.items() if pk not in vacant},
            weights.notices,
        )
        amount = round(total / Fraction(BASIS + step_bp, BASIS) ** (3 - month // 3))
        division = divide(replace(shape, days=only), amount, of_month, limits)
        parts.append(division.own)
        notices = notices or division.notices
    if not parts:
        raise NobodyToCarry
    return Division(once_a_key(joined(*parts)), notices)


def _with_fallback(shape: Shape, seat_lines: np.ndarray, notices: list[Notice]) -> np.ndarray:
    if seat_lines.any():
        return seat_lines
    notices.append(Notice("no_weights_at_all"))
    return np.ones_like(seat_lines)


def _unit_weights(shape: Shape, seat_lines: np.ndarray, own: dict[int, int]) -> np.ndarray:
    """A unit weighs what its seats weigh, unless it has a weight of its own."""
    weights = np.zeros(len(shape.units), dtype=np.int64)
    weights[shape.seats] = seat_lines.sum(axis=1)
    given = {i: own[unit.pk] for i, unit in enumerate(shape.units) if unit.pk in own}
    for position, weight in given.items():
        if shape.units[position].kind == "seat":
            weights[position] = weight if position in set(shape.seats.tolist()) else 0
    for position in range(len(shape.units) - 1, 0, -1):
        weights[shape.parents[position]] += weights[position]
    for position, weight in given.items():
        weights[position] = weight
    return weights


def _over_units(
    shape: Shape, total: int, weights: np.ndarray, limits: Limits
) -> tuple[np.ndarray, np.ndarray]:
    """Amount and reserve of every unit, int64 [U] each, one level of the tree after the other."""
    amounts = np.zeros(len(shape.units), dtype=np.int64)
    reserves = np.zeros(len(shape.units), dtype=np.int64)
    amounts[0] = total
    keys = shape.unit_ids.tolist()
    floors = np.array([limits.floors.get(key, 0) for key in keys], dtype=np.int64)
    ceiling = np.iinfo(np.int64).max // 4
    caps = np.array([limits.caps.get(key, ceiling) for key in keys], dtype=np.int64)
    share = np.array([limits.reserves.get(key, 0) for key in keys], dtype=np.int64)
    bounded = bool(limits.floors or limits.caps)
    for level in _levels(shape, weights, floors):
        givers = shape.parents[level.first]
        reserves[givers] = (amounts[givers] * share[givers] + BASIS // 2) // BASIS
        give = amounts[givers] - reserves[givers]
        bounds = (floors[level.children], caps[level.children]) if bounded else ()
        try:
            amounts[level.children] = split_groups(give, level.offsets, weights[level.children], *bounds)
        except (FloorsAboveTotal, CapsBelowTotal) as error:
            raise _named(shape, level, givers, error) from error
    return amounts, reserves


@dataclass(frozen=True)
class Level:
    """The children to be served in one step by parent: offsets [G + 1], first child of each group [G]."""

    children: np.ndarray
    offsets: np.ndarray
    first: np.ndarray


def _levels(shape: Shape, weights: np.ndarray, floors: np.ndarray):
    """Units that carry something, level by level; a unit without weight or floor takes no part."""
    depth = np.array([unit.depth for unit in shape.units])
    held = np.array([unit.kind != "seat" for unit in shape.units])
    held[shape.seats] = True
    carries = held & ((weights > 0) | (floors > 0))
    for level in range(1, int(depth.max()) + 1):
        children = np.nonzero((depth == level) & carries)[0]
        if not len(children):
            return
        order = np.argsort(shape.parents[children], kind="stable")
        children = children[order]
        starts = np.nonzero(np.diff(shape.parents[children], prepend=-2))[0]
        yield Level(children, np.append(starts, len(children)).astype(np.int64), children[starts])


def _named(
    shape: Shape, level: Level, givers: np.ndarray, error: FloorsAboveTotal | CapsBelowTotal
) -> LimitsBreak:
    floors = isinstance(error, FloorsAboveTotal)
    limit = error.floors_sum if floors else error.caps_sum
    binding = [shape.units[level.children[child]].name for child in error.children]
    giver = shape.units[givers[error.group]].name
    return LimitsBreak("floors" if floors else "caps", giver, error.total, limit, binding)


def over_lines_and_months(
    shape: Shape, amounts: np.ndarray, seat_lines: np.ndarray, months: np.ndarray
) -> np.ndarray:
    """int64 [S, L, 12]: each seat's amount over its lines, each line over the months the seat is held."""
    seats, lines = seat_lines.shape
    mix = seat_lines.sum(axis=0)
    usual = mix if mix.any() else np.ones(lines, dtype=np.int64)
    weights = np.where(seat_lines.any(axis=1, keepdims=True), seat_lines, usual)
    by_line = split_groups(amounts, np.arange(seats + 1) * lines, weights.ravel())
    held = np.rint(shape.active * BASIS).astype(np.int64)
    monthly = months[None, :, :] * held[:, None, :]
    empty = ~monthly.any(axis=2, keepdims=True)
    monthly = np.where(empty, held[:, None, :], monthly)
    cells = split_groups(by_line, np.arange(seats * lines + 1) * 12, monthly.ravel())
    return cells.reshape(seats, lines, 12)


def _unplaced(shape: Shape, amounts: np.ndarray, reserves: np.ndarray) -> np.ndarray:
    """What a unit has that nobody below can take: int64 [U], zero for seats."""
    placed = reserves.copy()
    np.add.at(placed, shape.parents[1:], amounts[1:])
    left = amounts - placed
    left[[i for i, unit in enumerate(shape.units) if unit.kind == "seat"]] = 0
    return left


def _by_month(shape: Shape, amounts: np.ndarray, line: str, months: np.ndarray) -> Own:
    """Amounts of units over the months as the placed amounts lie, on the root of the product tree."""
    holders = np.nonzero(amounts)[0]
    weights = np.tile(months, len(holders))
    parts = split_groups(amounts[holders], np.arange(len(holders) + 1) * 12, weights)
    product = np.full(len(holders), shape.root_product, dtype=np.int64)
    return Own(
        shape.unit_ids[holders], product, np.full(len(holders), line, dtype=object), parts.reshape(-1, 12)
    )


def _seat_rows(shape: Shape, cells: np.ndarray) -> Own:
    seats, lines, _ = cells.shape
    unit = np.repeat(shape.unit_ids[shape.seats], lines)
    return Own(
        unit, np.tile(shape.lines, seats), np.full(seats * lines, TOTAL, dtype=object), cells.reshape(-1, 12)
    )
