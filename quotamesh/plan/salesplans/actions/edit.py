"""Writing the numbers and words of a plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from quotamesh.base.people.models import Company
from quotamesh.base.trail.actions import Actor
from quotamesh.plan.salesplans.actions.common import MOST, leave_trail, opened, touched
from quotamesh.plan.salesplans.actions.weeks import loosen
from quotamesh.plan.salesplans.errors import BadCount
from quotamesh.plan.salesplans.models import ACTIVITIES, SalesPlan
from quotamesh.plan.salesplans.queries import sheet


@dataclass(frozen=True)
class Wanted:
    """What a plan should say; what is not named stays. `accounts`: {uid of the planned account: its fields}."""

    general: Mapping[str, int] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    accounts: Mapping[UUID, Mapping[str, Any]] = field(default_factory=dict)


@transaction.atomic
def save_plan(
    actor: Actor, plan: SalesPlan, wanted: Wanted, *, day: date, seen: int | None = None
) -> SalesPlan:
    """Write general numbers, texts and accounts in one step. Fixed weeks that no longer fit are let go.

    Raises:
        NotADraft, PastPeriod, StalePlan, BadCount
    """
    plan = opened(plan, day, seen)
    change: dict[str, Any] = {}
    for name, value in [*wanted.general.items(), *wanted.texts.items()]:
        _counted(name, value)
        if getattr(plan, name) != value:
            change[name] = [getattr(plan, name), value]
            setattr(plan, name, value)
    change |= _save_accounts(plan, wanted.accounts)
    touched(actor, plan, *wanted.general, *wanted.texts)
    loosen(plan)
    leave_trail(actor, plan, "edit", change)
    return plan


def _save_accounts(plan: SalesPlan, wanted: Mapping[UUID, Mapping[str, Any]]) -> dict[str, Any]:
    change = {}
    for row in plan.accounts.filter(uid__in=list(wanted)).select_related("customer"):
        values = {name: value for name, value in wanted[row.uid].items() if getattr(row, name) != value}
        for name, value in values.items():
            _counted(name, value)
            change[f"{row.customer.name}: {name}"] = [getattr(row, name), value]
            setattr(row, name, value)
        if values:
            row.save(update_fields=list(values))
    return change


def _counted(name: str, value: Any) -> None:
    if name in ACTIVITIES and not (isinstance(value, int) and 0 <= value <= MOST):
        raise BadCount(str(value))


@transaction.atomic
def fill_gaps(
    actor: Actor, company: Company, plan: SalesPlan, *, day: date, activity: str | None = None
) -> SalesPlan:
    """Raise what is planned in general until it suffices for the target: one activity, or all.

    Raises:
        NotADraft, PastPeriod, BadCount
    """
    gaps = [line for line in sheet(company, opened(plan, day)).gaps if activity in (None, line.code)]
    return save_plan(
        actor, plan, Wanted(general={line.code: line.general + line.gap for line in gaps}), day=day
    )
