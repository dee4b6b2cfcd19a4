"""The daily pass over open requests as background work."""

from quotamesh.base.approvals.actions import remind
from quotamesh.base.jobs.progress import Progress
from quotamesh.base.jobs.registry import job
from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.trail.actions import Actor


@job("approvals.remind")
def remind_all(parameters: dict, actor: Actor, progress: Progress) -> dict:
    own = company()
    if own is None:
        return {}
    found = remind(actor, today_of(own, actor.at))
    return {"overdue": found.overdue, "expired": found.expired, "passed_on": found.passed_on}
