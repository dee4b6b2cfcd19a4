"""Taking back one's own last edit, and making it again."""

from django.db import transaction

from quotamesh.base.trail.actions import Actor
from quotamesh.plan.targets.actions.common import kept, leave_trail, opened, touched
from quotamesh.plan.targets.errors import NothingToShare
from quotamesh.plan.targets.models import Edit, Plan
from quotamesh.plan.targets.rows import Own, add_own, read_own


@transaction.atomic
def undo(actor: Actor, plan: Plan) -> Edit | None:
    """Take back the actor's last edit of this plan; what others did since stays.

    Raises:
        NotEditable, NothingToShare: others have since taken what would have to be given back.
    """
    return _turn(actor, plan, undone=False, order="-id", sign=-1)


@transaction.atomic
def redo(actor: Actor, plan: Plan) -> Edit | None:
    """Make the edit again that was taken back last."""
    return _turn(actor, plan, undone=True, order="id", sign=1)


def _turn(actor: Actor, plan: Plan, *, undone: bool, order: str, sign: int) -> Edit | None:
    plan = opened(plan)
    edit = Edit.objects.filter(plan=plan, actor_id=actor.user_id, undone=undone).order_by(order).first()
    if edit is None:
        return None
    delta = kept(edit)
    indicator = edit.what["indicator"]
    add_own(plan, indicator, delta.with_months(delta.months * sign))
    _refuse_negatives(plan, indicator, delta)
    edit.undone = not undone
    edit.save(update_fields=["undone"])
    touched(plan)
    leave_trail(actor, plan, "redo" if undone else "undo", edit.what)
    return edit


def _refuse_negatives(plan: Plan, indicator: int, delta: Own) -> None:
    touched_units = set(delta.unit.tolist())
    own = read_own(plan, indicator)
    for unit, months in zip(own.unit.tolist(), own.months, strict=True):
        if unit in touched_units and months.min() < 0:
            raise NothingToShare(-int(months.min()), 0)
