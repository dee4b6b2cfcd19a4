"""What records add to the summary table. The same arithmetic books one order and rebuilds the whole."""

from dataclasses import dataclass

import numpy as np

from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.facts.credits import CreditColumns, PaymentCredits
from quotamesh.do.facts.spread import Ancestors, Cells, Entries, counted, group, spread_entries, spread_sums
from quotamesh.kernel.calendar import FiscalCalendar

GRAIN_COUNT = 17
QUARTER_OF = 12
YEAR = 16
SUMMED = [KEYS[code] for code in ("revenue", "units", "gross_margin", "costed_revenue")]
ORDERS, CUSTOMERS, COLLECTIONS = KEYS["orders"], KEYS["customers"], KEYS["collections"]
OF_ORDERS = frozenset({*SUMMED, ORDERS, CUSTOMERS, COLLECTIONS})


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

    def matrix(self, indicator: int) -> np.ndarray:
        """Unit, year, indicator, product and the amounts: int64 [n, 21]."""
        keys = (self.unit, self.year, np.full_like(self.unit, indicator), self.product)
        return np.column_stack([*keys, self.amounts])

    def times(self, factor: int) -> "WideRows":
        return WideRows(self.year, self.unit, self.product, self.amounts * factor)


def widen(cells: Cells, grain_sums: bool) -> WideRows:
    """Lay cells whose `month` is a grain number 0–16 side by side, one row a (unit, year, product).

    grain_sums: only months are given; quarters and the year are their sums.
    """
    order, starts, first = group((cells.unit, cells.year, cells.product))
    row_of = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(order))))
    amounts = np.zeros((len(starts), GRAIN_COUNT), dtype=np.int64)
    amounts[row_of, cells.month[order]] = cells.amount[order]
    if grain_sums:
        months = amounts[:, :QUARTER_OF]
        amounts[:, QUARTER_OF:YEAR] = months.reshape(-1, 4, 3).sum(axis=2)
        amounts[:, YEAR] = months.sum(axis=1)
    keep = amounts.any(axis=1)
    return WideRows(
        cells.year[first][keep], cells.unit[first][keep], cells.product[first][keep], amounts[keep]
    )


@dataclass(frozen=True)
class DayRows:
    unit: np.ndarray
    day: np.ndarray
    amount: np.ndarray

    def matrix(self, indicator: int) -> np.ndarray:
        """Unit, indicator, day (since 1970) and amount: int64 [n, 4]."""
        return np.column_stack([self.unit, np.full_like(self.unit, indicator), self.day, self.amount])


def _by_month(trees: Trees, unit, product, date, amount) -> Cells:
    calendar = trees.calendar
    return Cells(unit, product, calendar.fiscal_years(date), calendar.month_indices(date), amount)


def _by_day(trees: Trees, unit, date, amount) -> Cells:
    zero = np.zeros(len(unit), dtype=np.int64)
    return Cells(unit, np.full_like(zero, trees.root_product), zero, date.astype(np.int64), amount)


def _days(cells: Cells) -> DayRows:
    keep = cells.amount != 0
    return DayRows(cells.unit[keep], cells.month[keep], cells.amount[keep])


def sums(trees: Trees, unit, product, date, amounts) -> tuple[list[WideRows], list[DayRows]]:
    """k summed indicators, amounts [n, k]: at every node by month, and at every unit by day."""
    months = spread_sums(_by_month(trees, unit, product, date, amounts), trees.units, trees.products)
    days = spread_sums(_by_day(trees, unit, date, amounts), trees.units, trees.root_only)
    columns = range(amounts.shape[1])
    return [widen(months.of(k), grain_sums=True) for k in columns], [_days(days.of(k)) for k in columns]


def _sold(columns: CreditColumns) -> CreditColumns:
    return columns.where(columns.amount > 0)


def _orders(trees: Trees, columns: CreditColumns) -> Entries:
    """Orders at every node, `time` their day."""
    sold = _sold(columns)
    day = sold.date.astype(np.int64)
    entries = Entries(sold.order_id, sold.seat_id, sold.product_id, day)
    return spread_entries(entries, trees.units, trees.products)


def order_counts(trees: Trees, known: CreditColumns, added: CreditColumns) -> tuple[WideRows, DayRows]:
    """By how much the number of orders grows at every node when `added` comes to what is `known` of them.

    An order has one day, so the days of its nodes tell its month too.
    """
    touched = known.where(np.isin(known.order_id, added.order_id))
    fresh = _orders(trees, added).less(_orders(trees, touched))
    dates = fresh.time.astype("datetime64[D]")
    months = counted(fresh, trees.calendar.fiscal_years(dates), trees.calendar.month_indices(dates))
    whole = fresh.at(fresh.product == trees.root_product)
    days = counted(whole, np.zeros_like(whole.time), whole.time)
    return widen(months, grain_sums=True), _days(days)


def _customers(trees: Trees, columns: CreditColumns) -> Entries:
    """Customers at every node, `time` the number of the month since the year 0."""
    sold = _sold(columns)
    calendar = trees.calendar
    time = calendar.fiscal_years(sold.date) * 12 + calendar.month_indices(sold.date)
    entries = Entries(sold.customer_id, sold.seat_id, sold.product_id, time)
    return spread_entries(entries, trees.units, trees.products)


def _at_grain(entries: Entries, months: int) -> Entries:
    """The same by spans of so many months."""
    time = entries.time // months * months
    return Entries(entries.what, entries.unit, entries.product, time).once()


def customer_counts(trees: Trees, known: CreditColumns, added: CreditColumns) -> WideRows:
    """By how much the number of buying customers grows.

    `known` holds all that these customers bought in these years.
    """
    after, before = _customers(trees, added), _customers(trees, known)
    grains = []
    for months, first_grain in ((1, 0), (3, QUARTER_OF), (12, YEAR)):
        if months > 1:
            after, before = _at_grain(after, months), _at_grain(before, months)
        fresh = after.less(before)
        grains.append(counted(fresh, fresh.time // 12, first_grain + fresh.time % 12 // months))
    names = ("unit", "product", "year", "month", "amount")
    cells = Cells(*(np.concatenate([getattr(grain, name) for grain in grains]) for name in names))
    return widen(cells, grain_sums=False)


@dataclass(frozen=True)
class Contributions:
    """By indicator: rows of the summary table and of its daily part."""

    months: dict[int, WideRows]
    days: dict[int, DayRows]

    def with_more(self, other: "Contributions") -> "Contributions":
        """Those of other indicators as well."""
        return Contributions(self.months | other.months, self.days | other.days)

    def month_matrix(self) -> np.ndarray:
        """Unit, year, indicator, product and 17 amounts, all indicators of a node side by side: int64 [n, 21]."""
        rows = _stacked(self.months, 4 + GRAIN_COUNT)
        return rows[group((rows[:, 0], rows[:, 3], rows[:, 1], rows[:, 2]))[0]]

    def day_matrix(self) -> np.ndarray:
        """Unit, indicator, day (since 1970) and amount: int64 [n, 4]."""
        rows = _stacked(self.days, 4)
        return rows[group((rows[:, 0], rows[:, 2], rows[:, 1]))[0]]


def _stacked(parts: dict[int, WideRows] | dict[int, DayRows], width: int) -> np.ndarray:
    rows = [part.matrix(indicator) for indicator, part in parts.items()]
    return np.concatenate([np.zeros((0, width), dtype=np.int64), *rows])


def of_credits(trees: Trees, known: CreditColumns, added: CreditColumns) -> Contributions:
    costed = np.where(added.has_cost, added.amount, 0)
    margin = np.where(added.has_cost, added.amount - added.cost, 0)
    amounts = np.column_stack([added.amount, added.quantity_milli, margin, costed])
    by_month, by_day = sums(trees, added.seat_id, added.product_id, added.date, amounts)
    months = dict(zip(SUMMED, by_month, strict=True))
    days = dict(zip(SUMMED, by_day, strict=True))
    months[ORDERS], days[ORDERS] = order_counts(trees, known, added)
    months[CUSTOMERS] = customer_counts(trees, known, added)
    return Contributions(months, days)


def of_payments(trees: Trees, payments: PaymentCredits) -> Contributions:
    amounts = payments.amount[:, None]
    months, days = sums(trees, payments.seat_id, payments.product_id, payments.date, amounts)
    return Contributions({COLLECTIONS: months[0]}, {COLLECTIONS: days[0]})
