"""Payments, and what was collected in the same transaction."""

from django.db import transaction
from django.db.models import Q

from quotamesh.base.jobs.progress import SILENT, Progress
from quotamesh.base.people.queries import company
from quotamesh.base.store import bulk
from quotamesh.base.trail.actions import Actor
from quotamesh.do.facts.actions import book_payments
from quotamesh.do.orders.columns import PaymentColumns
from quotamesh.do.orders.models import Payment
from quotamesh.do.orders.queries import payment_credits
from quotamesh.kernel.calendar import FiscalCalendar

FIELDS = ("id", "uid", "number", "order", "date", "currency", "amount", "amount_original")


@transaction.atomic
def store_payments(actor: Actor, columns: PaymentColumns, progress: Progress = SILENT) -> None:
    """Store checked payments; the caller leaves the trail entry that names the source."""
    if not len(columns):
        return
    ids = bulk.reserve_ids(Payment, len(columns))
    rows = zip(
        ids,
        (bulk.new_uid_value() for _ in ids),
        columns.number,
        columns.order_id.tolist(),
        columns.date.tolist(),
        columns.currency,
        columns.amount.tolist(),
        columns.amount_original.tolist(),
        strict=True,
    )
    bulk.insert(Payment, FIELDS, rows)
    progress("summary", 1, 2)
    calendar = FiscalCalendar(company().fiscal_start)
    book_payments(calendar, payment_credits(Q(pk__range=(ids[0], ids[-1]))))
