"""Splitting an amount among children: exact, with floors, caps and a reserve. Door to the modules below."""

from quotamesh.kernel.groups import split_groups, split_one
from quotamesh.kernel.split_errors import (
    BadWeight,
    BoundsCrossed,
    CannotRebalance,
    CapsBelowTotal,
    FloorsAboveTotal,
    NoWeights,
    ShapeMismatch,
)
from quotamesh.kernel.split_reference import split_reference

__all__ = [
    "BadWeight",
    "BoundsCrossed",
    "CannotRebalance",
    "CapsBelowTotal",
    "FloorsAboveTotal",
    "NoWeights",
    "ShapeMismatch",
    "split_groups",
    "split_one",
    "split_reference",
]
