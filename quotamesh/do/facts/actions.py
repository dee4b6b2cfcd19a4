"""Keeping the summary table true. Called by the features whose records it sums, in their transaction."""

from collections.abc import Iterator

import numpy as np
from django.db.models import Q

from quotamesh.base.people.models import Unit
from quotamesh.base.store import bulk
from quotamesh.base.store.paths import STEP, ancestor_ids
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.models import Product
from quotamesh.do.facts import contributions as compute
from quotamesh.do.facts.contributions import Contributions, Trees
from quotamesh.do.facts.credits import CreditColumns, PaymentCredits
from quotamesh.do.facts.measured import MeasureColumns, of_measures
from quotamesh.do.facts.models import GRAINS, DayFact, Fact
from quotamesh.do.facts.spread import Ancestors
from quotamesh.do.facts.stored import same_rows, stored_days, stored_months
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.kernel.periods import Period

FACT_KEY = ("unit", "fiscal_year", "indicator", "product")
DAY_KEY = ("unit", "indicator", "day")


def read_trees(
    calendar: FiscalCalendar, units: set[int] | None = None, products: set[int] | None = None
) -> Trees:
    """The trees, whole, or cut to the nodes that a small booking needs."""
    unit_rows = Unit.objects.all() if units is None else Unit.objects.filter(pk__in=units)
    product_rows = Product.objects.all() if products is None else Product.objects.filter(pk__in=products)
    paths = dict(product_rows.values_list("id", "path").order_by())
    # Every path begins at the root of all products: one query less for each order.
    root = next(iter(paths.values()), "")[:STEP] or root_product().path
    root_key = ancestor_ids(root)[0]
    return Trees(
        units=Ancestors(dict(unit_rows.values_list("id", "path").order_by())),
        products=Ancestors(paths),
        root_product=root_key,
        root_only=Ancestors({root_key: root}),
        calendar=calendar,
    )


SMALL = 5_000
AT_ONCE = 50_000


def trees_for(calendar: FiscalCalendar, seats: np.ndarray, products: np.ndarray) -> Trees:
    units = np.unique(seats)
    if len(units) > SMALL:
        return read_trees(calendar)
    return read_trees(calendar, set(units.tolist()), set(np.unique(products).tolist()))


def book_credits(calendar: FiscalCalendar, known: CreditColumns, added: CreditColumns) -> None:
    """Add order lines to the summary.

    known: what was already stored of the touched orders, and of all orders of the touched customers in the
    touched fiscal years (distinct counts depend on it).
    """
    seats = np.concatenate([known.seat_id, added.seat_id])
    products = np.concatenate([known.product_id, added.product_id])
    write(compute.of_credits(trees_for(calendar, seats, products), known, added))


def book_customers(calendar: FiscalCalendar, before: CreditColumns, after: CreditColumns) -> None:
    """Count customers anew where the same order lines belong to others than before (two became one, or one two).

    Both hold everything that these customers bought.
    """
    trees = trees_for(calendar, after.seat_id, after.product_id)
    nothing = after.where(np.zeros(len(after), dtype=bool))
    for columns, sign in ((before, -1), (after, 1)):
        rows = compute.customer_counts(trees, nothing, columns)
        write(compute.Contributions({compute.CUSTOMERS: rows.times(sign)}, {}))


def book_payments(calendar: FiscalCalendar, payments: PaymentCredits) -> None:
    write(compute.of_payments(trees_for(calendar, payments.seat_id, payments.product_id), payments))


def book_measures(
    calendar: FiscalCalendar, before: MeasureColumns, after: MeasureColumns, states: set[int]
) -> None:
    """Bring the summary from what was measured before to what is measured now.

    Of an indicator that adds up, the changed values suffice; of a state (`states`) all values of the touched
    seats, products and fiscal years, because a value holds until the next.
    """
    both = before.with_more(after)
    write(of_measures(trees_for(calendar, both.seat_id, both.product_id), before, after, states))


def write(contributions: Contributions) -> None:
    bulk.add(Fact, FACT_KEY, GRAINS, _rows(contributions.month_matrix()))
    bulk.add(DayFact, DAY_KEY, ("amount",), _day_rows(contributions.day_matrix()))


def _rows(matrix: np.ndarray) -> Iterator[list[int]]:
    """A block at a time: a whole year as lists is heavy."""
    for start in range(0, len(matrix), AT_ONCE):
        yield from matrix[start : start + AT_ONCE].tolist()


def _day_rows(matrix: np.ndarray) -> Iterator[tuple]:
    unit, indicator, day, amount = matrix.T
    days = np.datetime_as_string(day.astype("datetime64[D]")).tolist()
    return zip(unit.tolist(), indicator.tolist(), days, amount.tolist(), strict=True)


def replace_year(
    calendar: FiscalCalendar, year: Period, credits: CreditColumns, payments: PaymentCredits
) -> bool:
    """Bring what orders say of a fiscal year to what all its records add up to; returns whether it was that."""
    trees = read_trees(calendar)
    nothing = credits.where(np.zeros(len(credits), dtype=bool))
    found = compute.of_credits(trees, nothing, credits).with_more(compute.of_payments(trees, payments))
    return _replace(year, found, Q(indicator__in=compute.OF_ORDERS))


def replace_measured(
    calendar: FiscalCalendar, year: Period, measured: MeasureColumns, states: set[int]
) -> bool:
    """The same for what is measured: every indicator that orders say nothing of."""
    found = of_measures(read_trees(calendar), measured.nothing(), measured, states)
    return _replace(year, found, ~Q(indicator__in=compute.OF_ORDERS))


def _replace(year: Period, found: Contributions, whose: Q) -> bool:
    """Bring some indicators' rows to what was found.

    What is right is not written again, so that a look whether the summary holds leaves the database in peace.
    """
    months, days = found.month_matrix(), found.day_matrix()
    of_year = Fact.objects.filter(whose, fiscal_year=year.fiscal_year)
    of_days = DayFact.objects.filter(whose, day__range=(year.start, year.end))
    same_months = same_rows(stored_months(of_year), months, keys=4)
    same_days = same_rows(stored_days(of_days), days, keys=3)
    if not same_months:
        of_year.delete()
        bulk.insert(Fact, (*FACT_KEY, *GRAINS), _rows(months))
    if not same_days:
        of_days.delete()
        bulk.insert(DayFact, (*DAY_KEY, "amount"), _day_rows(days))
    return same_months and same_days
