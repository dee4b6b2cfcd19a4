"""Milestones: criteria met, reached, moved, missed. What is reached or missed is counted in the same transaction."""

from datetime import date

from django.db import transaction

from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.trail.actions import Actor
from quotamesh.do.facts import records
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.plan.projects.actions.common import changed, opened
from quotamesh.plan.projects.counts import counts_of
from quotamesh.plan.projects.errors import CriteriaOpen, NoReason, NotYet, OutOfOrder, ReachedAlready
from quotamesh.plan.projects.models import Project, Step


def _open_step(project: Project, step: Step) -> Step:
    """Locked beside the project: the nightly pass locks milestones alone."""
    now = Step.objects.select_for_update().get(pk=step.pk, project=project)
    if now.reached_on:
        raise ReachedAlready
    return now


def _count_for(step: Step, project: Project) -> None:
    """For whom it counts is settled when it first counts."""
    if step.counted_for_id is None:
        step.counted_for, step.counted_in = project.opportunity.seat, project.opportunity.product


@transaction.atomic
def meet_criterion(
    actor: Actor, project: Project, step: Step, at: int, met: bool, *, day: date, seen: int | None = None
) -> Project:
    """Mark the exit criterion number `at` of a milestone as met on a day, or as open again.

    Raises:
        StaleProject, ReachedAlready
    """
    now = opened(project, seen)
    milestone = _open_step(now, step)
    criterion = milestone.criteria[at]
    before = criterion["met_on"]
    criterion |= {"met_on": day.isoformat() if met else None, "met_by": actor.name if met else ""}
    milestone.save()
    return changed(actor, now, "criterion", {criterion["text"]: [before, criterion["met_on"]]})


@transaction.atomic
def reach_step(
    actor: Actor, project: Project, step: Step, day: date, *, anyway: str = "", seen: int | None = None
) -> Project:
    """A milestone is reached on a day. `anyway`: a leader's reason to pass over criteria that are not met.

    Raises:
        StaleProject, ReachedAlready, NotYet, OutOfOrder, CriteriaOpen
    """
    now = opened(project, seen)
    milestone = _open_step(now, step)
    if not now.started <= day <= today_of(company(), actor.at):
        raise NotYet
    before = now.steps.filter(position__lt=milestone.position, reached_on=None).first()
    if before:
        raise OutOfOrder(before.name)
    if milestone.unmet and not anyway.strip():
        raise CriteriaOpen(milestone.unmet)
    was = counts_of(milestone)
    milestone.reached_on = day
    milestone.reached_anyway = anyway.strip() if milestone.unmet else ""
    _count_for(milestone, now)
    if day > milestone.due and milestone.missed_on is None:
        milestone.missed_on = milestone.due
    milestone.save()
    records.book(was, counts_of(milestone))
    change = {"milestone": [None, milestone.name], "reached_on": [None, day]}
    if milestone.reached_anyway:
        change["anyway"] = [milestone.unmet, milestone.reached_anyway]
    return changed(actor, now, "reach", change)


@transaction.atomic
def move_step(
    actor: Actor, project: Project, step: Step, due: date, why: str, *, seen: int | None = None
) -> Project:
    """Agree another day for a milestone; the first one stays readable, and what was missed stays missed.

    Raises:
        StaleProject, ReachedAlready, NoReason, NotYet
    """
    if not why.strip():
        raise NoReason
    now = opened(project, seen, lambda now: _moved_otherwise(now, step, due))
    milestone = _open_step(now, step)
    if due < now.started:
        raise NotYet
    change = {milestone.name: [milestone.due, due], "why": [None, why.strip()]}
    milestone.due, milestone.moved_why = due, why.strip()
    milestone.save()
    return changed(actor, now, "move", change)


def _moved_otherwise(now: Project, step: Step, due: date) -> dict[str, list]:
    known = now.steps.filter(pk=step.pk).first()
    return {"due": [due, known.due]} if known and known.due != due else {}


@transaction.atomic
def miss_steps(actor: Actor, today: date) -> int:
    """Count the milestones whose day has gone by as missed; returns how many. Done again, it finds nothing. What
    was lost is asked for no more milestones."""
    late = Step.objects.filter(due__lt=today, reached_on=None, missed_on=None)
    late = late.exclude(project__opportunity__outcome=Opportunity.Outcome.LOST)
    found = list(
        late.select_for_update(of=("self",)).select_related(
            "project__opportunity__seat", "project__opportunity__product"
        )
    )
    counts = []
    for step in found:
        step.missed_on = step.due
        _count_for(step, step.project)
        counts += counts_of(step)
    Step.objects.bulk_update(found, ["missed_on", "counted_for", "counted_in"])
    records.book([], counts)
    return len(found)
