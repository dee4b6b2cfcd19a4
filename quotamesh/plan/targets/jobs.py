"""Work on target plans that takes longer than a page waits."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from quotamesh.base.jobs.progress import Progress
from quotamesh.base.jobs.registry import job
from quotamesh.base.jobs.stages import STAGES
from quotamesh.base.trail.actions import Actor

STAGES.update(weights=_("Reading the weights"), split=_("Splitting"), store=_("Storing"))


@job("split")
def split(parameters: dict[str, Any], actor: Actor, progress: Progress) -> dict[str, Any]:
    """Split a plan: parameters are those of `split_plan`, the plan by its uid, the indicator by its code."""
    # Loaded with the first split: arrays take a while to load, and every process reads this file.
    from quotamesh.plan.targets.splitting_job import work

    return work(dict(parameters), actor, progress)
