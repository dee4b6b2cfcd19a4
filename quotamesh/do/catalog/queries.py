"""Reading the catalog: products, indicators, the working calendar."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache

import numpy as np

from quotamesh.base.people.models import Company
from quotamesh.do.catalog.definition import Definition, Group
from quotamesh.do.catalog.indicators import DEFINITIONS
from quotamesh.do.catalog.models import CalendarDay, Product
from quotamesh.do.catalog.own import definitions
from quotamesh.kernel import calendar as kernel


class UnknownIndicator(Exception):
    """No indicator bears this code."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def indicator(code: str) -> tuple[int, Definition]:
    """Key and definition of an indicator.

    Raises:
        UnknownIndicator: no such code.
    """
    # The standard ones are known without asking the database.
    found = DEFINITIONS.get(code) or definitions().get(code)
    if found is None:
        raise UnknownIndicator(code)
    return found.key, found


def keys_by_code() -> dict[str, int]:
    """{code: key} of every indicator."""
    return {code: each.key for code, each in definitions().items()}


def parts_of(definition: Definition) -> list[int]:
    """Keys of what is stored of an indicator: its own, or those of the two parts of a ratio."""
    if not definition.numerator:
        return [definition.key]
    return [indicator(code)[0] for code in (definition.numerator, definition.denominator)]


Choices = list[tuple[str, list[tuple[str, str]]]]


def offered(wanted: Callable[[Definition], bool] = lambda each: True, keep: str = "") -> list[Definition]:
    """The indicators to choose from, in order; what is hidden only where `keep` names it as chosen already."""
    return [
        each for each in definitions().values() if (not each.hidden or each.code == keep) and wanted(each)
    ]


def grouped(found: Iterable[Definition]) -> Choices:
    """Indicators for a chooser: results first, then the work, then its quality."""
    listed = list(found)
    groups = [(str(g.label), [(d.code, str(d.name)) for d in listed if d.group == g]) for g in Group]
    return [(label, choices) for label, choices in groups if choices]


def products_in_order() -> list[Product]:
    """The product tree from the root down, parents before children."""
    return list(Product.objects.order_by("path"))


def product_lines() -> list[Product]:
    """The product lines of the first level, or all products where there are no lines."""
    products = products_in_order()
    return [product for product in products if product.depth == 1] or products


def working_days(company: Company, start: date, end: date) -> np.ndarray:
    """Which days from start to end are worked in this company: bool [days]."""
    edits = tuple(CalendarDay.objects.order_by("day").values_list("day", "working"))
    return _working_days(company.country, start, end, edits)


@lru_cache(maxsize=256)
def _working_days(country: str, start: date, end: date, edits: tuple[tuple[date, bool], ...]) -> np.ndarray:
    off = [day for day, working in edits if not working]
    on = [day for day, working in edits if working]
    days = kernel.working_days(start, end, country, extra_off=off, extra_on=on)
    days.setflags(write=False)
    return days
