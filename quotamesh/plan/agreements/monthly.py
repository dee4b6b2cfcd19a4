"""A change of several months as one change a month, so that the totals that are to stay do so month by month.

`edit_plan` takes the amount of a run of months as one and lets the others balance the run; the months within
it could then shift above, and with them agreements that nobody meant to touch.
"""

from dataclasses import replace

import numpy as np

from quotamesh.kernel.split import split_groups
from quotamesh.plan.targets.actions import Change
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.queries import target_rows


def by_month(plan: Plan, indicator: int, change: Change) -> list[Change]:
    """The amount divided in proportion to what stands in the months, evenly where nothing does."""
    key = (indicator, change.unit.pk, change.product.pk, change.line)
    rows = target_rows(
        plan=plan, indicators=[indicator], units=[change.unit.pk], products=[change.product.pk]
    )
    row = rows.get(key, (0,) * 12)
    now = np.array([row[month] for month in change.months], dtype=np.int64)
    weights = now if now.any() else np.ones_like(now)
    parts = split_groups(np.array([change.amount]), np.array([0, len(weights)]), weights)
    return [
        replace(change, months=(month,), amount=amount)
        for month, amount in zip(change.months, parts.tolist(), strict=True)
    ]
