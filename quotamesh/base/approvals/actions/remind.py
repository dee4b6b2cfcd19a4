"""The pass over open requests that a scheduler calls once a day."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from quotamesh.base.approvals.actions.ask import leave_trail
from quotamesh.base.approvals.actions.decide import close
from quotamesh.base.approvals.actions.tell import tell_deciders
from quotamesh.base.approvals.bands import Ask
from quotamesh.base.approvals.line import Holders, deciders
from quotamesh.base.approvals.models import Approver, Request, Step
from quotamesh.base.trail.actions import Actor


@dataclass(frozen=True)
class Reminded:
    """What the pass found: requests past their day, closed as expired, and with new deciders."""

    overdue: int
    expired: int
    passed_on: int


@transaction.atomic
def remind(actor: Actor, day: date) -> Reminded:
    """Close what has expired, where the organisation has changed ask those who hold the roles now, and remind."""
    rows = list(Request.objects.select_for_update().filter(state=Request.State.OPEN).order_by("id"))
    expired = [request for request in rows if request.expires_on and request.expires_on < day]
    for request in expired:
        leave_trail(actor, request, "expire", {"state": [request.state, Request.State.EXPIRED]})
        close(actor, request, Request.State.EXPIRED)
    still = [request for request in rows if request.open]
    passed_on = _pass_on(actor, still, day)
    overdue = [request for request in still if request.due_on < day]
    for request in overdue:
        tell_deciders(actor, request, day)
    return Reminded(len(overdue), len(expired), passed_on)


def _pass_on(actor: Actor, requests: list[Request], day: date) -> int:
    holders = Holders(day)
    waiting = Step.objects.filter(request__in=requests, state=Step.State.WAITING)
    steps = waiting.select_related("request__unit").prefetch_related("approvers")
    return sum(_renewed(actor, step, holders) for step in steps)


def _renewed(actor: Actor, step: Step, holders: Holders) -> bool:
    request = step.request
    wanted = deciders(
        Ask(step.who, step.named_id), request.unit.path, holders, request.person_id, request.user_id
    )
    now = {(a.person_id, a.user_id) for a in step.approvers.all()}
    if not wanted or now == {h.key for h in wanted}:
        return False
    step.approvers.all().delete()
    Approver.objects.bulk_create(Approver(step=step, person_id=h.person, user_id=h.user) for h in wanted)
    leave_trail(actor, request, "pass_on", {f"step {step.order}": [None, [h.name for h in wanted]]})
    return True
