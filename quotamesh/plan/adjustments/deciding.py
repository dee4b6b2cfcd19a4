"""What follows when an adjustment is decided: in the decision's own transaction."""

from datetime import date
from zoneinfo import ZoneInfo

from quotamesh.base.approvals.models import Request
from quotamesh.base.people.models import Unit
from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import everyone
from quotamesh.base.trail.actions import Actor, record
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.adjustments.effects import by_unit
from quotamesh.plan.adjustments.models import Adjustment
from quotamesh.plan.agreements.actions import draft_agreements
from quotamesh.plan.agreements.board import affected_by
from quotamesh.plan.targets.actions import put_in_force
from quotamesh.plan.targets.models import Plan

KIND = "adjustment"
State = Adjustment.State
CLOSED = {
    Request.State.APPROVED: State.APPROVED,
    Request.State.REFUSED: State.REFUSED,
    Request.State.WITHDRAWN: State.WITHDRAWN,
    Request.State.EXPIRED: State.LAPSED,
}


def decided(actor: Actor, request: Request) -> None:
    """Approved: the copy comes into force, and the agreements it bears on get a new version to sign. Approved too
    late, when another plan has come into force or the numbers are not those asked for: it lapses."""
    adjustment = (
        Adjustment.objects.select_for_update(of=("self",))
        .select_related("plan", "base")
        .get(uid=request.subject_key)
    )
    state = CLOSED[Request.State(request.state)]
    if state == State.APPROVED and not _still_holds(adjustment):
        state = State.LAPSED
    adjustment.state, adjustment.closed_at, adjustment.decision = state, actor.at, _decision(request)
    adjustment.save(update_fields=["state", "closed_at", "decision"])
    documents = _come_into_force(actor, adjustment) if state == State.APPROVED else []
    change = {"state": [State.ASKED, state], "agreements": [None, documents]}
    record(
        actor,
        f"adjustment.{state}",
        subject="adjustment",
        key=str(adjustment.uid),
        label=str(adjustment),
        change=change,
    )


def _still_holds(adjustment: Adjustment) -> bool:
    plan = adjustment.plan
    return (
        adjustment.base.state == Plan.State.IN_FORCE
        and plan.editable
        and plan.revision == adjustment.asked_revision
    )


def _come_into_force(actor: Actor, adjustment: Adjustment) -> list[str]:
    """Numbers of the agreements that are to be signed: anew, or at first for who was given a target."""
    firm = company()
    changed = [effect.code for effect in by_unit(everyone(), adjustment)]
    bears_on_agreements = bool(affected_by(adjustment.plan, changed))
    plan = put_in_force(actor, adjustment.plan)
    if not bears_on_agreements:
        return []
    start = FiscalCalendar(firm.fiscal_start).year(plan.fiscal_year).start
    years, month = divmod(start.month - 1 + adjustment.from_month, 12)
    effective = date(start.year + years, month + 1, 1)
    day = actor.at.astimezone(ZoneInfo(firm.time_zone)).date()
    units = list(Unit.objects.filter(code__in=changed).order_by("path"))
    found = draft_agreements(actor, firm, plan, units, day, effective=effective)
    return [made.number for made in found.made]


def _decision(request: Request) -> str:
    """Who decided what, and why, one line a step."""
    steps = request.steps.exclude(decided_by="").order_by("order")
    return "\n".join(": ".join(filter(None, (step.decided_by, step.reason))) for step in steps)
