"""Computing on demand what is worth a look in a week."""

from datetime import date
from typing import Any

from quotamesh.base.jobs.progress import Progress
from quotamesh.base.jobs.registry import job
from quotamesh.base.trail.actions import Actor


@job("integrity")
def compute(parameters: dict[str, Any], actor: Actor, _progress: Progress) -> dict[str, Any]:
    # Arrays take a while to load, and most processes need none.
    from quotamesh.do.followups.actions.integrity import compute_week

    return {"people": compute_week(actor, date.fromisoformat(parameters["week"]))}
