"""The split as a job does it."""

from typing import Any

from quotamesh.base.jobs.progress import Progress
from quotamesh.base.people.queries import company
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.queries import indicator
from quotamesh.plan.targets.actions import split_plan
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.wording import WORDED, notice, sentence


def work(values: dict[str, Any], actor: Actor, progress: Progress) -> dict[str, Any]:
    """What the user should know, or why nothing was done."""
    plan = Plan.objects.get(uid=values.pop("plan"))
    key = indicator(values.pop("indicator"))[0]
    try:
        notices = split_plan(actor, plan, key, **values, progress=progress)
    except WORDED as error:
        return {"refused": sentence(error, company().currency)}
    return {"notices": [notice(each) for each in notices]}
