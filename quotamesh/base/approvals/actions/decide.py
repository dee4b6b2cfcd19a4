"""Deciding a request, or taking it back."""

from datetime import date, timedelta

from django.db import transaction

from quotamesh.base.approvals.access import is_requester
from quotamesh.base.approvals.actions.ask import leave_trail
from quotamesh.base.approvals.actions.tell import tell_deciders, tell_requester
from quotamesh.base.approvals.errors import NotOpen, NotYours, ReasonMissing, StepDecided
from quotamesh.base.approvals.kinds import on_decided
from quotamesh.base.approvals.line import may_decide
from quotamesh.base.approvals.models import Approver, Request, Step
from quotamesh.base.people.models import Person, User
from quotamesh.base.trail.actions import Actor


@transaction.atomic
def decide(
    actor: Actor,
    request: Request,
    *,
    approve: bool,
    day: date,
    reason: str = "",
    step: int | None = None,
    person: Person | None = None,
) -> Request:
    """Approve or refuse the step at which the request stands; `step` is the one the decider saw.

    The last approval, or any refusal, closes the request and calls `on_decided[kind]` in this transaction.
    `person` is who decides, where the actor is not signed in as them.

    Raises:
        NotOpen, StepDecided: somebody was quicker.
        NotYours: others decide, or it is one's own request.
        ReasonMissing: a refusal says why.
    """
    request = opened(request)
    present = Step.objects.get(request=request, order=request.at_step)
    if step is not None and step != request.at_step:
        raise StepDecided(_last_decider(request))
    place = _place(actor, request, present, day, person)
    if not approve and not reason.strip():
        raise ReasonMissing
    present.state = Step.State.APPROVED if approve else Step.State.REFUSED
    present.reason, present.decided_at = reason, actor.at
    present.decided_by, present.decided_for = person.name if person else actor.name, place
    present.save()
    leave_trail(
        actor,
        request,
        "approve" if approve else "refuse",
        {f"step {present.order}": [Step.State.WAITING, present.state], "reason": [None, reason]},
    )
    if not approve:
        return close(actor, request, Request.State.REFUSED)
    if not Step.objects.filter(request=request, state=Step.State.WAITING).exists():
        return close(actor, request, Request.State.APPROVED)
    request.at_step += 1
    request.due_on = day + timedelta(request.remind_days)
    request.save(update_fields=["at_step", "due_on"])
    tell_deciders(actor, request)
    return request


@transaction.atomic
def withdraw(actor: Actor, request: Request, *, person: Person | None = None) -> Request:
    """The requester takes the request back as long as it is open.

    Raises:
        NotOpen, NotYours
    """
    request = opened(request)
    if not is_requester(person.pk if person else person_of(actor), actor.user_id, request):
        raise NotYours
    leave_trail(actor, request, "withdraw", {"state": [request.state, Request.State.WITHDRAWN]})
    return close(actor, request, Request.State.WITHDRAWN)


def opened(request: Request) -> Request:
    """The request, locked until the transaction ends. Raises NotOpen."""
    request = Request.objects.select_for_update().get(pk=request.pk)
    if not request.open:
        raise NotOpen(request.state, _last_decider(request))
    return request


def close(actor: Actor, request: Request, state: str) -> Request:
    request.state, request.closed_at = state, actor.at
    request.save(update_fields=["state", "closed_at"])
    if follow := on_decided.get(request.kind):
        follow(actor, request)
    tell_requester(actor, request)
    return request


def person_of(actor: Actor) -> int | None:
    return User.objects.filter(pk=actor.user_id).values_list("person_id", flat=True).first()


def _last_decider(request: Request) -> str:
    decided = Step.objects.filter(request=request).exclude(decided_by="").order_by("-order")
    return decided.values_list("decided_by", flat=True).first() or ""


def _place(actor: Actor, request: Request, step: Step, day: date, person: Person | None) -> str:
    """In whose place the actor decides, '' for their own. Raises NotYours."""
    who, user = (person.pk, None) if person else (person_of(actor), actor.user_id)
    mine = list(
        Approver.objects.filter(may_decide(who, user, day), step=step).select_related("person", "user")
    )
    if not mine or is_requester(who, user, request):
        raise NotYours
    if any(a.person_id == who if a.person_id else a.user_id == user for a in mine):
        return ""
    return str(mine[0].person)
