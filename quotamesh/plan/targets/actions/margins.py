"""Units and product lines (or months) given their totals at once."""

from collections.abc import Sequence

from django.db import transaction

from quotamesh.base.people.models import Unit
from quotamesh.base.trail.actions import Actor
from quotamesh.plan.targets.actions.common import (
    keep_for_undo,
    leave_trail,
    opened,
    refuse_broken_limits,
    touched,
)
from quotamesh.plan.targets.errors import Negative, PlanMoved
from quotamesh.plan.targets.margins import By, Pattern, fitted, name_of, spread, table_of
from quotamesh.plan.targets.models import Edit, Plan
from quotamesh.plan.targets.rows import add_own


@transaction.atomic
def set_margins(
    actor: Actor,
    plan: Plan,
    indicator: int,
    unit: Unit,
    *,
    by: By,
    pattern: Pattern,
    rows: Sequence[int],
    columns: Sequence[int],
    seen: int | None = None,
) -> Edit | None:
    """Bring a unit's children to the totals `rows` and its lines or months to `columns`, as one step to undo.

    In the order of `table_of`. What is above the unit changes with it. `seen`: the plan's revision that was
    looked at. None when nothing changes.

    Raises:
        NotEditable, PlanMoved, Negative, NoHistory, HeldAbove, MarginsApart, CannotMeet, LimitBroken
    """
    plan = opened(plan)
    if seen is not None and seen != plan.revision:
        raise PlanMoved(seen, plan.revision)
    if min([*rows, *columns], default=0) < 0:
        raise Negative
    table = table_of(plan, indicator, unit, by, pattern)
    delta = spread(table, fitted(table, rows, columns))
    if not len(delta):
        return None
    add_own(plan, indicator, delta)
    refuse_broken_limits(plan, indicator, delta)
    asked = {"unit": unit.code, "by": by, "pattern": pattern}
    told = {
        f"{kind} {name_of(head)}": [before, after]
        for kind, heads, now, new in (
            ("row", table.rows, table.row_sums, rows),
            ("column", table.columns, table.column_sums, columns),
        )
        for head, before, after in zip(heads, now.tolist(), new, strict=True)
        if before != after
    }
    edit = keep_for_undo(actor, plan, {"indicator": indicator, "margins": asked}, delta)
    Edit.objects.filter(plan=plan, actor_id=actor.user_id, undone=True).delete()
    touched(plan)
    leave_trail(actor, plan, "margins", {"indicator": indicator, **asked, **told})
    return edit
