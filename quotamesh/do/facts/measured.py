"""What measured values add to the summary: amounts that add up, and states that hold until the next is told."""

from dataclasses import dataclass, fields

import numpy as np

from quotamesh.do.facts.contributions import (
    GRAIN_COUNT,
    QUARTER_OF,
    YEAR,
    Contributions,
    DayRows,
    Trees,
    WideRows,
    sums,
    widen,
)
from quotamesh.do.facts.spread import Cells, group, spread_sums
from quotamesh.kernel.calendar import FiscalCalendar

Ints = np.ndarray
MONTH_OF_GRAIN = np.array(
    [*range(QUARTER_OF), 2, 5, 8, 11, 11]
)  # a quarter and the year end with these months


@dataclass(frozen=True)
class MeasureColumns:
    """n measured values. int64 in step, `date` datetime64[D]."""

    indicator_id: Ints
    seat_id: Ints
    product_id: Ints
    date: np.ndarray
    amount: Ints

    def __len__(self) -> int:
        return len(self.indicator_id)

    def where(self, mask: np.ndarray) -> "MeasureColumns":
        return MeasureColumns(*(getattr(self, field.name)[mask] for field in fields(self)))

    def nothing(self) -> "MeasureColumns":
        return self.where(np.zeros(len(self), dtype=bool))

    def with_more(self, other: "MeasureColumns") -> "MeasureColumns":
        names = (field.name for field in fields(self))
        return MeasureColumns(*(np.concatenate([getattr(self, n), getattr(other, n)]) for n in names))

    @classmethod
    def of(cls, rows: list[tuple]) -> "MeasureColumns":
        """From rows (indicator, seat, product, day, amount)."""
        columns = list(zip(*rows, strict=True)) if rows else [()] * 5
        numbers = [np.array(columns[i], dtype=np.int64) for i in (0, 1, 2, 4)]
        return cls(*numbers[:3], np.array(columns[3], dtype="datetime64[D]"), numbers[3])


def of_measures(
    trees: Trees, before: MeasureColumns, after: MeasureColumns, states: set[int]
) -> Contributions:
    """By how much the summary grows when `before` becomes `after`; `states` tells which indicators are states."""
    months: dict[int, WideRows] = {}
    days: dict[int, DayRows] = {}
    for indicator in np.union1d(before.indicator_id, after.indicator_id).tolist():
        old, new = (each.where(each.indicator_id == indicator) for each in (before, after))
        if indicator in states:
            months[indicator] = _of_states(trees, old, new)
        else:
            months[indicator], days[indicator] = _of_amounts(trees, old, new)
    return Contributions(months, days)


def _of_amounts(trees: Trees, old: MeasureColumns, new: MeasureColumns) -> tuple[WideRows, DayRows]:
    both = old.with_more(new)
    change = np.concatenate([-old.amount, new.amount])[:, None]
    months, days = sums(trees, both.seat_id, both.product_id, both.date, change)
    return months[0], days[0]


def _of_states(trees: Trees, old: MeasureColumns, new: MeasureColumns) -> WideRows:
    """States have no days: each seat's stand at the end of each month, quarter and year, summed over the trees."""
    lost, won = _stands(trees.calendar, old), _stands(trees.calendar, new)
    names = ("unit", "product", "year", "month")
    keys = (np.concatenate([getattr(lost, name), getattr(won, name)]) for name in names)
    change = Cells(*keys, np.concatenate([-lost.amount, won.amount]))
    return widen(spread_sums(change, trees.units, trees.products), grain_sums=False)


def _stands(calendar: FiscalCalendar, values: MeasureColumns) -> Cells:
    """Seat by seat and product by product: the last value on or before the end of each of the 17 grains.

    A value holds until the next one or the end of the fiscal year. Hence a quarter is what its last month is,
    the year what its twelfth is, and that is so at every unit above, whoever told when.
    """
    years, months = calendar.fiscal_years(values.date), calendar.month_indices(values.date)
    # Within a seat, product, year and month the day told last comes last; it is what the month ends with.
    order = np.lexsort((values.date.astype(np.int64), months, years, values.product_id, values.seat_id))
    seat, product, year = values.seat_id[order], values.product_id[order], years[order]
    _, starts, first = group((seat, product, year))
    row_of = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(order))))
    stands = np.zeros((len(starts), QUARTER_OF), dtype=np.int64)
    told = np.full((len(starts), QUARTER_OF), -1, dtype=np.int64)
    told[row_of, months[order]] = months[order]
    stands[row_of, months[order]] = values.amount[order]
    last = np.maximum.accumulate(told, axis=1)
    held = np.where(last >= 0, np.take_along_axis(stands, np.maximum(last, 0), axis=1), 0)
    grains = held[:, MONTH_OF_GRAIN]
    count = len(first)
    return Cells(
        np.repeat(seat[first], GRAIN_COUNT),
        np.repeat(product[first], GRAIN_COUNT),
        np.repeat(year[first], GRAIN_COUNT),
        np.tile(np.arange(YEAR + 1), count),
        grains.ravel(),
    )
