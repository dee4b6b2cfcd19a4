"""Customers who bought about a year ago and not since: time to ask for the next."""

from datetime import timedelta

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotamesh.base.shell.formats import local_date
from quotamesh.check.today.action import Action
from quotamesh.check.today.desk import Desk
from quotamesh.check.today.kinds.customers import keeping_a_customer
from quotamesh.check.today.rules import Rule
from quotamesh.do.customers.models import Customer
from quotamesh.do.orders.models import OrderLine

NAME = gettext_lazy("Yearly purchases due again")
MEANING = gettext_lazy("Customers whose last order is eleven to thirteen months old.")
MINUTES, LOSS = 20, 0.15
FROM, TO, MOST = 335, 395, 30


def find(desk: Desk, rule: Rule) -> list[Action]:
    """Two queries: the customers, and what they bought in the twelve months up to their last order."""
    between = (desk.today - timedelta(TO), desk.today - timedelta(FROM))
    rows = Customer.objects.filter(owner_id=desk.person, last_order__range=between)
    customers = list(rows.order_by("last_order", "pk")[:MOST])
    if not customers:
        return []
    lines = OrderLine.objects.filter(
        order__customer__in=customers, order__date__gt=desk.today - timedelta(TO + 365)
    )
    bought = dict(lines.values_list("order__customer").annotate(Sum("amount")).order_by())
    return [
        keeping_a_customer(
            desk, rule, customer, max(0, bought.get(customer.pk, 0)), rule.loss,
            title=_("Ask for the next yearly purchase"),
            reason=_("last order on %(day)s") % {"day": local_date(customer.last_order)},
            key=f"{customer.uid}:{customer.last_order.isoformat()}",
        )
        for customer in customers
    ]  # fmt: skip
