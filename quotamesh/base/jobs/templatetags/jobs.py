"""`{% load jobs %}`: how far a job is."""

from django import template
from django.urls import reverse

from quotamesh.base.jobs import progress
from quotamesh.base.jobs.models import Job
from quotamesh.base.jobs.stages import STAGES

register = template.Library()


@register.simple_tag
def reached(job: Job) -> dict:
    """The last note of a job: stage in words, done of total, address to stop it."""
    note = progress.read(job.pk) if job.state == Job.State.RUNNING else {}
    stage = note.get("stage", "")
    return {
        "stage": STAGES.get(stage, stage) or job.get_state_display(),
        "done": note.get("done", 0),
        "total": note.get("total", 0),
        "cancel_url": reverse("jobs:cancel", args=[job.uid]),
    }
