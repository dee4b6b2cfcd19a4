"""Orders follow when two customers become one: distinct customers are counted anew, and first and last orders."""

from collections.abc import Iterable

from django.db.models import Max, Min, Q

from quotamesh.base.people.queries import company
from quotamesh.do.customers.actions import note_orders
from quotamesh.do.facts.actions import book_customers
from quotamesh.do.facts.credits import CreditColumns
from quotamesh.do.orders.models import Order
from quotamesh.do.orders.queries import credit_columns
from quotamesh.kernel.calendar import FiscalCalendar


def watch(customers: list[int]) -> CreditColumns:
    return credit_columns(Q(line__order__customer_id__in=customers))


def settle(customers: list[int], seen: CreditColumns) -> None:
    if len(seen):
        calendar = FiscalCalendar(company().fiscal_start)
        book_customers(calendar, seen, watch(customers))
    note_orders(order_spans(customers))


def order_spans(customers: Iterable[int]) -> dict:
    """{customer: days of the first and the last order}, None where there is none."""
    wanted = list(customers)
    rows = Order.objects.filter(customer__in=wanted).order_by().values("customer_id")
    found = rows.annotate(first=Min("date"), last=Max("date")).values_list("customer_id", "first", "last")
    return dict.fromkeys(wanted, (None, None)) | {pk: (first, last) for pk, first, last in found}
