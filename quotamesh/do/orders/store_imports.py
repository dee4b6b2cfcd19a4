"""From a checked table to the actions that store it."""

from quotamesh.base.tables.kinds import Outcome
from quotamesh.do.orders.actions import store_orders, store_payments
from quotamesh.do.orders.columns import LineColumns, PaymentColumns


def store_checked_orders(actor, columns: LineColumns, progress) -> Outcome:
    store_orders(actor, columns, progress)
    return Outcome(created=len(columns))


def store_checked_payments(actor, columns: PaymentColumns, progress) -> Outcome:
    store_payments(actor, columns, progress)
    return Outcome(created=len(columns))
