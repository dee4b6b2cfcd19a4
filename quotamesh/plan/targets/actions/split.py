"""Splitting a whole target down to every person, product line and month."""

from dataclasses import replace

from django.db import transaction

from quotamesh.base.jobs.progress import SILENT, Progress
from quotamesh.base.people.queries import company
from quotamesh.base.trail.actions import Actor
from quotamesh.kernel.steps import stepped
from quotamesh.plan.targets.actions.common import leave_trail, opened, touched, years_of
from quotamesh.plan.targets.errors import Negative
from quotamesh.plan.targets.models import Edit, Plan, Rule, TargetRow
from quotamesh.plan.targets.rows import add_own
from quotamesh.plan.targets.shape import shape_of
from quotamesh.plan.targets.splitting import Limits, divide, divide_states
from quotamesh.plan.targets.states import is_state
from quotamesh.plan.targets.weights import Notice, weights_for


@transaction.atomic
def split_plan(
    actor: Actor,
    plan: Plan,
    indicator: int,
    *,
    total: int,
    weights: str = "history",
    reserve_bp: int = 0,
    product_level: int | None = None,
    step_bp: int = 0,
    progress: Progress = SILENT,
) -> tuple[Notice, ...]:
    """Replace the plan's targets of one indicator by a fresh split of `total`.

    reserve_bp: share held back at the company, in basis points. product_level: depth of the product lines
    that bear targets; None keeps the plan's. step_bp: by how much each quarter is to grow over the one before,
    on top of the season, in basis points. Floors, caps and own weights come from the plan's rules; a
    locked unit keeps the year it has.

    Raises:
        NotEditable, Negative, NoHistory, WeightsMissing, NobodyToCarry, LimitsBreak
    """
    if total < 0:
        raise Negative
    plan = opened(plan)
    plan.product_level = product_level or plan.product_level
    progress("weights", 0, 3)
    shape = shape_of(plan, company())
    chosen = weights_for(plan, indicator, shape, weights)
    limits = limits_of(plan, indicator, {shape.units[0].pk: reserve_bp})
    progress("split", 1, 3)
    if is_state(indicator):
        division = divide_states(shape, total, chosen, limits, step_bp)
    else:
        division = divide(shape, total, replace(chosen, months=stepped(chosen.months, step_bp)), limits)
    progress("store", 2, 3)
    rows = TargetRow.objects.filter(plan=plan, indicator_id=indicator)
    rows._raw_delete(rows.db)
    add_own(plan, indicator, division.own, fresh=True)
    Edit.objects.filter(plan=plan, what__indicator=indicator).delete()
    how = {"total": total, "weights": weights, "reserve_bp": reserve_bp}
    if step_bp:
        how["step_bp"] = step_bp
    before = plan.settings.get(str(indicator))
    plan.settings = {**plan.settings, str(indicator): how}
    plan.save(update_fields=["settings", "product_level"])
    touched(plan)
    leave_trail(actor, plan, "split", {"split": [before, how], "rows": [None, len(division.own)]})
    return division.notices


def limits_of(plan: Plan, indicator: int, reserves: dict[int, int]) -> Limits:
    """Floors and caps from the rules; a lock is both at once."""
    rules = list(Rule.objects.filter(plan=plan, indicator_id=indicator))
    locked = {rule.unit_id for rule in rules if rule.locked}
    years = years_of(plan, indicator, locked)
    floors = {rule.unit_id: rule.floor for rule in rules if rule.floor is not None} | years
    caps = {rule.unit_id: rule.cap for rule in rules if rule.cap is not None} | years
    return Limits(floors=floors, caps=caps, reserves=reserves)
