"""What the customers of the demo company paid: in instalments by segment, some late, some not at all."""

from collections.abc import Iterator
from dataclasses import fields

import numpy as np

from quotamesh.do.orders.columns import LineColumns, PaymentColumns
from quotamesh.kernel.money import convert, rate_fraction
from quotamesh.site.demo import shape
from quotamesh.site.demo.credits import rate_on
from quotamesh.site.demo.sales import Lines, Market

LATE, LATE_DAYS = 0.12, 80
NEVER = 0.03


def payments_of(market: Market, lines: Lines, columns: LineColumns, orders: dict[str, int]) -> PaymentColumns:
    """Payments of these orders, whenever they come. `orders`: keys by number."""
    rows = sorted(_instalments(market, lines, columns), key=lambda row: (row[2], row[0]))
    amounts = [_in_yuan(currency, day, original) for _, _, day, currency, original in rows]
    return PaymentColumns(
        number=[f"HK{number[2:]}-{position}" for number, position, *_ in rows],
        order_id=np.array([orders[number] for number, *_ in rows], dtype=np.int64),
        date=np.array([day for _, _, day, *_ in rows], dtype="datetime64[D]"),
        amount=np.array(amounts, dtype=np.int64),
        amount_original=np.array([original for *_, original in rows], dtype=np.int64),
        currency=[currency for *_, currency, _ in rows],
    )


def joined(first: PaymentColumns, second: PaymentColumns) -> PaymentColumns:
    return PaymentColumns(
        *(
            a + b if isinstance(a, list) else np.concatenate([a, b])
            for a, b in ((getattr(first, f.name), getattr(second, f.name)) for f in fields(PaymentColumns))
        )
    )


def between(columns: PaymentColumns, first: np.datetime64, last: np.datetime64) -> PaymentColumns:
    """The payments that came from the first to the last day."""
    at = np.nonzero((columns.date >= first) & (columns.date <= last))[0]
    return PaymentColumns(
        [columns.number[i] for i in at],
        columns.order_id[at],
        columns.date[at],
        columns.amount[at],
        columns.amount_original[at],
        [columns.currency[i] for i in at],
    )


def _instalments(market: Market, lines: Lines, columns: LineColumns) -> Iterator[tuple]:
    """(order, number of the instalment, day, currency, amount in it)"""
    totals: dict[str, list] = {}
    for i, number in enumerate(lines.number):
        if lines.amount[i] > 0:
            entry = totals.setdefault(number, [lines.day[i], columns.currency[i], lines.client[i], 0])
            entry[3] += int(columns.amount_original[i])
    for number, (day, currency, client, total) in totals.items():
        terms = shape.SEGMENTS[market.clients[client].segment].terms
        luck = market.rng.random()
        paid = 0
        for position, (percent, usual) in enumerate(terms):
            last = position == len(terms) - 1
            part = total - paid if last else total * percent // 100
            paid += part
            wait = usual + int(market.rng.integers(-8, 15)) + (LATE_DAYS if luck < LATE else 0)
            if not (last and luck < NEVER):
                yield number, position + 1, day + max(wait, 5), currency, part


def _in_yuan(currency: str, day: np.datetime64, original: int) -> int:
    if currency == "CNY" or day > np.datetime64(shape.DEMO_DAY):
        return original
    return int(convert(np.array([original]), *rate_fraction(rate_on(currency, day)))[0])
