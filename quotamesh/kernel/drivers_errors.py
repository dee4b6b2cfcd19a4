"""What can be wrong with a driver tree, or stand in the way of solving it."""

from quotamesh.kernel.errors import KernelError


class TreeError(KernelError):
    """The tree cannot be computed; `node` names where."""

    def __init__(self, node: str, *more: object) -> None:
        super().__init__(f"{type(self).__name__}: {node} {more or ''}".strip())
        self.node = node


class Circle(TreeError):
    """A node depends on itself; `way` lists the nodes of the circle in order."""

    def __init__(self, way: tuple[str, ...]) -> None:
        super().__init__(way[0], way)
        self.way = way


class UnknownNode(TreeError):
    """A node names a driver, or a solution a node, that the tree does not have."""


class DoubledNode(TreeError):
    """Two nodes bear the same key."""


class WrongChildren(TreeError):
    """A ratio has two drivers, a sum or product at least one, a leaf none."""


class NoValue(TreeError):
    """A leaf has no value."""


class NotANumber(TreeError):
    """A value is not finite."""


class DividesByZero(TreeError):
    """The denominator of a ratio is zero; `at` is the first cell in which it is."""

    def __init__(self, node: str, at: tuple[int, ...] = ()) -> None:
        super().__init__(node, at)
        self.at = at


class Unsolvable(TreeError):
    """No value of the driver `node` brings the top to the wanted value; `at` is the first such cell."""

    def __init__(self, node: str, at: tuple[int, ...] = (), value: float | None = None) -> None:
        super().__init__(node, at, value)
        self.at, self.value = at, value


class NoEffect(Unsolvable):
    """The driver does not move the top: it is not below it, or something beside it is zero."""


class MoreThanOneWay(Unsolvable):
    """The driver reaches the top along more than one way: there is no closed form."""


class BelowZero(Unsolvable):
    """The driver would have to be negative, `value`."""


class AboveOne(Unsolvable):
    """A share such as a conversion would have to be over 1, `value`."""
