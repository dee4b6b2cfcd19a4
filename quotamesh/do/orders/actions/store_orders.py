"""Order lines with their credits, and the summary in the same transaction."""

from collections import defaultdict
from datetime import date

import numpy as np
from django.db import transaction
from django.db.models import Q

from quotamesh.base.jobs.progress import SILENT, Progress
from quotamesh.base.people.queries import company
from quotamesh.base.store import bulk
from quotamesh.base.trail.actions import Actor
from quotamesh.do.customers.actions import widen_orders
from quotamesh.do.facts.actions import book_credits
from quotamesh.do.facts.credits import CreditColumns
from quotamesh.do.orders.columns import LineColumns
from quotamesh.do.orders.models import Credit, Order, OrderLine
from quotamesh.do.orders.queries import credit_columns
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.kernel.split import split_groups

CHUNK = 5000


@transaction.atomic
def store_orders(actor: Actor, columns: LineColumns, progress: Progress = SILENT) -> None:
    """Store checked order lines: new orders are made, known ones get further lines.

    The caller has checked that no (order, line) is stored yet and that shares add up, and leaves the trail
    entry that names the source.
    """
    if not len(columns):
        return
    calendar = FiscalCalendar(company().fiscal_start)
    known = _known(calendar, columns)
    order_ids = _orders(columns)
    progress("lines", 0, 3)
    line_ids = np.array(bulk.reserve_ids(OrderLine, len(columns)), dtype=np.int64)
    _insert_lines(columns, order_ids, line_ids)
    progress("credits", 1, 3)
    added = _credits(columns, order_ids)
    _insert_credits(columns, line_ids, added)
    progress("summary", 2, 3)
    book_credits(calendar, known, added)
    widen_orders(_spans(columns))


def _spans(columns: LineColumns) -> dict[int, tuple[date, date]]:
    """{customer: days of the first and the last of these orders}."""
    customers, place = np.unique(columns.customer_id, return_inverse=True)
    days = columns.date.astype("datetime64[D]")
    first, last = np.full(len(customers), days.max()), np.full(len(customers), days.min())
    np.minimum.at(first, place, days)
    np.maximum.at(last, place, days)
    return dict(zip(customers.tolist(), zip(first.tolist(), last.tolist(), strict=True), strict=True))


def _orders(columns: LineColumns) -> np.ndarray:
    """The key of each line's order; orders that are not there yet are made, and those that are grow by the lines."""
    first: dict[str, int] = {}
    sums: dict[str, int] = defaultdict(int)
    for position, (number, amount) in enumerate(zip(columns.order, columns.amount.tolist(), strict=True)):
        first.setdefault(number, position)
        sums[number] += amount
    ids = _stored(list(first))
    bulk.increase(Order, ("amount",), [(pk, sums[number]) for number, pk in ids.items()])
    fresh = [number for number in first if number not in ids]
    ids.update(zip(fresh, bulk.reserve_ids(Order, len(fresh)), strict=True))
    days, customers = columns.date.tolist(), columns.customer_id.tolist()
    rows = (
        (ids[n], bulk.new_uid_value(), n, days[at], customers[at], columns.currency[at], sums[n])
        for n, at in ((n, first[n]) for n in fresh)
    )
    bulk.insert(Order, ("id", "uid", "number", "date", "customer", "currency", "amount"), rows)
    return np.array([ids[number] for number in columns.order], dtype=np.int64)


def _stored(numbers: list[str]) -> dict[str, int]:
    ids: dict[str, int] = {}
    for start in range(0, len(numbers), CHUNK):
        part = numbers[start : start + CHUNK]
        ids.update(Order.objects.filter(number__in=part).values_list("number", "id"))
    return ids


def _insert_lines(columns: LineColumns, order_ids: np.ndarray, line_ids: np.ndarray) -> None:
    costs = [
        c if known else None
        for c, known in zip(columns.cost.tolist(), columns.has_cost.tolist(), strict=True)
    ]
    rows = zip(
        line_ids.tolist(),
        order_ids.tolist(),
        columns.line,
        columns.product_id.tolist(),
        columns.quantity_milli.tolist(),
        columns.amount.tolist(),
        columns.amount_original.tolist(),
        costs,
        strict=True,
    )
    fields = ("id", "order", "line", "product", "quantity_milli", "amount", "amount_original", "cost")
    bulk.insert(OrderLine, fields, rows)


def _credits(columns: LineColumns, order_ids: np.ndarray) -> CreditColumns:
    """Every line divided by its shares, exact for amount, cost and quantity."""
    offsets, shares = columns.credit_offsets, columns.credit_share_bp
    per_line = np.diff(offsets)

    def each(values: np.ndarray) -> np.ndarray:
        return np.repeat(values, per_line)

    return CreditColumns(
        each(order_ids),
        each(columns.customer_id),
        columns.credit_seat_id,
        each(columns.product_id),
        each(columns.date),
        split_groups(columns.quantity_milli, offsets, shares),
        split_groups(columns.amount, offsets, shares),
        split_groups(columns.cost, offsets, shares),
        each(columns.has_cost),
    )


def _insert_credits(columns: LineColumns, line_ids: np.ndarray, parts: CreditColumns) -> None:
    lines = np.repeat(line_ids, np.diff(columns.credit_offsets))
    costs = [
        c if known else None for c, known in zip(parts.cost.tolist(), parts.has_cost.tolist(), strict=True)
    ]
    rows = zip(
        lines.tolist(),
        columns.credit_person_id.tolist(),
        parts.seat_id.tolist(),
        columns.credit_share_bp.tolist(),
        parts.quantity_milli.tolist(),
        parts.amount.tolist(),
        costs,
        strict=True,
    )
    bulk.insert(Credit, ("line", "person", "seat", "share_bp", "quantity_milli", "amount", "cost"), rows)


def _known(calendar: FiscalCalendar, columns: LineColumns) -> CreditColumns:
    """What is stored already of the touched customers in the touched fiscal years.

    That holds the touched orders too: an order belongs to one customer and one day.
    """
    customers = np.unique(columns.customer_id)
    start, end = _span_of_years(calendar, columns.date)
    condition = Q(line__order__date__range=(start, end))
    if len(customers) <= CHUNK:
        condition &= Q(line__order__customer_id__in=customers.tolist())
    known = credit_columns(condition)
    return known.where(np.isin(known.customer_id, customers))


def _span_of_years(calendar: FiscalCalendar, dates: np.ndarray) -> tuple[date, date]:
    first, last = dates.min().item(), dates.max().item()
    return calendar.year(calendar.fiscal_year(first)).start, calendar.year(calendar.fiscal_year(last)).end
