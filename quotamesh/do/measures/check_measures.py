"""What must hold of a table of measured values before it is stored."""

import numpy as np
from django.utils.translation import gettext_noop as _

from quotamesh.base.people.seats import NO_SEAT, Seats
from quotamesh.base.tables.coded import EMPTY
from quotamesh.base.tables.days import as_days
from quotamesh.base.tables.kinds import Outcome
from quotamesh.base.tables.lookups import doubled, keys_by_name, keys_of
from quotamesh.base.tables.parsing import rows_with
from quotamesh.base.tables.problems import Message, RowsRefused
from quotamesh.base.tables.rows import Rows
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.indicators import decimals
from quotamesh.do.catalog.naming import named_products
from quotamesh.do.catalog.own import definitions
from quotamesh.do.catalog.queries import keys_by_code
from quotamesh.do.measures.actions.record import BadMeasure, Value, store_measures
from quotamesh.do.measures.models import Measure


class Checked:
    """Values to be stored; value i stands in row i."""

    def __init__(self, rows: Rows, values: list[Value]):
        self.rows, self.values = rows, values

    def __len__(self) -> int:
        return len(self.values)


def digits_of(rows: Rows) -> np.ndarray:
    """Money has the decimals of the company's currency, quantities three, numbers none."""
    known, currency = definitions(), rows.context.currency

    def of(code: str) -> int:
        return decimals(known[code], currency) if code in known else rows.context.digits

    return rows.coded("indicator").array(of, rows.context.digits, np.int64)


def check_measures(rows: Rows) -> Checked | None:
    # Decimals depend on the indicator, and the company's own stand in the database: not for side threads to read.
    rows.numbers("amount")
    rows.read_all()
    indicators = keys_of(rows, "indicator", keys_by_code(), "indicator")
    _check_indicators(rows)
    seats = Seats()
    persons = keys_of(rows, "person", seats.person_ids, "person")
    days = as_days(rows.coded("date"))
    held = _seats(rows, seats, persons, days)
    products = keys_by_name(rows, "product", named_products(), "product")
    products = np.where(products == EMPTY, root_product().pk, products)
    negative = np.flatnonzero(rows.numbers("amount").values < 0)
    rows.refuse_all(negative, "amount", "negative", lambda _i: Message(_("is below nought.")))
    if rows.problems:
        return None
    _check_doubled(rows, held, indicators, products, days)
    columns = (held, persons, indicators, products)
    amounts = rows.numbers("amount").values.tolist()
    keys = zip(*(column.tolist() for column in columns), days.tolist(), amounts, strict=True)
    return None if rows.problems else Checked(rows, [Value(*key) for key in keys])


def _check_indicators(rows: Rows) -> None:
    known = definitions()
    wrong = rows_with(rows.coded("indicator"), lambda code: code in known and not known[code].measured)
    message = Message(_("follows from other records; it is not recorded by hand."))
    listed = ", ".join(code for code, each in known.items() if each.measured and not each.hidden)
    hint = Message(_("Recorded by hand are %(codes)s."), codes=listed)
    rows.refuse_all(wrong, "indicator", "not_measured", lambda _i: (message, hint))


def _seats(rows: Rows, seats: Seats, persons: np.ndarray, days: np.ndarray) -> np.ndarray:
    """The seat each person held on the day."""
    held = seats.held(persons, days)
    lacking = np.flatnonzero((held == NO_SEAT) & (persons != EMPTY) & ~np.isnat(days))

    def say(index: int):
        message = Message(_("has no seat on %(day)s."), day=days[index])
        times = seats.periods(int(persons[index]))
        return message, Message(_("Seats were held: %(periods)s."), periods=times) if times else None

    rows.refuse_all(lacking, "person", "no_seat", say)
    return held


def _check_doubled(rows: Rows, *columns: np.ndarray) -> None:
    """A value is told once: the same person, indicator, product and day do not come again."""
    table = np.column_stack([column.astype(np.int64) for column in columns])
    _different, number = np.unique(table, axis=0, return_inverse=True)
    doubled(rows, "indicator", number.ravel().astype(np.int64))


def store_checked_measures(actor, checked: Checked, _progress) -> Outcome:
    try:
        done = store_measures(actor, checked.values, Measure.Source.IMPORT)
    except BadMeasure as error:
        checked.rows.refuse(error.at, "date", error.code, Message(_("is in the future.")))
        raise RowsRefused from error
    fresh = [before for before, _after in done.changes.values() if before is None]
    told = {
        f"{day.isoformat()} {indicator} {seat}": {"amount": [before, after]}
        for (seat, day, indicator, _p), (before, after) in done.changes.items()
        if before is not None
    }
    return Outcome(len(fresh), len(told), done.same, told)
