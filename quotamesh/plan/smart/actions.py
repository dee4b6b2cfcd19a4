"""Putting a plan in force once its targets are SMART, and the repairs that make them so."""

from datetime import date

from django.db import IntegrityError, transaction

from quotamesh.base.people.models import Company, Unit
from quotamesh.base.people.viewer import everyone
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.catalog.queries import indicator as find_indicator
from quotamesh.do.catalog.queries import keys_by_code
from quotamesh.plan.smart.errors import DoubtsOpen, NotSmart, ObjectiveTwice
from quotamesh.plan.smart.models import Acceptance, Link, Objective, Rhythm
from quotamesh.plan.smart.queries import Findings, findings
from quotamesh.plan.targets import actions as targets
from quotamesh.plan.targets.models import Plan


@transaction.atomic
def put_in_force(actor: Actor, plan: Plan, *, company: Company, today: date, why: str = "") -> Plan:
    """The checked way into force. `why` accepts all warnings that are still open.

    Imported plans, and versions that come of an approved adjustment, come into force by `targets.put_in_force`.

    Raises:
        NotSmart, DoubtsOpen, and what targets.put_in_force raises
    """
    found = findings(everyone(), plan, today, company.fiscal_start)
    if found.failing:
        raise NotSmart(found.failing)
    if found.doubts and not why.strip():
        raise DoubtsOpen(len(found.doubts))
    accept(actor, found, why)
    return targets.put_in_force(actor, plan)


def accept(actor: Actor, found: Findings, why: str) -> None:
    """Accept every open warning with one reason."""
    fresh = [
        Acceptance(plan=found.plan, reason=group.reason, why=why.strip(), by=actor.name, at=actor.at)
        for group in found.doubts
    ]
    Acceptance.objects.bulk_create(fresh)
    for each in fresh:
        _tell(actor, found.plan, "accept_warning", {"warning": [None, each.reason], "why": [None, each.why]})


@transaction.atomic
def name_objective(actor: Actor, *, name: str, fiscal_year: int, owner: str) -> Objective:
    """Raises: ObjectiveTwice"""
    try:
        with transaction.atomic():
            made = Objective.objects.create(
                name=name, fiscal_year=fiscal_year, owner=owner, created_at=actor.at
            )
    except IntegrityError as error:
        raise ObjectiveTwice(name) from error
    record(
        actor, "objective.name", subject="objective", key=str(made.uid), label=name,
        change={"fiscal_year": [None, fiscal_year], "owner": [None, owner]},
    )  # fmt: skip
    return made


@transaction.atomic
def link_objective(actor: Actor, objective: Objective, indicator: str, unit: Unit | None = None) -> Link:
    """From now on the indicator's targets, of the unit and below it, serve the objective."""
    link, made = Link.objects.get_or_create(
        objective=objective, indicator_id=find_indicator(indicator)[0], unit=unit
    )
    if made:
        change = {"indicator": [None, indicator], "unit": [None, unit.code if unit else None]}
        record(
            actor, "objective.link", subject="objective", key=str(objective.uid), label=objective.name,
            change=change,
        )  # fmt: skip
    return link


@transaction.atomic
def set_rhythm(actor: Actor, plan: Plan, every: str) -> None:
    rhythm = Rhythm.objects.filter(plan=plan).first() or Rhythm(plan=plan)
    old, rhythm.every = rhythm.every, every
    rhythm.save()
    if old != every:
        _tell(actor, plan, "set_rhythm", {"every": [old, every]})


def _tell(actor: Actor, plan: Plan, verb: str, change: dict) -> None:
    record(actor, f"plan.{verb}", subject="plan", key=str(plan.uid), label=plan.name, change=change)


@transaction.atomic
def serve(actor: Actor, plan: Plan, *, objective: Objective | None = None, name: str = "") -> Objective:
    """Link every indicator the plan has targets on to an objective, or to a new one of this name.

    Raises: ObjectiveTwice
    """
    objective = objective or name_objective(actor, name=name, fiscal_year=plan.fiscal_year, owner=actor.name)
    codes = {key: code for code, key in keys_by_code().items()}
    for key in plan.rows.order_by("indicator_id").values_list("indicator_id", flat=True).distinct():
        if key in codes:
            link_objective(actor, objective, codes[key])
    return objective
