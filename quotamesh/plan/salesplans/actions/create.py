"""Beginning a month's plan, and changing one that is filed."""

from datetime import date

from django.db import IntegrityError, transaction

from quotamesh.base.people.models import Company, Tenure
from quotamesh.base.trail.actions import Actor
from quotamesh.plan.salesplans.actions.common import leave_trail, refuse_past
from quotamesh.plan.salesplans.errors import NotFiled, PlanThere
from quotamesh.plan.salesplans.models import ACTIVITIES, FixedWeek, PlannedAccount, Resource, SalesPlan
from quotamesh.plan.salesplans.prefill import accounts_for
from quotamesh.plan.salesplans.targets import process_targets

COPIED = ("calls", "visits", "proposals", "way", "approach", "next_step")


@transaction.atomic
def create_plan(actor: Actor, company: Company, tenure: Tenure, month: date, day: date) -> SalesPlan:
    """A draft of the month for who holds the seat, filled with accounts and with what the target asks.

    Raises:
        PastPeriod, PlanThere
    """
    month = month.replace(day=1)
    refuse_past(month, day)
    if SalesPlan.objects.filter(seat=tenure.seat_id, month=month).exists():
        raise PlanThere
    plan = _begun(actor, tenure, month)
    drafts = accounts_for(company, plan)
    PlannedAccount.objects.bulk_create(
        PlannedAccount(
            plan=plan,
            customer_id=draft.customer,
            **{name: getattr(draft, name) for name in COPIED},
        )
        for draft in drafts
    )
    wanted = process_targets(company, [tenure.seat_id], month).get(tenure.seat_id, {})
    for code in ACTIVITIES:
        of_accounts = sum(getattr(draft, code, 0) for draft in drafts)
        setattr(plan, code, max(wanted.get(code, 0) - of_accounts, 0))
    plan.save(update_fields=list(ACTIVITIES))
    leave_trail(actor, plan, "create", {"accounts": [None, len(drafts)], "targets": [None, wanted]})
    return plan


def _begun(actor: Actor, tenure: Tenure, month: date) -> SalesPlan:
    try:
        with transaction.atomic():
            return SalesPlan.objects.create(
                seat=tenure.seat, person=tenure.person, month=month, changed_by=actor.name, changed_at=actor.at
            )  # fmt: skip
    except IntegrityError as error:
        # Pressed twice: the first press has made it.
        raise PlanThere from error


@transaction.atomic
def new_version(actor: Actor, plan: SalesPlan, day: date) -> SalesPlan:
    """A draft that starts as the filed plan is; the filed one counts until the new one is filed.

    Raises:
        NotFiled, PlanThere, PastPeriod
    """
    plan = SalesPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.state != SalesPlan.State.FILED:
        raise NotFiled
    refuse_past(plan.month, day)
    of_month = SalesPlan.objects.filter(seat=plan.seat_id, month=plan.month)
    if of_month.filter(state__in=WORKED_ON).exists():
        raise PlanThere
    fresh = SalesPlan.objects.create(
        seat=plan.seat,
        person=plan.person,
        month=plan.month,
        version=plan.version + 1,
        approach=plan.approach,
        remarks=plan.remarks,
        changed_by=actor.name,
        changed_at=actor.at,
        **{code: plan.general(code) for code in ACTIVITIES},
    )
    _copy_parts(plan, fresh)
    leave_trail(actor, fresh, "new_version", {"version": [plan.version, fresh.version]})
    return fresh


WORKED_ON = (SalesPlan.State.DRAFT, SalesPlan.State.SUBMITTED, SalesPlan.State.APPROVED)


def _copy_parts(source: SalesPlan, target: SalesPlan) -> None:
    """Accounts and fixed weeks go along, and so do wishes that nobody answered yet."""
    PlannedAccount.objects.bulk_create(
        PlannedAccount(
            plan=target, customer_id=row.customer_id, **{name: getattr(row, name) for name in COPIED}
        )
        for row in source.accounts.all()
    )
    FixedWeek.objects.bulk_create(
        FixedWeek(plan=target, start=row.start, activity=row.activity, count=row.count)
        for row in source.weeks.all()
    )
    source.resources.filter(state=Resource.State.OPEN).update(plan=target)
