"""The stored totals anew from the own amounts: after the organisation changed, and as a proof."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_noop as _

from quotamesh.base.jobs.progress import SILENT, Progress
from quotamesh.base.store.months import MONTHS
from quotamesh.base.tables.problems import Message, TableError
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.catalog.models import Product
from quotamesh.plan.targets.models import Plan, TargetRow
from quotamesh.plan.targets.rows import add_own, read_own


@transaction.atomic
def rebuild_totals(actor: Actor, progress: Progress = SILENT) -> bool:
    """Recompute every plan's totals. Returns whether nothing had to be changed."""
    same = True
    books = list(TargetRow.objects.order_by().values_list("plan_id", "indicator_id").distinct())
    plans = Plan.every.in_bulk({plan for plan, _ in books})
    for done, (plan, indicator) in enumerate(books):
        progress("targets", done, len(books))
        rows = TargetRow.objects.filter(plan_id=plan, indicator_id=indicator)
        before = _table(rows)
        own = read_own(plans[plan], indicator)
        rows._raw_delete(rows.db)
        add_own(plans[plan], indicator, own, fresh=True)
        same &= before == _table(rows)
    change = {"unchanged": [None, same], "plans": [None, len(plans)]}
    record(actor, "targets.rebuild", subject="plan", key="plans", label="totals", change=change)
    return same


def _table(rows) -> set[tuple]:
    """What stands in the rows, zeros left out."""
    values = rows.values_list("unit_id", "product_id", "line", *MONTHS)
    return {row for row in values.iterator(chunk_size=20_000) if any(row[3:])}


def refuse_moved_lines(products: Collection[int]) -> None:
    """Raise where one of the products bears targets.

    Raises:
        TableError: names them.
    """
    bearing = Product.objects.filter(
        pk__in=TargetRow.objects.filter(product_id__in=products).values("product_id")
    )
    if names := [product.name for product in bearing]:
        text = _("Product lines with targets cannot get another parent: %(names)s. Make a new line instead.")
        raise TableError("line_with_targets", Message(text, names=", ".join(names)))
