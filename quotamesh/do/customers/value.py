"""Lifetime value from a table of purchases: what each customer will still bring, as far as the past tells."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from django.utils.translation import gettext_lazy as _

from quotamesh.base.tables.amounts import decimals
from quotamesh.base.tables.days import as_days, day
from quotamesh.base.tables.kinds import Column, Kind, Outcome
from quotamesh.base.tables.mapping import map_table
from quotamesh.base.tables.parsing import Context, code
from quotamesh.base.tables.problems import RowError
from quotamesh.base.tables.reading import read_table
from quotamesh.base.tables.rows import Rows, Source
from quotamesh.kernel.lifetime import Histories, Rhythm, Spending, fit_rhythm, fit_spending, histories

DIGITS = 4
PURCHASES = Kind(
    "purchases",
    _("Purchases"),
    _("Who bought when for how much."),
    (
        Column(
            "customer", _("Customer"), code, required=True, aliases=("customer_id", "id", "客户", "客户编码")
        ),
        Column("date", _("Date"), day, required=True, aliases=("day", "order date", "日期", "订单日期")),
        Column("amount", _("Amount"), decimals(DIGITS), required=True, aliases=("value", "usd", "金额")),
    ),
    check=lambda rows: None,
    store=lambda *_args: Outcome(),
)


class PurchasesRefused(Exception):
    """Rows that cannot be read: the first of them, and how many there are."""

    def __init__(self, errors: list[RowError], count: int):
        super().__init__(count)
        self.errors, self.count = errors, count


@dataclass(frozen=True)
class Valued:
    """Customers with their histories, the two models, and what follows for the time ahead, in weeks."""

    customers: list[str]
    histories: Histories
    rhythm: Rhythm
    spending: Spending
    horizon: float

    def parameters(self) -> dict[str, float]:
        names = ("r", "alpha", "a", "b", "log_likelihood")
        found = {name: getattr(self.rhythm, name) for name in names}
        return found | {"p": self.spending.p, "q": self.spending.q, "v": self.spending.v}

    def rows(self) -> Iterator[dict]:
        """Customer, repeat purchases, weeks to the last one and observed, and what is expected."""
        h = self.histories
        alive, expected = self.rhythm.alive(h), self.rhythm.expected(h, self.horizon)
        mean = self.spending.mean(h)
        columns = (h.frequency, h.recency, h.age, alive, expected, mean, expected * mean)
        names = ("frequency", "recency", "age", "alive", "purchases", "mean_amount", "value")
        for place, customer in enumerate(self.customers):
            figures = (round(column[place].item(), 4) for column in columns)
            yield {"customer": customer, **dict(zip(names, figures, strict=True))}


def value_of(path: Path, *, until: date | None, horizon: float) -> Valued:
    """Fit both models to a file of purchases.

    until: the last day looked at, else the last in the file. horizon: weeks ahead.

    Raises:
        TableError, PurchasesRefused, TooFewReturning, NoFit
    """
    table = read_table(path.name, path)
    rows = Rows(PURCHASES, [Source(table, map_table(PURCHASES, table, {}).mapping)], Context(digits=DIGITS))
    rows.read_all()
    if rows.problems:
        raise PurchasesRefused(rows.errors(), int(rows.problems.rows.sum()))
    days = as_days(rows.coded("date"))
    end = np.datetime64(until) if until else days.max()
    seen = days <= end
    names = np.array(rows.coded("customer").rows(), dtype=object)[seen]
    customers, numbers = np.unique(names.astype(str), return_inverse=True)
    amounts = rows.numbers("amount").values[seen] / 10**DIGITS
    found = histories(numbers, days[seen], amounts, end)
    return Valued(customers.tolist(), found, fit_rhythm(found), fit_spending(found), horizon)
