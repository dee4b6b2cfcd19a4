"""What can be done to paradigms, driver trees and milestones, one verb a function."""

from quotamesh.plan.paradigms.actions.choose import choose_paradigm
from quotamesh.plan.paradigms.actions.milestones import Step, set_milestones
from quotamesh.plan.paradigms.actions.place import Placed, place_process_targets
from quotamesh.plan.paradigms.actions.tree import (
    add_node,
    change_node,
    refill,
    remove_node,
    replace_tree,
    undo_line,
)

__all__ = [
    "Placed",
    "Step",
    "add_node",
    "change_node",
    "choose_paradigm",
    "place_process_targets",
    "refill",
    "remove_node",
    "replace_tree",
    "set_milestones",
    "undo_line",
]
