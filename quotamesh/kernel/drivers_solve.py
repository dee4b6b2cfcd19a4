"""A driver tree backwards: what one driver must be for a wanted value of the top.

Along the way from the top to the driver each node is undone in closed form: a sum by taking the others off, a
product by dividing by them, a ratio by multiplying or dividing. Hence forward(solve(x)) = x up to rounding of
floats (relative 1e-12 in the tests).
"""

import itertools
from collections.abc import Mapping
from functools import reduce

import numpy as np
import numpy.typing as npt

from quotamesh.kernel.drivers import DriverTree, Floats, Node, Values, first
from quotamesh.kernel.drivers_errors import (
    AboveOne,
    BelowZero,
    DividesByZero,
    MoreThanOneWay,
    NoEffect,
    NotANumber,
    NoValue,
    UnknownNode,
    Unsolvable,
)

_BLOCK = 512  # units solved at once
NEARLY = 1e-9  # a count that is a whole number but for the rounding of floats is that number


def way_to(tree: DriverTree, top: str, driver: str) -> tuple[str, ...]:
    """The nodes from the top down to the driver.

    Raises:
        UnknownNode, NoEffect: the driver is not below the top; MoreThanOneWay
    """
    for key in (top, driver):
        if key not in tree.nodes:
            raise UnknownNode(key)
    ways = dict.fromkeys(tree.nodes, 0) | {driver: 1}
    for key in tree.order:
        if key != driver:
            ways[key] = sum(ways[below] for below in tree.nodes[key].drivers)
    if not ways[top]:
        raise NoEffect(driver)
    if ways[top] > 1:
        raise MoreThanOneWay(driver)
    way = [top]
    while way[-1] != driver:
        way.append(next(key for key in tree.nodes[way[-1]].drivers if ways[key]))
    return tuple(way)


def required(
    tree: DriverTree, values: Mapping[str, npt.ArrayLike], way: tuple[str, ...], target: npt.ArrayLike
) -> Values:
    """What each node of a way (from `way_to`) must be, the first one being the target.

    values: what is known; values of the nodes on the way itself are not asked for. Where a node beside the way
    is not known, the way ends there: the nodes further down are missing in the answer.

    Raises:
        NoEffect, BelowZero, AboveOne: the first cell in which it is so; NotANumber, DividesByZero
    """
    beside = {key: value for key, value in values.items() if key not in way}
    wanted = np.asarray(target, dtype=np.float64)
    if not np.isfinite(wanted).all():
        raise NotANumber(way[0])
    found: Values = {way[0]: _possible(tree.nodes[way[0]], wanted)}
    for above, key in itertools.pairwise(way):
        node = tree.nodes[above]
        siblings = [each for each in node.drivers if each != key]
        try:
            known = tree.forward(beside, siblings)
        except NoValue:
            break
        wanted = _undone(node, key, wanted, [known[each] for each in siblings])
        found[key] = _possible(tree.nodes[key], wanted)
    return found


def solve(
    tree: DriverTree, values: Mapping[str, npt.ArrayLike], top: str, driver: str, target: npt.ArrayLike
) -> Floats:
    """The one value of a driver, leaf or inner node, that brings the top to the target, everything else as it is.

    Raises:
        UnknownNode, NoEffect, MoreThanOneWay, BelowZero, AboveOne, NoValue, NotANumber, DividesByZero
    """
    way, wanted = way_to(tree, top, driver), np.asarray(target, dtype=np.float64)
    if wanted.ndim == 2 and len(wanted) > _BLOCK:
        return _in_blocks(tree, {key: np.asarray(each) for key, each in values.items()}, way, wanted)
    return _solved(tree, values, way, wanted)


def _solved(
    tree: DriverTree, values: Mapping[str, npt.ArrayLike], way: tuple[str, ...], target: Floats
) -> Floats:
    found = required(tree, values, way, target)
    if way[-1] not in found:
        raise NoValue(_unknown(tree, values, way))
    return found[way[-1]]


def _in_blocks(
    tree: DriverTree, values: Mapping[str, npt.NDArray[np.generic]], way: tuple[str, ...], target: Floats
) -> Floats:
    """So many units at a time that the temporaries stay in the cache."""
    units, parts = len(target), []
    for start in range(0, units, _BLOCK):
        rows = slice(start, start + _BLOCK)
        cut = {
            key: each[rows] if each.ndim == 2 and len(each) == units else each for key, each in values.items()
        }
        try:
            parts.append(_solved(tree, cut, way, target[rows]))
        except (Unsolvable, DividesByZero) as error:
            if len(error.at) == 2:
                error.at = (error.at[0] + start, error.at[1])
            raise
    return np.concatenate(parts)


def whole(values: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Counts that suffice: the next whole number, told apart from the exact solution."""
    exact = np.asarray(values, dtype=np.float64)
    near = np.rint(exact)
    same = np.abs(exact - near) <= NEARLY * np.maximum(np.abs(exact), 1.0)
    return np.where(same, near, np.ceil(exact)).astype(np.int64)


def _unknown(tree: DriverTree, values: Mapping[str, npt.ArrayLike], way: tuple[str, ...]) -> str:
    """The first leaf beside the way that has no value."""
    for above, key in itertools.pairwise(way):
        for driver in tree.nodes[above].drivers:
            missing = [leaf for leaf in tree.leaves if leaf in tree.below(driver) and leaf not in values]
            if driver != key and driver not in values and missing:
                return missing[0]
    raise AssertionError("asked only where a value is missing")


def _undone(node: Node, key: str, wanted: Floats, others: list[Floats]) -> Floats:
    if node.kind == "sum":
        return reduce(np.subtract, others, wanted)
    if node.kind == "product":
        return _divided(key, wanted, reduce(np.multiply, others, np.ones(())))
    return wanted * others[0] if key == node.drivers[0] else _divided(key, others[0], wanted)


def _divided(key: str, over: Floats, by: Floats) -> Floats:
    if not by.all():
        raise NoEffect(key, first(by == 0))
    return np.asarray(over / by)


def _possible(node: Node, values: Floats) -> Floats:
    below = values < 0
    if below.any():
        raise BelowZero(node.key, first(below), float(values[below].flat[0]))
    if node.share:
        above = values > 1 + NEARLY
        if above.any():
            raise AboveOne(node.key, first(above), float(values[above].flat[0]))
    return values
