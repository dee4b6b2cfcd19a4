"""A plan goes to its leader; approved and with nothing left open it is filed."""

import hashlib
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.approvals.actions import ask
from quotamesh.base.approvals.models import Request, Step
from quotamesh.base.people.models import Company
from quotamesh.base.shell.periods import period_name
from quotamesh.base.trail.actions import Actor, canonical
from quotamesh.plan.salesplans.actions.common import leave_trail, opened, touched
from quotamesh.plan.salesplans.content import content_of
from quotamesh.plan.salesplans.errors import NothingPlanned
from quotamesh.plan.salesplans.models import SalesPlan
from quotamesh.plan.salesplans.queries import sheet

State = SalesPlan.State
PLAN, DISCOUNT, PROPOSAL = "salesplan.plan", "salesplan.discount", "salesplan.custom_proposal"
SPECIAL = (DISCOUNT, PROPOSAL)


@transaction.atomic
def submit_plan(
    actor: Actor, company: Company, plan: SalesPlan, *, day: date, seen: int | None = None
) -> SalesPlan:
    """Ask the leader to approve the plan; what is asked is frozen with the request.

    Raises:
        NotADraft, PastPeriod, StalePlan, NothingPlanned, and NobodyApproves of the approvals.
    """
    plan = opened(plan, day, seen)
    own = sheet(company, plan)
    if not own.accounts and not any(line.planned for line in own.lines):
        raise NothingPlanned
    plan.state, plan.returned = State.SUBMITTED, ""
    touched(actor, plan, "state", "returned")
    leave_trail(actor, plan, "submit", {"state": [State.DRAFT, State.SUBMITTED]})
    month = period_name(f"{plan.month:%Y-%m}")
    label = _("Sales plan %(month)s: %(name)s") % {"month": month, "name": plan.person.name}
    ask(
        actor,
        PLAN,
        unit=plan.seat.parent or plan.seat,
        day=day,
        label=label,
        subject="salesplan",
        key=str(plan.uid),
        payload=content_of(own),
        url=reverse("salesplans:plan", args=[plan.uid]),
        person=plan.person,
    )
    return plan


def plan_decided(actor: Actor, request: Request) -> None:
    """What follows when the leader has decided, or the request was taken back."""
    plan = SalesPlan.objects.select_for_update().get(uid=request.subject_key)
    if plan.state != State.SUBMITTED:
        return
    last = Step.objects.filter(request=request).exclude(decided_by="").order_by("-order").first()
    if request.state == Request.State.APPROVED:
        plan.state, plan.approved_at = State.APPROVED, actor.at
        plan.approved_by = last.decided_by if last else actor.name
        plan.content = request.payload
        touched(actor, plan, "state", "approved_at", "approved_by", "content")
        leave_trail(actor, plan, "approve", {"state": [State.SUBMITTED, State.APPROVED]})
        file_if_complete(actor, plan)
        return
    plan.state, plan.returned = State.DRAFT, last.reason if last else ""
    touched(actor, plan, "state", "returned")
    leave_trail(actor, plan, "return", {"state": [State.SUBMITTED, State.DRAFT]})


def special_decided(actor: Actor, request: Request) -> None:
    """An approved plan that only waited for its special requests is filed."""
    plan = SalesPlan.objects.select_for_update().filter(uid=request.subject_key).first()
    if plan and plan.state == State.APPROVED:
        file_if_complete(actor, plan)


def file_if_complete(actor: Actor, plan: SalesPlan) -> None:
    """File an approved plan unless a special request is open; the version filed before is superseded."""
    special = Request.objects.filter(subject="salesplan", subject_key=str(plan.uid), kind__in=SPECIAL)
    if special.filter(state=Request.State.OPEN).exists():
        return
    before = SalesPlan.objects.filter(seat=plan.seat_id, month=plan.month, state=State.FILED)
    before.update(state=State.SUPERSEDED)
    plan.state, plan.filed_at = State.FILED, actor.at
    plan.content = {**plan.content, "special": [_decision(row) for row in special.order_by("id")]}
    plan.digest = hashlib.sha256(canonical(plan.content)).hexdigest()
    plan.number = f"SP-{plan.month:%Y%m}-{plan.seat_id:04d}-{plan.version}"
    touched(actor, plan, "state", "filed_at", "content", "digest", "number")
    leave_trail(actor, plan, "file", {"state": [State.APPROVED, State.FILED], "digest": [None, plan.digest]})


def _decision(request: Request) -> dict:
    return {"label": request.label, "amount": request.amount, "state": request.state}
