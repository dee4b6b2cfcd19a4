"""Reading orders and payments, as columns for the arithmetic and as rows for those who may see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.paths import below
from quotamesh.do.facts.credits import CreditColumns, PaymentCredits
from quotamesh.do.orders.models import Credit, Order, Payment
from quotamesh.kernel.split import split_groups

BLOCK = 20_000
CREDIT_FIELDS = (
    "line__order_id",
    "line__order__customer_id",
    "seat_id",
    "line__product_id",
    # As text a day passes through no converter; arrays read it as fast.
    Cast("line__order__date", TextField()),
    "quantity_milli",
    "amount",
    "cost",
)


def visible_orders(viewer: Viewer) -> QuerySet[Order]:
    """Orders with at least one credit in the viewer's branches."""
    if viewer.sees_all:
        return Order.objects.all()
    seen = Credit.objects.filter(viewer.units("seat__"), line__order=OuterRef("pk"))
    return Order.objects.filter(Exists(seen))


def visible_payments(viewer: Viewer) -> QuerySet[Payment]:
    return (
        Payment.objects.filter(order__in=visible_orders(viewer))
        if not viewer.sees_all
        else Payment.objects.all()
    )


def credit_columns(condition: Q) -> CreditColumns:
    """Stored credits under a condition on Credit, in no particular order."""
    rows = Credit.objects.filter(condition).values_list(*CREDIT_FIELDS).order_by()
    return CreditColumns.from_rows(rows.iterator(chunk_size=BLOCK))


def payment_credits(condition: Q) -> PaymentCredits:
    """Payments under a condition, each divided over the seats and products of its order.

    The parts are in proportion to the order's credited amounts above zero (equal where there is none) and add
    up to the payment to the cent.
    """
    payments = list(
        Payment.objects.filter(condition).order_by("id").values_list("order_id", "date", "amount")
    )
    credits = _weights_of({order for order, _, _ in payments})
    offsets, seats, products, weights = [0], [], [], []
    for order, _, _ in payments:
        parts = credits[order]
        seats += [seat for seat, _, _ in parts]
        products += [product for _, product, _ in parts]
        weights += _positive([amount for _, _, amount in parts])
        offsets.append(len(seats))
    amounts = np.array([amount for _, _, amount in payments], dtype=np.int64)
    counts = np.diff(offsets)
    return PaymentCredits(
        np.array(seats, dtype=np.int64),
        np.array(products, dtype=np.int64),
        np.repeat(np.array([day for _, day, _ in payments], dtype="datetime64[D]"), counts),
        split_groups(amounts, np.array(offsets, dtype=np.int64), np.array(weights, dtype=np.int64)),
    )


def _positive(amounts: list[int]) -> list[int]:
    weights = [max(amount, 0) for amount in amounts]
    return weights if any(weights) else [1] * len(weights)


def _weights_of(orders: Iterable[int]) -> dict[int, list[tuple[int, int, int]]]:
    found: dict[int, list[tuple[int, int, int]]] = {order: [] for order in orders}
    keys = list(found)
    for start in range(0, len(keys), 5000):
        rows = (
            Credit.objects.filter(line__order_id__in=keys[start : start + 5000])
            .order_by("id")
            .values_list("line__order_id", "seat_id", "line__product_id", "amount")
        )
        for order, seat, product, amount in rows:
            found[order].append((seat, product, amount))
    return found


def buying_customers(people: Iterable[int], start: date, end: date) -> dict[int, int]:
    """{person: different customers with a line above zero}, counted from the records."""
    rows = (
        Credit.objects.filter(person_id__in=people, amount__gt=0, line__order__date__range=(start, end))
        .values("person_id")
        .annotate(n=Count("line__order__customer_id", distinct=True))
    )
    return {row["person_id"]: row["n"] for row in rows}


@dataclass(frozen=True)
class Asked:
    """Which credited lines a list shows; an empty part asks for all."""

    unit: str = ""
    product: str = ""
    start: date | None = None
    end: date | None = None
    text: str = ""


def visible_credits(viewer: Viewer, asked: Asked) -> QuerySet[Credit]:
    """Credited parts of order lines in sight, newest first: the rows behind revenue, quantity and margin."""
    rows = Credit.objects.filter(viewer.units("seat__"))
    if asked.unit:
        rows = rows.filter(below(asked.unit, "seat__path"))
    if asked.product:
        rows = rows.filter(below(asked.product, "line__product__path"))
    if asked.start and asked.end:
        rows = rows.filter(line__order__date__range=(asked.start, asked.end))
    if asked.text:
        found = Q(line__order__number__icontains=asked.text) | Q(
            line__order__customer__name__icontains=asked.text
        )
        rows = rows.filter(found)
    rows = rows.select_related("line__order__customer", "line__product", "person")
    return rows.order_by("-line__order__date", "-line__order_id", "line_id", "id")


def order_in_sight(viewer: Viewer, number: str) -> Order | None:
    return visible_orders(viewer).filter(number=number).select_related("customer").first()


def sees_whole_order(viewer: Viewer, order: Order) -> bool:
    """Whether every credit of an order is in sight; only then are its payments."""
    return (
        viewer.sees_all
        or not Credit.objects.filter(line__order=order).exclude(viewer.units("seat__")).exists()
    )


def lines_in_sight(viewer: Viewer, order: Order) -> QuerySet[Credit]:
    """What of an order's credits the viewer sees."""
    rows = Credit.objects.filter(viewer.units("seat__"), line__order=order)
    return rows.select_related("line__product", "person", "seat").order_by("line_id", "id")
