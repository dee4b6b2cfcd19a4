"""Who sees and who changes paradigms and driver trees: they tell of whole lines, so of the whole company."""

from quotamesh.base.people.viewer import Viewer
from quotamesh.plan.targets.access import may_manage


def may_read(viewer: Viewer) -> bool:
    return viewer.sees_all


def may_edit(viewer: Viewer) -> bool:
    """Choose a paradigm, change a tree or milestones, put process targets into a plan."""
    return may_manage(viewer)
