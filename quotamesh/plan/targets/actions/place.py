"""Amounts that were found elsewhere put into a plan: process targets from a driver tree, all as one step."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db import transaction

from quotamesh.base.people.models import Unit
from quotamesh.base.store.fields import new_uid
from quotamesh.base.trail.actions import Actor
from quotamesh.do.catalog.models import Product
from quotamesh.plan.targets.actions.common import (
    keep_for_undo,
    leave_trail,
    opened,
    refuse_broken_limits,
    touched,
)
from quotamesh.plan.targets.actions.undo import turn
from quotamesh.plan.targets.errors import LockedCell, Negative
from quotamesh.plan.targets.locks import lock_paths
from quotamesh.plan.targets.models import Edit, Plan
from quotamesh.plan.targets.rows import TOTAL, Own, add_own, read_own, unit_paths


@dataclass(frozen=True)
class Placement:
    """What seats are asked for of one indicator at one product node: keys int64 [n], months int64 [n, 12].

    Of a stock (named accounts …) each month holds the state wanted at its end.
    """

    indicator: int
    product: Product
    seats: np.ndarray
    months: np.ndarray


@transaction.atomic
def place_targets(
    actor: Actor, plan: Plan, placements: Sequence[Placement], source: dict | None = None
) -> str | None:
    """Put amounts in place of what the plan held of these indicators at and below their product nodes.

    All or none; every total above follows. Returns a name by which the actor can take the step back
    (`take_back`), None when it changed nothing. source: where the amounts come from, for the trail.

    Raises:
        NotEditable, Negative, LockedCell, LimitBroken
    """
    plan = opened(plan)
    batch = str(new_uid())
    changed = [each for each in placements if _place(actor, plan, each, batch)]
    if not changed:
        return None
    Edit.objects.filter(plan=plan, actor_id=actor.user_id, undone=True).delete()
    touched(plan)
    told = {str(each.indicator): [None, int(each.months.sum())] for each in changed}
    leave_trail(actor, plan, "place", {**(source or {}), "product": changed[0].product.code, "placed": told})
    return batch


def _place(actor: Actor, plan: Plan, wanted: Placement, batch: str) -> Edit | None:
    if wanted.months.min(initial=0) < 0:
        raise Negative
    before = read_own(plan, wanted.indicator, product_path=wanted.product.path)
    delta = _difference(before, wanted)
    if not len(delta):
        return None
    refuse_locked(plan, wanted.indicator, delta)
    add_own(plan, wanted.indicator, delta)
    refuse_broken_limits(plan, wanted.indicator, delta)
    return keep_for_undo(actor, plan, {"indicator": wanted.indicator, "batch": batch}, delta)


def _difference(before: Own, wanted: Placement) -> Own:
    """One row a key: the amounts wanted less those that stood."""
    cells: dict[tuple, np.ndarray] = defaultdict(lambda: np.zeros(12, dtype=np.int64))
    for unit, months in zip(wanted.seats.tolist(), wanted.months, strict=True):
        cells[unit, wanted.product.pk, TOTAL] += months
    keys = zip(before.unit.tolist(), before.product.tolist(), before.line.tolist(), strict=True)
    for key, months in zip(keys, before.months, strict=True):
        cells[key] -= months
    return Own.of([(*key, *months.tolist()) for key, months in cells.items() if months.any()])


def refuse_locked(plan: Plan, indicator: int, delta: Own) -> None:
    locks = lock_paths(plan, indicator)
    if not locks:
        return
    paths = unit_paths()
    for unit in dict.fromkeys(delta.unit.tolist()):
        if any(paths[unit].startswith(lock) for lock in locks):
            raise LockedCell(Unit.objects.get(pk=unit).name)


@transaction.atomic
def take_back(actor: Actor, plan: Plan, batch: str) -> bool:
    """Undo a whole placement of the actor's; False when there is none, or it was taken back before.

    Raises:
        NotEditable, LockedCell, LimitBroken, NothingToShare
    """
    plan = opened(plan)
    edits = Edit.objects.filter(plan=plan, actor_id=actor.user_id, undone=False, what__batch=batch)
    found = list(edits.order_by("-id"))
    for edit in found:
        turn(plan, edit, sign=-1)
    if found:
        touched(plan)
        leave_trail(actor, plan, "undo", {"batch": batch})
    return bool(found)
