"""The life of a plan: scenario → draft → in force → superseded."""

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, Q

from quotamesh.base.store import bulk
from quotamesh.base.store.months import MONTHS
from quotamesh.base.trail.actions import Actor
from quotamesh.plan.targets.actions.common import leave_trail, opened, touched
from quotamesh.plan.targets.actions.levels import copy_levels, follow
from quotamesh.plan.targets.errors import NameTaken, StillNeeded
from quotamesh.plan.targets.models import Plan, Rule, TargetRow
from quotamesh.plan.targets.rows import KEY


@transaction.atomic
def create_plan(
    actor: Actor, *, name: str, fiscal_year: int, product_level: int = 1, copy_of: Plan | None = None
) -> Plan:
    """A new scenario, empty or as a copy of another plan.

    Raises:
        NameTaken: the fiscal year has a plan of this name.
    """
    plan = Plan(
        name=name,
        fiscal_year=fiscal_year,
        product_level=copy_of.product_level if copy_of else product_level,
        settings=copy_of.settings if copy_of else {},
        created_at=actor.at,
        created_by=actor.name,
    )
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError as error:
        raise NameTaken from error
    if copy_of:
        _copy(copy_of, plan)
    leave_trail(actor, plan, "create", {"name": [None, name], "copy_of": [None, copy_of and copy_of.uid]})
    return plan


def _copy(source: Plan, target: Plan) -> None:
    bulk.copy_rows(TargetRow, "plan", source.pk, target.pk, (*KEY[1:], *MONTHS))
    Rule.objects.bulk_create(
        Rule(
            plan=target,
            indicator_id=rule.indicator_id,
            unit_id=rule.unit_id,
            floor=rule.floor,
            cap=rule.cap,
            weight=rule.weight,
            locked=rule.locked,
        )
        for rule in Rule.objects.filter(plan=source)
    )
    copy_levels(source, target)


@transaction.atomic
def rename_plan(actor: Actor, plan: Plan, name: str) -> None:
    plan = opened(plan)
    old, plan.name = plan.name, name
    try:
        with transaction.atomic():
            plan.save(update_fields=["name"])
    except IntegrityError as error:
        raise NameTaken from error
    leave_trail(actor, plan, "rename", {"name": [old, name]})


@transaction.atomic
def propose_plan(actor: Actor, plan: Plan) -> None:
    """A scenario becomes the draft that is talked about."""
    plan = opened(plan)
    old, plan.state = plan.state, Plan.State.DRAFT
    plan.save(update_fields=["state"])
    touched(plan)
    follow(plan)
    leave_trail(actor, plan, "propose", {"state": [old, plan.state]})


@transaction.atomic
def put_in_force(actor: Actor, plan: Plan) -> Plan:
    """The plan counts from now on; the one in force before is superseded, and stays readable."""
    plan = opened(plan)
    before = (
        Plan.objects.select_for_update()
        .filter(fiscal_year=plan.fiscal_year, state=Plan.State.IN_FORCE)
        .first()
    )
    if before:
        before.state = Plan.State.SUPERSEDED
        before.save(update_fields=["state"])
        follow(before)
    old = plan.state
    plan.state, plan.in_force_at, plan.supersedes = Plan.State.IN_FORCE, actor.at, before
    plan.version = before.version + 1 if before else 1
    plan.save(update_fields=["state", "in_force_at", "supersedes", "version"])
    follow(plan)
    change = {"state": [old, plan.state], "supersedes": [None, before and before.uid]}
    leave_trail(actor, plan, "put_in_force", change)
    return plan


@transaction.atomic
def discard_plan(actor: Actor, plan: Plan) -> None:
    """Throw a scenario or draft away. What was once in force cannot be.

    Raises:
        StillNeeded: an adjustment or an agreement was made from it.
    """
    plan = opened(plan)
    leave_trail(actor, plan, "discard", {"name": [plan.name, None], "fiscal_year": [plan.fiscal_year, None]})
    of_plan = Plan.every.filter(Q(pk=plan.pk) | Q(base=plan)).values("pk")
    TargetRow.objects.filter(plan__in=of_plan)._raw_delete(TargetRow.objects.db)
    try:
        plan.delete()
    except ProtectedError as error:
        raise StillNeeded from error
