"""What can be done to orders and payments, one verb a file."""

from quotamesh.do.orders.actions.rebuild import rebuild_facts
from quotamesh.do.orders.actions.store_orders import store_orders
from quotamesh.do.orders.actions.store_payments import store_payments

__all__ = ["rebuild_facts", "store_orders", "store_payments"]
