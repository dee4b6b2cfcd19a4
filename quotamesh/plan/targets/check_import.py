"""What must hold of a table of targets before it is stored."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_noop as _

from quotamesh.base.people.models import Unit
from quotamesh.base.people.seats import NO_SEAT, Seats
from quotamesh.base.tables.coded import EMPTY
from quotamesh.base.tables.kinds import Outcome
from quotamesh.base.tables.lookups import keys_of
from quotamesh.base.tables.parsing import rows_with
from quotamesh.base.tables.problems import Message, RowsRefused
from quotamesh.base.tables.rows import Rows
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.indicators import decimals
from quotamesh.do.catalog.models import Product
from quotamesh.do.catalog.own import definitions
from quotamesh.do.catalog.queries import keys_by_code
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.kernel.money import format_plain
from quotamesh.plan.targets.actions.import_targets import import_targets
from quotamesh.plan.targets.errors import PartsAboveWhole
from quotamesh.plan.targets.wishes import Wish


@dataclass(frozen=True)
class Checked:
    """What is wished; wish i stands in row i."""

    rows: Rows
    wishes: list[Wish]


def digits_of(rows: Rows) -> np.ndarray:
    """Money has the decimals of the company's currency, quantities three, counts none."""
    known, currency = definitions(), rows.context.currency

    def of(code: str) -> int:
        return decimals(known[code], currency) if code in known else rows.context.digits

    return rows.coded("indicator").array(of, rows.context.digits, np.int64)


def check_targets(rows: Rows) -> Checked | None:
    # Decimals depend on the indicator, and the company's own stand in the database: not for side threads to read.
    rows.numbers("amount")
    rows.read_all()
    indicators = keys_of(rows, "indicator", keys_by_code(), "indicator")
    _check_indicators(rows)
    seats = Seats()
    persons = keys_of(rows, "person", seats.person_ids, "person")
    units = keys_of(rows, "unit", _units(), "unit")
    products = keys_of(rows, "product", dict(Product.objects.values_list("code", "id")), "product")
    _check_one_of(rows)
    units = np.where(persons == EMPTY, units, _seats(rows, seats, persons))
    products = np.where(products == EMPTY, root_product().pk, products)
    negative = np.flatnonzero(rows.numbers("amount").values < 0)
    rows.refuse_all(negative, "amount", "negative", lambda _i: Message(_("is below nought.")))
    wishes = [] if rows.problems else list(_wishes(rows, indicators, units, products))
    _check_doubled(rows, wishes)
    return None if rows.problems else Checked(rows, wishes)


def _units() -> dict[str, int]:
    return dict(Unit.objects.exclude(kind=Unit.Kind.SEAT).values_list("code", "id"))


def _check_indicators(rows: Rows) -> None:
    known = definitions()
    without = rows_with(rows.coded("indicator"), lambda code: code in known and not known[code].target)
    message = Message(_("follows from others and takes no target."))
    hint = Message(
        _("Targets are set for %(codes)s."),
        codes=", ".join(code for code, each in known.items() if each.target),
    )
    rows.refuse_all(without, "indicator", "no_target", lambda _i: (message, hint))


def _check_one_of(rows: Rows) -> None:
    unit, person = rows.coded("unit"), rows.coded("person")
    hint = Message(_("Fill one of the two."))
    both = np.flatnonzero(unit.filled & person.filled)
    rows.refuse_all(both, "person", "both", lambda _i: (Message(_("is filled as well as unit.")), hint))
    wrong = rows.unreadable("unit") | rows.unreadable("person")
    column = "unit" if rows.has("unit") else "person"
    neither = np.flatnonzero(~unit.filled & ~person.filled & ~wrong)
    rows.refuse_all(
        neither, column, "missing", lambda _i: (Message(_("is missing: whose target is it?")), hint)
    )


def _seats(rows: Rows, seats: Seats, persons: np.ndarray) -> np.ndarray:
    """The seat each person holds in the row's period, the last one where it changes within."""
    periods = rows.coded("period")
    none = np.datetime64("NaT", "D")
    first = periods.array(lambda period: np.datetime64(period.start), none, "datetime64[D]")
    last = periods.array(lambda period: np.datetime64(period.end), none, "datetime64[D]")
    held = seats.held_between(np.where(periods.filled, persons, EMPTY), first, last)
    lacking = np.flatnonzero((held == NO_SEAT) & (persons != EMPTY) & periods.filled)

    def say(index: int):
        message = Message(_("has no seat in %(period)s."), period=periods[index].label)
        times = seats.periods(int(persons[index]))
        return message, Message(_("Seats were held: %(periods)s."), periods=times) if times else None

    rows.refuse_all(lacking, "person", "no_seat", say)
    return held


def _wishes(rows: Rows, indicators: np.ndarray, units: np.ndarray, products: np.ndarray) -> Iterator[Wish]:
    calendar = FiscalCalendar(rows.context.fiscal_start)
    keys = zip(indicators.tolist(), units.tolist(), products.tolist(), strict=True)
    amounts = rows.numbers("amount").values.tolist()
    for key, period, amount in zip(keys, rows.coded("period").rows(), amounts, strict=True):
        months = len(calendar.months(period))
        yield Wish(*key, period.fiscal_year, calendar.month_index(period.start), months, amount)


def _check_doubled(rows: Rows, wishes: list[Wish]) -> None:
    """A month of one indicator, unit and product is set once."""
    set_in: dict[tuple, int] = {}
    for index, wish in enumerate(wishes):
        key = (wish.indicator_id, wish.unit_id, wish.product_id, wish.fiscal_year)
        months = range(wish.first_month, wish.first_month + wish.month_count)
        before = min((set_in[*key, month] for month in months if (*key, month) in set_in), default=None)
        if before is not None:
            message = Message(_("is set in row %(row)s already."), row=rows.number(before))
            rows.refuse(
                index, "period", "doubled", message, Message(_("Each month is set once: leave one out."))
            )
        set_in.update({(*key, month): index for month in months if (*key, month) not in set_in})


def store_checked_targets(actor, checked: Checked, progress) -> Outcome:
    try:
        plans = import_targets(actor, checked.wishes, progress)
    except PartsAboveWhole as error:
        digits = int(digits_of(checked.rows)[error.index])
        message = Message(_("is less than what stands below it."))
        hint = Message(_("The parts hold %(parts)s."), parts=format_plain(error.parts, digits))
        checked.rows.refuse(error.index, "amount", "parts_above_whole", message, hint)
        raise RowsRefused from error
    return Outcome(created=len(checked.wishes), effects={"plans": [str(plan.uid) for plan in plans]})
