"""Targets as they come in from outside."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wish:
    """One wanted amount: an indicator of a unit (a seat for a person) and a product node over some months."""

    indicator_id: int
    unit_id: int
    product_id: int
    fiscal_year: int
    first_month: int
    month_count: int
    amount: int
