"""Asking for long work, and doing it."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from django_q.tasks import async_task

from quotamesh.base.jobs import progress
from quotamesh.base.jobs.models import Job
from quotamesh.base.jobs.registry import work_for
from quotamesh.base.trail.actions import Actor

log = logging.getLogger(__name__)


def enqueue(actor: Actor, kind: str, label: str, parameters: dict, *, language: str = "zh-hans") -> Job:
    """Put work into the queue; the worker takes it up once this transaction is committed."""
    job = Job.objects.create(
        kind=kind,
        label=label,
        owner_id=actor.user_id,
        owner=actor.name,
        parameters={**parameters, "language": language},
        created_at=actor.at,
    )
    transaction.on_commit(lambda: async_task(run, job.pk))
    return job


def run(job_id: int) -> None:
    """Do one job. Safe to call again: work that ended is not repeated, work that was killed starts anew."""
    job = Job.objects.get(pk=job_id)
    if job.ended:
        return
    Job.objects.filter(pk=job_id).update(state=Job.State.RUNNING, started_at=timezone.now())
    actor = Actor(job.owner, timezone.now(), job.owner_id)
    parameters = dict(job.parameters)
    with override(parameters.pop("language", "zh-hans")):
        state, result = _attempt(job, parameters, actor)
    Job.objects.filter(pk=job_id).update(state=state, result=result, finished_at=timezone.now())
    progress.clear(job_id)


def _attempt(job: Job, parameters: dict, actor: Actor) -> tuple[str, dict]:
    try:
        return Job.State.DONE, work_for(job.kind)(parameters, actor, progress.Progress(job.pk))
    except progress.Cancelled:
        return Job.State.CANCELLED, {}
    except Exception:
        log.exception("job %s (%s) failed", job.pk, job.kind)
        return Job.State.FAILED, {"error": "unexpected"}


def cancel(job: Job) -> None:
    """A waiting job never starts; a running one stops at its next step and leaves the old state."""
    waiting = Job.objects.filter(pk=job.pk, state=Job.State.WAITING)
    if not waiting.update(state=Job.State.CANCELLED, finished_at=timezone.now()):
        progress.ask_to_stop(job.pk)
