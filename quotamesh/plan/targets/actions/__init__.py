"""What can be done to target plans, one verb a function."""

from quotamesh.plan.targets.actions.edit import Change, edit_plan
from quotamesh.plan.targets.actions.import_targets import import_targets
from quotamesh.plan.targets.actions.levels import set_levels
from quotamesh.plan.targets.actions.manage import (
    create_plan,
    discard_plan,
    propose_plan,
    put_in_force,
    rename_plan,
)
from quotamesh.plan.targets.actions.margins import set_margins
from quotamesh.plan.targets.actions.place import Placement, place_targets, take_back
from quotamesh.plan.targets.actions.rates import set_rate
from quotamesh.plan.targets.actions.rules import set_rule
from quotamesh.plan.targets.actions.split import split_plan
from quotamesh.plan.targets.actions.undo import redo, undo

__all__ = [
    "Change",
    "Placement",
    "create_plan",
    "discard_plan",
    "edit_plan",
    "import_targets",
    "place_targets",
    "propose_plan",
    "put_in_force",
    "redo",
    "rename_plan",
    "set_levels",
    "set_margins",
    "set_rate",
    "set_rule",
    "split_plan",
    "take_back",
    "undo",
]
