"""Key accounts in and out of a plan."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from quotamesh.base.trail.actions import Actor
from quotamesh.do.customers.models import Customer
from quotamesh.plan.salesplans.actions.common import leave_trail, opened, touched
from quotamesh.plan.salesplans.actions.edit import Wanted, save_plan
from quotamesh.plan.salesplans.actions.weeks import loosen
from quotamesh.plan.salesplans.models import PlannedAccount, SalesPlan


@transaction.atomic
def add_account(
    actor: Actor, plan: SalesPlan, customer: Customer, *, day: date, visits: int = 1
) -> PlannedAccount:
    """A customer becomes a key account of the month; one that is there already stays as it is.

    Raises:
        NotADraft, PastPeriod
    """
    plan = opened(plan, day)
    row, fresh = PlannedAccount.objects.get_or_create(
        plan=plan, customer=customer, defaults={"visits": visits}
    )
    if fresh:
        loosen(plan)
        touched(actor, plan)
        leave_trail(actor, plan, "add_account", {"account": [None, customer.name]})
    return row


@transaction.atomic
def remove_account(actor: Actor, row: PlannedAccount, *, day: date) -> None:
    """Raises NotADraft, PastPeriod."""
    plan = opened(row.plan, day)
    name = row.customer.name
    row.delete()
    loosen(plan)
    touched(actor, plan)
    leave_trail(actor, plan, "remove_account", {"account": [name, None]})


@transaction.atomic
def save_with_accounts(
    actor: Actor,
    plan: SalesPlan,
    wanted: Wanted,
    accounts: Mapping[Customer, Mapping[str, Any]],
    *,
    day: date,
    seen: int | None = None,
) -> SalesPlan:
    """Write a plan and the accounts named by their customers, adding those that are not in it yet.

    Raises:
        NotADraft, PastPeriod, StalePlan, BadCount
    """
    opened(plan, day, seen)
    rows = {customer: add_account(actor, plan, customer, day=day) for customer in accounts}
    fields = {rows[customer].uid: values for customer, values in accounts.items()}
    return save_plan(actor, plan, Wanted(wanted.general, wanted.texts, fields), day=day)
