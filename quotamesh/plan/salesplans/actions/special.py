"""Asking for what the person may not promise alone: a discount, a custom proposal for a key account."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.approvals.actions import ask
from quotamesh.base.approvals.models import Request
from quotamesh.base.trail.actions import Actor
from quotamesh.do.customers.models import Customer
from quotamesh.plan.salesplans.actions.common import leave_trail, opened
from quotamesh.plan.salesplans.actions.submit import DISCOUNT
from quotamesh.plan.salesplans.models import SalesPlan


@transaction.atomic
def ask_special(
    actor: Actor,
    plan: SalesPlan,
    kind: str,
    customer: Customer,
    *,
    day: date,
    amount: int | None,
    reason: str,
) -> Request:
    """Ask for an approval within the plan.

    Raises:
        NotADraft, PastPeriod, and NobodyApproves of the approvals.
    """
    plan = opened(plan, day)
    words = _("Discount for %(name)s") if kind == DISCOUNT else _("Custom proposal for %(name)s")
    request = ask(
        actor,
        kind,
        unit=plan.seat.parent or plan.seat,
        day=day,
        label=words % {"name": customer.name},
        subject="salesplan",
        key=str(plan.uid),
        payload={"customer": customer.code, "month": plan.month},
        amount=amount,
        reason=reason,
        url=reverse("salesplans:plan", args=[plan.uid]),
        person=plan.person,
    )
    leave_trail(actor, plan, "ask_special", {"request": [None, request.uid]})
    return request
