"""What every change of a project does: lock it, look whether it is the one that was seen, leave its trace."""

from collections.abc import Callable
from typing import Any

from quotamesh.base.trail.actions import Actor, record
from quotamesh.plan.projects.errors import StaleProject
from quotamesh.plan.projects.models import Project

Differing = Callable[[Project], dict[str, list]]


def opened(project: Project, seen: int | None, differing: Differing | None = None) -> Project:
    """The project as it stands, locked.

    differing: of the project as it is now, the fields that the change would bring to another value: [mine, theirs].

    Raises:
        StaleProject: `seen` is another revision.
    """
    rows = Project.objects.select_for_update(of=("self",)).select_related(
        "opportunity__seat", "opportunity__product"
    )
    now = rows.get(pk=project.pk)
    if seen is not None and seen != now.revision:
        raise StaleProject(differing(now) if differing else {})
    return now


def changed(actor: Actor, project: Project, verb: str, change: dict[str, Any]) -> Project:
    project.revision += 1
    project.save()
    key, label = str(project.uid), str(project)
    record(actor, f"project.{verb}", subject="project", key=key, label=label, change=change)
    return project
