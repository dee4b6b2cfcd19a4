"""What can be done to a project, one verb a function."""

from quotamesh.plan.projects.actions.people import (
    add_stakeholder,
    change_stakeholder,
    remove_stakeholder,
    set_roles,
)
from quotamesh.plan.projects.actions.reviews import note_review
from quotamesh.plan.projects.actions.start import start_project
from quotamesh.plan.projects.actions.steps import meet_criterion, miss_steps, move_step, reach_step

__all__ = [
    "add_stakeholder",
    "change_stakeholder",
    "meet_criterion",
    "miss_steps",
    "move_step",
    "note_review",
    "reach_step",
    "remove_stakeholder",
    "set_roles",
    "start_project",
]
