"""One order, made by hand or by a program."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db import transaction
from django.utils.translation import gettext as _

from quotamesh.base.people.models import Tenure
from quotamesh.base.people.queries import company
from quotamesh.base.store.validity import valid_on
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.catalog.models import Product
from quotamesh.do.customers.queries import customer_by_code
from quotamesh.do.orders.actions.store_orders import store_orders
from quotamesh.do.orders.columns import LineColumns
from quotamesh.do.orders.models import Order

WHOLE = 10_000
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2049, 12, 31)


@dataclass(frozen=True)
class NewLine:
    """A line to be: amounts in the smallest unit, quantity in thousandths, credit in basis points by person."""

    product: str
    quantity_milli: int
    amount: int
    cost: int | None
    credit: dict[str, int]


class BadOrder(Exception):
    """Something of the order is not known or does not fit: `code` says what, `value` which."""

    def __init__(self, code: str, value: str):
        super().__init__(code, value)
        self.code, self.value = code, value

    def words(self) -> str:
        sentences = {
            "order_there": _("The order number “%(value)s” is there already."),
            "unknown_customer": _("There is no customer with the code “%(value)s”."),
            "unknown_product": _("There is no product with the code “%(value)s”."),
            "no_seat": _("“%(value)s” holds no seat on the day of the order."),
            "shares": _("The shares of a line add up to %(value)s, not to 10000."),
            "date": _("%(value)s is outside the calendar."),
        }
        return sentences[self.code] % {"value": self.value}


@transaction.atomic
def create_order(actor: Actor, *, number: str, day: date, customer: str, lines: Sequence[NewLine]) -> Order:
    """Store an order in the company's currency with its credits, summary and trail.

    Raises:
        BadOrder
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        raise BadOrder("date", day.isoformat())
    if Order.objects.filter(number=number).exists():
        raise BadOrder("order_there", number)
    buyer = customer_by_code(customer)
    if buyer is None:
        raise BadOrder("unknown_customer", customer)
    store_orders(actor, _columns(number, day, buyer.pk, lines))
    order = Order.objects.get(number=number)
    change = {
        "date": [None, day],
        "customer": [None, customer],
        "amount": [None, sum(line.amount for line in lines)],
    }
    record(actor, "order.create", subject="order", key=str(order.uid), label=number, change=change)
    return order


def _columns(number: str, day: date, customer: int, lines: Sequence[NewLine]) -> LineColumns:
    products = _known(Product, {line.product for line in lines}, "unknown_product")
    seats = _seats({person for line in lines for person in line.credit}, day)
    count = len(lines)
    credits = [(seats[person], share) for line in lines for person, share in line.credit.items()]
    for line in lines:
        if sum(line.credit.values()) != WHOLE or min(line.credit.values()) < 0:
            raise BadOrder("shares", str(sum(line.credit.values())))
    amounts = np.array([line.amount for line in lines], dtype=np.int64)
    return LineColumns(
        order=[number] * count,
        line=[str(i) for i in range(1, count + 1)],
        date=np.array([day] * count, dtype="datetime64[D]"),
        customer_id=np.full(count, customer, dtype=np.int64),
        product_id=np.array([products[line.product] for line in lines], dtype=np.int64),
        quantity_milli=np.array([line.quantity_milli for line in lines], dtype=np.int64),
        amount=amounts,
        amount_original=amounts,
        cost=np.array([line.cost or 0 for line in lines], dtype=np.int64),
        has_cost=np.array([line.cost is not None for line in lines], dtype=bool),
        currency=[company().currency] * count,
        credit_offsets=np.cumsum([0, *(len(line.credit) for line in lines)]),
        credit_person_id=np.array([person for (person, _seat), _share in credits], dtype=np.int64),
        credit_seat_id=np.array([seat for (_person, seat), _share in credits], dtype=np.int64),
        credit_share_bp=np.array([share for _holder, share in credits], dtype=np.int64),
    )


def _known(model, codes: set[str], problem: str) -> dict[str, int]:
    found = dict(model.objects.filter(code__in=codes).order_by().values_list("code", "id"))
    for code in sorted(codes - found.keys()):
        raise BadOrder(problem, code)
    return found


def _seats(people: set[str], day: date) -> dict[str, tuple[int, int]]:
    """{person's code: (person, seat held on the day)}."""
    tenures = Tenure.objects.filter(valid_on(day), person__code__in=people)
    found = {
        code: (person, seat)
        for code, person, seat in tenures.values_list("person__code", "person_id", "seat_id")
    }
    for code in sorted(people - found.keys()):
        raise BadOrder("no_seat", code)
    return found
