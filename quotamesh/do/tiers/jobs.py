"""Sorting customers as long work."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from quotamesh.base.jobs.progress import Progress
from quotamesh.base.jobs.registry import job
from quotamesh.base.jobs.stages import STAGES
from quotamesh.base.trail.actions import Actor

STAGES.update(purchases=_("Reading purchases"), sorting=_("Sorting customers into tiers"))


@job("tiers")
def sort(parameters: dict[str, Any], actor: Actor, progress: Progress) -> dict[str, Any]:
    """Parameters: `as_of`, a day."""
    # Loaded with the first run: arrays take a while to load, and every process reads this file.
    from quotamesh.do.tiers.actions import OlderRun, run_tiers

    try:
        run = run_tiers(actor, date.fromisoformat(parameters["as_of"]), progress)
    except OlderRun as error:
        return {"refused": "older_run", "last": error.last.isoformat()}
    return {"run": str(run.uid), "customers": run.customers, "moved": run.moved}
