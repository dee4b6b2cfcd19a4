"""Stage reviews."""

from datetime import date

from django.db import transaction

from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.trail.actions import Actor
from quotamesh.plan.projects.actions.common import changed, opened
from quotamesh.plan.projects.errors import NoReason, NotYet
from quotamesh.plan.projects.models import Project, Review, Step


@transaction.atomic
def note_review(
    actor: Actor,
    project: Project,
    *,
    held_on: date,
    decision: str,
    words: str = "",
    present: str = "",
    step: Step | None = None,
    seen: int | None = None,
) -> Review:
    """Keep what a stage review decided; anything but a plain go needs its words.

    Raises:
        StaleProject, NoReason, NotYet
    """
    now = opened(project, seen)
    if not now.started <= held_on <= today_of(company(), actor.at):
        raise NotYet
    if decision != Review.Decision.GO and not words.strip():
        raise NoReason
    made = Review.objects.create(
        project=now, step=step, held_on=held_on, decision=decision, words=words.strip(), present=present.strip(),
        noted_by=actor.name, noted_at=actor.at,
    )  # fmt: skip
    changed(actor, now, "review", {"decision": [None, decision], "held_on": [None, held_on]})
    return made
