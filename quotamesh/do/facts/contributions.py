"""What records add to the summary table. The same arithmetic books one order and rebuilds the whole."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from quotamesh.do.facts.credits import CreditColumns, PaymentCredits, joined
from quotamesh.do.facts.spread import Ancestors, Cells, group, spread_distinct, spread_sums, summed
from quotamesh.kernel.calendar import FiscalCalendar

GRAIN_COUNT = 17
QUARTER_OF = 12
YEAR = 16


@dataclass(frozen=True)
class Trees:
    """The two trees over which facts add up, and the calendar by which they fall into months."""

    units: Ancestors
    products: Ancestors
    root_product: int
    root_only: Ancestors
    calendar: FiscalCalendar


@dataclass(frozen=True)
class WideRows:
    """Facts of one indicator: keys [n] and amounts [n, 17] (twelve months, four quarters, year)."""

    year: np.ndarray
    unit: np.ndarray
    product: np.ndarray
    amounts: np.ndarray

    def rows(self, indicator: int) -> Iterator[tuple[int, ...]]:
        for key, amounts in zip(
            zip(self.unit.tolist(), self.year.tolist(), self.product.tolist(), strict=True),
            self.amounts.tolist(),
            strict=True,
        ):
            yield (key[0], key[1], indicator, key[2], *amounts)


def widen(grains: list[Cells]) -> WideRows:
    """Lay cells whose `month` is a grain number 0–16 side by side, one row a (unit, year, product)."""
    unit, product, year, grain, amount = (
        np.concatenate([getattr(cells, name) for cells in grains])
        for name in ("unit", "product", "year", "month", "amount")
    )
    order, starts, first = group((unit, year, product))
    row_of = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(order))))
    amounts = np.zeros((len(starts), GRAIN_COUNT), dtype=np.int64)
    np.add.at(amounts, (row_of, grain[order]), amount[order])
    keep = amounts.any(axis=1)
    return WideRows(year[first][keep], unit[first][keep], product[first][keep], amounts[keep])


def additive(cells: Cells) -> WideRows:
    """Twelve months; quarters and the year are their sums."""
    quarter = Cells(cells.unit, cells.product, cells.year, QUARTER_OF + cells.month // 3, cells.amount)
    year = Cells(cells.unit, cells.product, cells.year, np.full_like(cells.month, YEAR), cells.amount)
    return widen([cells, quarter, year])


@dataclass(frozen=True)
class DayRows:
    unit: np.ndarray
    day: np.ndarray
    amount: np.ndarray

    def rows(self, indicator: int) -> Iterator[tuple]:
        days = self.day.astype("datetime64[D]").tolist()
        for unit, day, amount in zip(self.unit.tolist(), days, self.amount.tolist(), strict=True):
            yield (unit, indicator, day, amount)


def _cells(trees: Trees, unit, product, date, amount, *, by_day: bool) -> Cells:
    if by_day:
        zero = np.zeros(len(unit), dtype=np.int64)
        root = np.full(len(unit), trees.root_product, dtype=np.int64)
        return Cells(unit, root, zero, date.astype(np.int64), amount)
    calendar = trees.calendar
    return Cells(unit, product, calendar.fiscal_years(date), calendar.month_indices(date), amount)


def _days(cells: Cells) -> DayRows:
    keep = cells.amount != 0
    return DayRows(cells.unit[keep], cells.month[keep], cells.amount[keep])


def sums(trees: Trees, unit, product, date, amount) -> tuple[WideRows, DayRows]:
    """A summed indicator: at every node by month, and at every unit by day."""
    wide = spread_sums(_cells(trees, unit, product, date, amount, by_day=False), trees.units, trees.products)
    days = spread_sums(_cells(trees, unit, product, date, amount, by_day=True), trees.units, trees.root_only)
    return additive(wide), _days(days)


def _minus(after: Cells, before: Cells) -> Cells:
    return Cells(
        *(
            np.concatenate([getattr(after, n), getattr(before, n)])
            for n in ("unit", "product", "year", "month")
        ),
        np.concatenate([after.amount, -before.amount]),
    )


def _orders(trees: Trees, columns: CreditColumns, *, by_day: bool) -> Cells:
    columns = columns.where(columns.amount > 0)
    cells = _cells(trees, columns.seat_id, columns.product_id, columns.date, columns.amount, by_day=by_day)
    products = trees.root_only if by_day else trees.products
    return spread_distinct(columns.order_id, cells, trees.units, products)


def order_counts(trees: Trees, known: CreditColumns, added: CreditColumns) -> tuple[WideRows, DayRows]:
    """By how much the number of orders grows at every node when `added` comes to what is `known` of them."""
    touched = known.where(np.isin(known.order_id, added.order_id))
    both = joined(touched, added)
    month, day = (
        _minus(_orders(trees, both, by_day=by_day), _orders(trees, touched, by_day=by_day))
        for by_day in (False, True)
    )
    day = summed(day)
    return additive(month), _days(day)


def _customers(trees: Trees, columns: CreditColumns) -> list[Cells]:
    columns = columns.where(columns.amount > 0)
    cells = _cells(trees, columns.seat_id, columns.product_id, columns.date, columns.amount, by_day=False)
    grains = (cells.month, QUARTER_OF + cells.month // 3, np.full_like(cells.month, YEAR))
    return [
        spread_distinct(
            columns.customer_id,
            Cells(cells.unit, cells.product, cells.year, grain, cells.amount),
            trees.units,
            trees.products,
        )
        for grain in grains
    ]


def customer_counts(trees: Trees, known: CreditColumns, added: CreditColumns) -> WideRows:
    """By how much the number of buying customers grows.

    `known` holds all that these customers bought in these years.
    """
    after, before = _customers(trees, joined(known, added)), _customers(trees, known)
    return widen([_minus(new, old) for new, old in zip(after, before, strict=True)])


@dataclass(frozen=True)
class Contributions:
    """By indicator code: rows of the summary table and of its daily part."""

    months: dict[str, WideRows]
    days: dict[str, DayRows]


def of_credits(trees: Trees, known: CreditColumns, added: CreditColumns) -> Contributions:
    costed = added.where(added.has_cost)
    months: dict[str, WideRows] = {}
    days: dict[str, DayRows] = {}
    for code, lines, amount in (
        ("revenue", added, added.amount),
        ("units", added, added.quantity_milli),
        ("gross_margin", costed, costed.amount - costed.cost),
        ("costed_revenue", costed, costed.amount),
    ):
        months[code], days[code] = sums(trees, lines.seat_id, lines.product_id, lines.date, amount)
    months["orders"], days["orders"] = order_counts(trees, known, added)
    months["customers"] = customer_counts(trees, known, added)
    return Contributions(months, days)


def of_payments(trees: Trees, payments: PaymentCredits) -> Contributions:
    months, days = sums(trees, payments.seat_id, payments.product_id, payments.date, payments.amount)
    return Contributions({"collections": months}, {"collections": days})
