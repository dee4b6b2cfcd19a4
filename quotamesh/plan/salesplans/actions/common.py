"""What every change of a plan begins and ends with."""

from datetime import date

from quotamesh.base.trail.actions import Actor, record
from quotamesh.plan.salesplans.errors import NotADraft, PastPeriod, StalePlan
from quotamesh.plan.salesplans.models import SalesPlan
from quotamesh.plan.salesplans.sheets import month_end

FAR = 366
MOST = 9_999


def opened(plan: SalesPlan, day: date, seen: int | None = None) -> SalesPlan:
    """The plan, locked until the transaction ends. `seen` is the revision the editor saw.

    Raises:
        NotADraft, PastPeriod, StalePlan
    """
    plan = SalesPlan.objects.select_for_update().get(pk=plan.pk)
    if not plan.editable:
        raise NotADraft(plan.state)
    refuse_past(plan.month, day)
    if seen is not None and seen != plan.revision:
        raise StalePlan(plan.changed_by)
    return plan


def refuse_past(month: date, day: date) -> None:
    """Raises PastPeriod."""
    if month_end(month) < day:
        raise PastPeriod(month)
    if (month - day).days > FAR:
        raise PastPeriod(month, far=True)


def touched(actor: Actor, plan: SalesPlan, *fields: str) -> None:
    plan.revision += 1
    plan.changed_by, plan.changed_at = actor.name, actor.at
    plan.save(update_fields=["revision", "changed_by", "changed_at", *fields])


def leave_trail(actor: Actor, plan: SalesPlan, verb: str, change: dict) -> None:
    label = f"{plan.person.name} {plan.month:%Y-%m} v{plan.version}"
    record(actor, f"salesplan.{verb}", subject="salesplan", key=str(plan.uid), label=label, change=change)
