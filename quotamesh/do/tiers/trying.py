"""Trying rules on many customers as long work: what was typed stays with the job, and comes back with its answer."""

from dataclasses import dataclass
from uuid import uuid4

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quotamesh.base.jobs.actions import enqueue
from quotamesh.base.jobs.models import Job
from quotamesh.base.trail.actions import Actor
from quotamesh.do.tiers.actions.rules import Effect, check
from quotamesh.do.tiers.scheme import Rules

KIND = "tiers_effect"


@dataclass(frozen=True)
class Trial:
    """What was typed, at which revision, and what it would do."""

    typed: dict[str, str]
    seen: int
    effect: Effect


def ask(actor: Actor, rules: Rules, typed: dict[str, str], seen: int) -> Job:
    """
    Raises:
        NoWeight, UnevenLimits
    """
    check(rules)
    parameters = {"rules": rules.told(), "typed": typed, "seen": seen, "token": uuid4().hex}
    return enqueue(actor, KIND, _("Try rules of tiers"), parameters, language=get_language())


def found(user_id: int | None, token: str) -> Trial | None:
    """The trial of one's own with this token, once it has ended."""
    rows = Job.objects.filter(kind=KIND, owner_id=user_id, state=Job.State.DONE)
    job = next((each for each in rows[:20] if each.parameters.get("token") == token), None)
    if job is None or "ways" not in job.result:
        return None
    ways = {(before, after): n for before, after, n in job.result["ways"]}
    return Trial(job.parameters["typed"], job.parameters["seen"], Effect(ways, job.result["counts"]))
