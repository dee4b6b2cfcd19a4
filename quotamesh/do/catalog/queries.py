"""Reading the catalog: products, indicators, the working calendar."""

from datetime import date
from functools import lru_cache

import numpy as np

from quotamesh.base.people.models import Company
from quotamesh.do.catalog.indicators import DEFINITIONS, Definition
from quotamesh.do.catalog.models import CalendarDay, Product
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
    if code not in DEFINITIONS:
        raise UnknownIndicator(code)
    return DEFINITIONS[code].key, DEFINITIONS[code]


def products_in_order() -> list[Product]:
    """The product tree from the root down, parents before children."""
    return list(Product.objects.order_by("path"))


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
