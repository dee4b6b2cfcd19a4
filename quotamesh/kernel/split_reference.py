"""The split of one group in plain Python integers: the yardstick, and the way out where int64 is too small.

Method: methods.md section 2. x_i = clip(λ·w_i, l_i, u_i) with Σx = total; λ by freezing the side with the
larger total violation (the flexible-length loop of CSS), each step exact; then largest remainders.
"""

import math
from collections.abc import Sequence

from quotamesh.kernel.split_errors import (
    BadWeight,
    BoundsCrossed,
    CapsBelowTotal,
    FloorsAboveTotal,
    NoWeights,
)

NO_FLOOR, NO_CAP = -(2**55), 2**55
SCALE_BITS, SUM_BITS = 40, 58


def split_reference(
    totals: Sequence[int],
    offsets: Sequence[int],
    weights: Sequence[int] | Sequence[float],
    floors: Sequence[int] | None = None,
    caps: Sequence[int] | None = None,
) -> list[int]:
    """`split_groups` group by group in Python integers: same arguments, result and errors."""
    parts: list[int] = []
    for group, total in enumerate(totals):
        part = slice(offsets[group], offsets[group + 1])
        low = floors[part] if floors is not None else None
        high = caps[part] if caps is not None else None
        parts += split_group(group, part.start, total, integer_weights(weights[part], part.start), low, high)
    return parts


def integer_weights(weights: Sequence[int] | Sequence[float], start: int = 0) -> list[int]:
    """Whole numbers stay. If any is not, w / max · 2**b rounded half to even, at least 1 if positive.

    b = 40, less where a group of more than 2**18 children would sum to over 2**58.
    """
    for child, weight in enumerate(weights, start):
        if not 0 <= weight < math.inf:
            raise BadWeight(child, weight)
    room = SUM_BITS - len(weights).bit_length()
    largest = max(weights, default=0)
    if all(isinstance(weight, int) for weight in weights):
        return [int(weight) for weight in weights]
    if largest < 2**room and all(weight == int(weight) for weight in weights):
        return [int(weight) for weight in weights]
    scale = 2.0 ** min(SCALE_BITS, room)
    return [max(1, round(weight / largest * scale)) if weight else 0 for weight in weights]


def split_group(
    group: int,
    start: int,
    total: int,
    weights: list[int],
    floors: Sequence[int] | None,
    caps: Sequence[int] | None,
) -> list[int]:
    """One group; `start` is the position of its first child, for the errors."""
    if floors is None and caps is None:
        if total and not any(weights):
            raise NoWeights(group, total)
        return shares(total, weights)
    low = [NO_FLOOR] * len(weights) if floors is None else [min(max(x, NO_FLOOR), NO_CAP) for x in floors]
    high = [NO_CAP] * len(weights) if caps is None else [min(max(x, NO_FLOOR), NO_CAP) for x in caps]
    check(group, start, total, weights, low, high)
    if total >= 0:
        return _bounded(total, weights, low, high)
    flipped = _bounded(-total, weights, [-cap for cap in high], [-floor for floor in low])
    return [-part for part in flipped]


def shares(total: int, weights: list[int]) -> list[int]:
    """Largest remainders without bounds; -x splits as minus the split of x."""
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    parts = _rounded(abs(total), whole, weights)
    return parts if total >= 0 else [-part for part in parts]


def _rounded(total: int, whole: int, weights: list[int]) -> list[int]:
    parts = [total * weight // whole for weight in weights]
    missing = total - sum(parts)
    if missing:
        left = [total * weight % whole for weight in weights]
        for child in sorted(range(len(left)), key=left.__getitem__, reverse=True)[:missing]:
            parts[child] += 1
    return parts


def _bounded(total: int, weights: list[int], low: list[int], high: list[int]) -> list[int]:
    parts = [min(max(0, floor), cap) for floor, cap in zip(low, high, strict=True)]
    free = [child for child, weight in enumerate(weights) if weight]
    rest = total - sum(part for part, weight in zip(parts, weights, strict=True) if not weight)
    while free:
        whole = sum(weights[child] for child in free)
        under = [(child, low[child] * whole - rest * weights[child]) for child in free]
        over = [(child, rest * weights[child] - high[child] * whole) for child in free]
        under = [(child, by) for child, by in under if by > 0]
        over = [(child, by) for child, by in over if by > 0]
        if not under and not over:
            break
        balance = sum(by for _, by in under) - sum(by for _, by in over)
        frozen = [(child, low[child]) for child, _ in under] if balance >= 0 else []
        frozen += [(child, high[child]) for child, _ in over] if balance <= 0 else []
        for child, bound in frozen:
            parts[child] = bound
            rest -= bound
        gone = {child for child, _ in frozen}
        free = [child for child in free if child not in gone]
    if free:
        whole = sum(weights[child] for child in free)
        for child, part in zip(free, _rounded(rest, whole, [weights[child] for child in free]), strict=True):
            parts[child] = part
    return parts


def check(group: int, start: int, total: int, weights: list[int], low: list[int], high: list[int]) -> None:
    """Raise BoundsCrossed, FloorsAboveTotal, CapsBelowTotal or NoWeights where no split exists."""
    for child, (floor, cap) in enumerate(zip(low, high, strict=True), start):
        if floor > cap:
            raise BoundsCrossed(group, child, floor, cap)
    bounds = list(zip(weights, low, high, strict=True))
    least = [floor if weight else min(max(0, floor), cap) for weight, floor, cap in bounds]
    most = [cap if weight else min(max(0, floor), cap) for weight, floor, cap in bounds]
    if sum(low) > total or (any(weights) and sum(least) > total):
        raise FloorsAboveTotal(
            group, total, max(sum(low), sum(least)), _over_share(start, total, weights, least, 1)
        )
    if sum(high) < total or (any(weights) and sum(most) < total):
        raise CapsBelowTotal(
            group, total, min(sum(high), sum(most)), _over_share(start, total, weights, most, -1)
        )
    if not any(weights) and sum(most) != total:
        raise NoWeights(group, total)


def _over_share(start: int, total: int, weights: list[int], bounds: list[int], side: int) -> list[int]:
    whole = sum(weights) or 1
    pairs = enumerate(zip(bounds, weights, strict=True), start)
    return [child for child, (bound, weight) in pairs if side * (bound * whole - total * weight) > 0]
