"""What must hold of a table of payments before it is stored."""

import numpy as np
from django.utils.translation import gettext_noop as _

from quotamesh.base.tables.coded import EMPTY
from quotamesh.base.tables.days import as_days
from quotamesh.base.tables.lookups import doubled, keys, rows_unknown
from quotamesh.base.tables.parsing import rows_with
from quotamesh.base.tables.problems import Message
from quotamesh.base.tables.rows import Rows
from quotamesh.do.orders.columns import PaymentColumns
from quotamesh.do.orders.conversion import Conversion
from quotamesh.do.orders.models import Order, Payment

CHUNK = 5_000


def check_payments(rows: Rows) -> PaymentColumns | None:
    rows.read_all()
    numbers = rows.coded("payment")
    doubled(rows, "payment", numbers.codes)
    stored = _known(Payment, numbers.values)
    again = rows_with(numbers, lambda number: number in stored)
    message = Message(_("is stored already."))
    rows.refuse_all(again, "payment", "stored", lambda _i: (message, Message(_("Leave it out."))))
    orders = _order_ids(rows)
    conversion = Conversion(rows, rows.coded("date"))
    original = rows.numbers("amount").values
    amount = conversion(rows, "amount", original)
    if rows.problems:
        return None
    days = as_days(rows.coded("date"))
    return PaymentColumns(numbers.rows(), orders, days, amount, original, conversion.names())


def _known(model, numbers: list[str]) -> dict[str, tuple]:
    """What is stored under these numbers: {number: (key, currency)}."""
    known: dict[str, tuple] = {}
    for start in range(0, len(numbers), CHUNK):
        found = model.objects.filter(number__in=numbers[start : start + CHUNK])
        known.update({number: rest for number, *rest in found.values_list("number", "id", "currency")})
    return known


def _order_ids(rows: Rows) -> np.ndarray:
    orders = rows.coded("order")
    known = _known(Order, orders.values)
    if len(rows_unknown(orders, known)):
        candidates = dict.fromkeys(Order.objects.values_list("number", flat=True), EMPTY)
    else:
        candidates = {}
    ids = keys(
        rows, "order", orders, candidates | {number: pk for number, (pk, _c) in known.items()}, "order"
    )
    _check_currencies(rows, {number: currency for number, (_pk, currency) in known.items()})
    return ids


def _check_currencies(rows: Rows, currency_of: dict[str, str]) -> None:
    """A payment of a foreign order must say its currency: yuan and dollars are not guessed."""
    orders, own = rows.coded("order"), rows.context.currency
    foreign = rows_with(orders, lambda number: currency_of.get(number, own) != own)
    silent = foreign[~rows.coded("currency").filled[foreign] & ~rows.unreadable("currency")[foreign]]
    rows.refuse_all(
        silent, "currency", "missing",
        lambda index: (
            Message(_("is missing, and the order is in %(currency)s."), currency=currency_of[orders[index]]),
            Message(_("Write the currency in which it was paid.")),
        ),
    )  # fmt: skip
