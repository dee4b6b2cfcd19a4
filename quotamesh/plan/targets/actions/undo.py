"""Taking back one's own last edit, and making it again."""

import numpy as np
from django.db import transaction

from quotamesh.base.people.models import Unit
from quotamesh.base.trail.actions import Actor
from quotamesh.plan.targets.actions.common import (
    common_branch,
    kept,
    leave_trail,
    opened,
    refuse_broken_limits,
    touched,
)
from quotamesh.plan.targets.errors import LockedCell, NothingToShare
from quotamesh.plan.targets.locks import lock_paths
from quotamesh.plan.targets.models import Edit, Plan
from quotamesh.plan.targets.rows import Own, add_own, read_own, unit_paths


@transaction.atomic
def undo(actor: Actor, plan: Plan) -> Edit | None:
    """Take back the actor's last edit of this plan; what others did since stays.

    Raises:
        NotEditable, LockedCell, LimitBroken: others have set locks or limits since.
        NothingToShare: others have since taken what would have to be given back.
    """
    return _turn(actor, plan, undone=False, order="-id", sign=-1)


@transaction.atomic
def redo(actor: Actor, plan: Plan) -> Edit | None:
    """Make the edit again that was taken back last."""
    return _turn(actor, plan, undone=True, order="id", sign=1)


def _turn(actor: Actor, plan: Plan, *, undone: bool, order: str, sign: int) -> Edit | None:
    plan = opened(plan)
    mine = Edit.objects.filter(plan=plan, actor_id=actor.user_id, undone=undone).order_by(order)
    edit = mine.first()
    if edit is None:
        return None
    # What was placed as one step is taken back as one.
    batch = edit.what.get("batch")
    for each in list(mine.filter(what__batch=batch)) if batch else [edit]:
        turn(plan, each, sign)
    touched(plan)
    leave_trail(actor, plan, "redo" if undone else "undo", edit.what)
    return edit


def turn(plan: Plan, edit: Edit, sign: int) -> None:
    """Take an edit's differences off again (−1), or add them again (1), within what stands now."""
    delta = kept(edit)
    indicator = edit.what["indicator"]
    add_own(plan, indicator, delta.with_months(delta.months * sign))
    _refuse_what_cannot_be(plan, indicator, delta)
    edit.undone = sign < 0
    edit.save(update_fields=["undone"])


def _refuse_what_cannot_be(plan: Plan, indicator: int, delta: Own) -> None:
    """What others did since stays: their locks and limits too, and nothing falls below nought."""
    paths = unit_paths()
    changed = {pk: paths[pk] for pk in set(delta.unit.tolist())}
    for lock in lock_paths(plan, indicator):
        for pk, path in changed.items():
            if path.startswith(lock):
                raise LockedCell(Unit.objects.get(pk=pk).name)
    refuse_broken_limits(plan, indicator, delta)
    own = read_own(plan, indicator, common_branch(list(changed.values())))
    months = own.months[np.isin(own.unit, list(changed))]
    if months.min(initial=0) < 0:
        raise NothingToShare(-int(months.min()), 0)
