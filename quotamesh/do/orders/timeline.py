"""Orders and payments as events in the life of a customer."""

from collections import defaultdict

from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.people.viewer import Viewer
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.timeline import Event
from quotamesh.do.orders.models import Credit, Order
from quotamesh.do.orders.queries import visible_payments


def events(viewer: Viewer, customer: Customer, most: int) -> list[Event]:
    """Orders with what of them is credited in sight, and payments for them. Two queries."""
    return [*_orders(viewer, customer, most), *_payments(viewer, customer, most)]


def _orders(viewer: Viewer, customer: Customer, most: int) -> list[Event]:
    # The latest orders first, by their own index; then only these are added up.
    latest = Order.objects.filter(customer=customer).order_by("-date", "-id").values("pk")[: most * 2]
    rows = Credit.objects.filter(viewer.units("seat__"), line__order__in=latest)
    found: defaultdict[tuple, list] = defaultdict(lambda: [0, {}, {}])
    fields = ("line__order__number", "line__order__date", "line__product__name", "person__name", "amount")
    for number, day, product, person, amount in rows.order_by("id").values_list(*fields):
        told = found[number, day]
        told[0] += amount
        told[1][product] = told[2][person] = True
    return [
        Event(day, "order", _("Order %(number)s") % {"number": number}, _("; ").join(people), _("; ").join(products),
              amount, reverse("orders:order", args=[number]))
        for (number, day), (amount, products, people) in found.items()
    ]  # fmt: skip


def _payments(viewer: Viewer, customer: Customer, most: int) -> list[Event]:
    rows = visible_payments(viewer).filter(order__customer=customer).select_related("order")
    return [
        Event(row.date, "payment", _("Payment %(number)s") % {"number": row.number}, "",
              _("for order %(number)s") % {"number": row.order.number}, row.amount,
              reverse("orders:order", args=[row.order.number]))
        for row in rows.order_by("-date", "-id")[:most]
    ]  # fmt: skip
