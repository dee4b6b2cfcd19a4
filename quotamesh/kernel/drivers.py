"""Driver trees: a wanted figure as sums, products and ratios of what drives it.

Values are float64 and broadcast against each other: a scalar, one a unit [units, 1], one a period [periods], or
all [units, periods]. A driver may be shared by several nodes; nodes that nothing depends on are all computed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np
import numpy.typing as npt

from quotamesh.kernel.drivers_errors import (
    Circle,
    DividesByZero,
    DoubledNode,
    NotANumber,
    NoValue,
    UnknownNode,
    WrongChildren,
)

Floats = npt.NDArray[np.float64]
Values = dict[str, Floats]
KINDS = ("sum", "product", "ratio", "leaf")


@dataclass(frozen=True)
class Node:
    """`kind`: sum, product, ratio (first driver ÷ second) or leaf; `share`: never over 1, as a conversion."""

    key: str
    kind: str = "leaf"
    drivers: tuple[str, ...] = ()
    share: bool = False


class DriverTree:
    """Nodes checked and in an order in which each comes after its drivers.

    Raises:
        DoubledNode, UnknownNode, WrongChildren, Circle
    """

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.nodes: dict[str, Node] = {}
        for node in nodes:
            if node.key in self.nodes:
                raise DoubledNode(node.key)
            self.nodes[node.key] = node
        for node in self.nodes.values():
            _check(node, self.nodes)
        self.order: tuple[str, ...] = tuple(self._ordered())

    def _ordered(self) -> Iterator[str]:
        """Depth first, without recursion: a tree that somebody imports may be deep."""
        done: set[str] = set()
        for start in self.nodes:
            way: dict[str, Iterator[str]] = {}
            here: str | None = None if start in done else start
            while here is not None:
                way.setdefault(here, iter(self.nodes[here].drivers))
                below = next((key for key in way[here] if key not in done), None)
                if below in way:
                    keys = list(way)
                    raise Circle(tuple(keys[keys.index(below) :]))
                if below is None:
                    way.pop(here)
                    done.add(here)
                    yield here
                    here = next(reversed(way), None)
                else:
                    here = below

    @cached_property
    def tops(self) -> tuple[str, ...]:
        """Nodes that nothing depends on, in the order given."""
        used = {key for node in self.nodes.values() for key in node.drivers}
        return tuple(key for key in self.nodes if key not in used)

    @property
    def leaves(self) -> tuple[str, ...]:
        return tuple(key for key, node in self.nodes.items() if node.kind == "leaf")

    def below(self, key: str) -> set[str]:
        """The node and everything it depends on.

        Raises:
            UnknownNode
        """
        if key not in self.nodes:
            raise UnknownNode(key)
        found, ahead = {key}, [key]
        while ahead:
            fresh = set(self.nodes[ahead.pop()].drivers) - found
            found |= fresh
            ahead += fresh
        return found

    def forward(self, values: Mapping[str, npt.ArrayLike], only: Iterable[str] | None = None) -> Values:
        """Every node's value. A value given for an inner node is taken in place of what its drivers give.

        only: nodes that are wanted, all by default; the others are computed where these need them.

        Raises:
            NoValue, NotANumber, DividesByZero
        """
        wanted = self._needed(values, only)
        found: Values = {}
        for key in self.order:
            if key in wanted:
                found[key] = _given(key, values[key]) if key in values else self._computed(key, found)
        return found

    def _needed(self, values: Mapping[str, npt.ArrayLike], only: Iterable[str] | None) -> set[str]:
        if only is None:
            return set(self.nodes)
        found: set[str] = set()
        ahead = list(only)
        while ahead:
            key = ahead.pop()
            if key not in found:
                found.add(key)
                ahead += () if key in values else self.nodes[key].drivers
        return found

    def _computed(self, key: str, found: Values) -> Floats:
        node = self.nodes[key]
        if node.kind == "leaf":
            raise NoValue(key)
        drivers = [found[driver] for driver in node.drivers]
        if node.kind == "sum":
            return reduce(np.add, drivers)
        if node.kind == "product":
            return reduce(np.multiply, drivers)
        over, under = drivers
        if not under.all():
            raise DividesByZero(key, first(under == 0))
        return over / under


def _check(node: Node, nodes: Mapping[str, Node]) -> None:
    for driver in node.drivers:
        if driver not in nodes:
            raise UnknownNode(driver)
    count = len(node.drivers)
    right = {"ratio": count == 2, "leaf": count == 0, "sum": count > 0, "product": count > 0}
    if not right.get(node.kind, False):
        raise WrongChildren(node.key)


def _given(key: str, value: npt.ArrayLike) -> Floats:
    found = np.asarray(value, dtype=np.float64)
    if not np.isfinite(found).all():
        raise NotANumber(key)
    return found


def first(wrong: npt.NDArray[np.bool_]) -> tuple[int, ...]:
    """Where the first cell stands that is wrong."""
    return tuple(int(i) for i in np.unravel_index(int(np.argmax(wrong)), wrong.shape))
