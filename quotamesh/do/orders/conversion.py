"""Amounts of imported rows in the company's currency, at each row's own date."""

from functools import partial

import numpy as np
from django.utils.translation import gettext_noop as _

from quotamesh.base.tables.coded import Coded
from quotamesh.base.tables.days import as_days
from quotamesh.base.tables.problems import Message
from quotamesh.base.tables.rows import Rows
from quotamesh.do.catalog.models import ExchangeRate
from quotamesh.kernel.money import MAX_AMOUNT, convert, minor_units

RATE_DIGITS = 8


class Conversion:
    """The rate of every row; rows of the company's own currency have none."""

    def __init__(self, rows: Rows, days: Coded):
        self.own, self.digits = rows.context.currency, rows.context.digits
        self.currencies = rows.coded("currency")
        self.groups: list[tuple[np.ndarray, int, int]] = []
        foreign = [name for name in self.currencies.values if name != self.own]
        if foreign:
            dates = as_days(days)
            for name in foreign:
                self._group(rows, name, dates)

    def _group(self, rows: Rows, name: str, dates: np.ndarray) -> None:
        places = np.flatnonzero(self.currencies.codes == self.currencies.values.index(name))
        places = places[~np.isnat(dates[places])]
        rates = list(ExchangeRate.objects.filter(currency=name).order_by("day").values_list("day", "rate_e8"))
        starts = np.array([day for day, _rate in rates], dtype="datetime64[D]")
        found = np.searchsorted(starts, dates[places], side="right") - 1
        first = rates[0][0] if rates else None
        rows.refuse_all(
            places[found < 0], "currency", "no_rate",
            lambda index: (
                Message(_("has no exchange rate on %(day)s or before."), day=dates[index]),
                Message(_("Its first rate is of %(day)s: import earlier rates."), day=first) if first
                else Message(_("Import rates for it first.")),
            ),
        )  # fmt: skip
        scale = 10 ** (RATE_DIGITS + minor_units(name))
        for number in np.unique(found[found >= 0]).tolist():
            self.groups.append((places[found == number], rates[number][1] * 10**self.digits, scale))

    def __call__(self, rows: Rows, column: str, original: np.ndarray) -> np.ndarray:
        """Amounts in the company's smallest unit; what leaves its range is noted."""
        converted = original.copy()
        for places, numerator, denominator in self.groups:
            too_large = np.abs(original[places]) > MAX_AMOUNT * denominator // numerator
            message = Message(_("is too large once converted."))
            rows.refuse_all(places[too_large], column, "too_large", partial(_say, message))
            converted[places] = convert(np.where(too_large, 0, original[places]), numerator, denominator)
        return converted

    def names(self) -> list[str]:
        return self.currencies.rows(self.own)


def _say(message: Message, _index: int) -> Message:
    return message
