"""What can be wrong with a split. Positions are indices into the arrays given, never names."""

from quotamesh.kernel.errors import KernelError


class ShapeMismatch(KernelError):
    """The array `name` has `got` entries where `wanted` belong."""

    def __init__(self, name: str, wanted: int, got: int) -> None:
        super().__init__(f"{name}: {got} entries, wanted {wanted}")
        self.name = name
        self.wanted = wanted
        self.got = got


class BadWeight(KernelError):
    """The weight of `child` is negative, infinite or not a number."""

    def __init__(self, child: int, weight: float) -> None:
        super().__init__(f"weight {weight} at {child}")
        self.child = child
        self.weight = weight


class BoundsCrossed(KernelError):
    """The floor of `child` is above its own cap."""

    def __init__(self, group: int, child: int, floor: int, cap: int) -> None:
        super().__init__(f"group {group}: floor {floor} above cap {cap} at {child}")
        self.group = group
        self.child = child
        self.floor = floor
        self.cap = cap


class FloorsAboveTotal(KernelError):
    """The floors of a group add up to more than its total; `children` have a floor above their share."""

    def __init__(self, group: int, total: int, floors_sum: int, children: list[int]) -> None:
        super().__init__(f"group {group}: floors {floors_sum} above total {total}, binding {children}")
        self.group = group
        self.total = total
        self.floors_sum = floors_sum
        self.children = children


class CapsBelowTotal(KernelError):
    """The caps of a group add up to less than its total; `children` have a cap below their share.

    A child without weight counts with what it can take: zero, or its floor.
    """

    def __init__(self, group: int, total: int, caps_sum: int, children: list[int]) -> None:
        super().__init__(f"group {group}: caps {caps_sum} below total {total}, binding {children}")
        self.group = group
        self.total = total
        self.caps_sum = caps_sum
        self.children = children


class NoWeights(KernelError):
    """A group has something to split and no child with a weight: an equal split must be asked for."""

    def __init__(self, group: int, total: int) -> None:
        super().__init__(f"group {group}: no weights for {total}")
        self.group = group
        self.total = total


class CannotRebalance(KernelError):
    """The siblings cannot take up the rest of a column; `children` are the rows that bind.

    `reason`: 'floors' (they need more than `rest`), 'caps' (they can take less), 'nobody' (all are locked),
    'locked' (the row itself is), 'no-weights' (all that could move are zero).
    """

    def __init__(self, reason: str, column: int, rest: int, children: list[int]) -> None:
        super().__init__(f"column {column}: {reason}, rest {rest}, rows {children}")
        self.reason = reason
        self.column = column
        self.rest = rest
        self.children = children
