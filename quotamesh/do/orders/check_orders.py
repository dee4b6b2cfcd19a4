"""What must hold of a table of order lines before it is stored."""

import numpy as np
from django.utils.translation import gettext_noop as _

from quotamesh.base.tables.coded import EMPTY, Coded
from quotamesh.base.tables.days import as_days
from quotamesh.base.tables.lookups import doubled, keys_by_name, keys_of
from quotamesh.base.tables.problems import Message
from quotamesh.base.tables.rows import Rows
from quotamesh.do.catalog.naming import named_products
from quotamesh.do.customers.queries import ids_by_code
from quotamesh.do.orders.columns import LineColumns
from quotamesh.do.orders.conversion import Conversion
from quotamesh.do.orders.credits import Credits
from quotamesh.do.orders.models import Order

CHUNK = 5_000


def check_orders(rows: Rows) -> LineColumns | None:
    rows.read_all()
    products = keys_by_name(rows, "product", named_products(), "product")
    customers = keys_of(rows, "customer", ids_by_code(), "customer")
    _check_lines(rows)
    _check_heads(rows)
    credits = Credits(rows)
    conversion = Conversion(rows, rows.coded("date"))
    original, cost = rows.numbers("amount"), rows.numbers("cost")
    amount = conversion(rows, "amount", original.values)
    costs = conversion(rows, "cost", cost.values)
    if rows.problems:
        return None
    return LineColumns(
        order=rows.coded("order").rows(),
        line=rows.coded("line").rows(),
        date=as_days(rows.coded("date")),
        customer_id=customers,
        product_id=products,
        quantity_milli=rows.numbers("quantity").values,
        amount=amount,
        amount_original=original.values,
        cost=costs,
        has_cost=cost.filled,
        currency=conversion.names(),
        credit_offsets=credits.offsets,
        credit_person_id=credits.person,
        credit_seat_id=credits.seat,
        credit_share_bp=credits.share,
    )


def _check_lines(rows: Rows) -> None:
    """An (order, line) stands once, in the file and in what is stored."""
    orders, lines = rows.coded("order"), rows.coded("line")
    both = orders.filled & lines.filled
    width = len(lines.values) + 1
    key = orders.codes * width + lines.codes
    doubled(rows, "line", key, both)
    if Order.objects.exists():
        _check_stored(rows, key, both, width)


def _check_stored(rows: Rows, key: np.ndarray, both: np.ndarray, width: int) -> None:
    orders = {number: code for code, number in enumerate(rows.coded("order").values)}
    lines = {line: code for code, line in enumerate(rows.coded("line").values)}
    numbers, taken, heads = list(orders), [], {}
    for start in range(0, len(numbers), CHUNK):
        of_chunk = Order.objects.filter(number__in=numbers[start : start + CHUNK])
        fields = ("number", "lines__line", "date", "customer__code", "currency")
        for number, line, *head in of_chunk.values_list(*fields):
            heads[number] = head
            if line in lines:
                taken.append(orders[number] * width + lines[line])
    again = np.flatnonzero(both & np.isin(key, np.array(taken, dtype=np.int64)))
    message = Message(_("is stored already for this order."))
    hint = Message(_("Leave it out, or give a further line its own number."))
    rows.refuse_all(again, "line", "stored", lambda _i: (message, hint))
    if heads:
        _check_stored_heads(rows, heads)


def _check_stored_heads(rows: Rows, heads: dict[str, list]) -> None:
    """Further lines of a stored order agree with it."""
    orders = rows.coded("order")
    known = np.array([number in heads for number in orders.values] + [False])
    told = {
        "date": rows.coded("date"),
        "customer": rows.coded("customer"),
        "currency": rows.coded("currency"),
    }
    for index in np.flatnonzero(known[orders.codes]).tolist():
        for (column, coded), stored in zip(told.items(), heads[orders[index]], strict=True):
            value = coded[index] or (rows.context.currency if column == "currency" else None)
            if value is not None and value != stored:
                message = Message(_("differs from the stored order."))
                rows.refuse(
                    index, column, "differs", message, Message(_("There it is %(value)s."), value=stored)
                )


def _check_heads(rows: Rows) -> None:
    """The lines of one order have one date, one customer, one currency."""
    orders = rows.coded("order")
    if not orders.values:
        return
    first = orders.first[orders.codes]
    for column in ("date", "customer", "currency"):
        coded = rows.coded(column)
        codes = coded.codes
        if column == "currency" and rows.context.currency in coded.values:
            codes = np.where(codes == EMPTY, coded.values.index(rows.context.currency), codes)
        both = (
            orders.filled
            if column == "currency"
            else orders.filled & (codes != EMPTY) & (codes[first] != EMPTY)
        )
        differing = np.flatnonzero(both & (codes != codes[first]))
        rows.refuse_all(differing, column, "differs", _say_differs(rows, coded, first))


def _say_differs(rows: Rows, coded: Coded, first: np.ndarray):
    def say(index: int):
        there = coded[first[index]] or rows.context.currency
        message = Message(_("differs from row %(row)s of the same order."), row=rows.number(first[index]))
        return message, Message(_("There it is %(value)s."), value=there)

    return say
