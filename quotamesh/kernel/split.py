"""Splitting an amount among children: exact, with floors, caps and a reserve. Door to the modules below."""

from quotamesh.kernel.cascade import Amounts, BadShare, resplit, split_tree
from quotamesh.kernel.groups import split_groups, split_one
from quotamesh.kernel.rebalance import rebalance, rebalance_columns
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
    "Amounts",
    "BadShare",
    "BadWeight",
    "BoundsCrossed",
    "CannotRebalance",
    "CapsBelowTotal",
    "FloorsAboveTotal",
    "NoWeights",
    "ShapeMismatch",
    "rebalance",
    "rebalance_columns",
    "resplit",
    "split_groups",
    "split_one",
    "split_reference",
    "split_tree",
]
