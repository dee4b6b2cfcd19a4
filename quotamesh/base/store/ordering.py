"""Rows that stand in an order of their own, kept as 1, 2, 3 … in a column `order`."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


def shifted(rows: Sequence[M], row: M, by: int) -> list[M] | None:
    """The rows with one of them changed places with the one `by` places on; None where there is no such place."""
    found = list(rows)
    place = next((i for i, each in enumerate(found) if each.pk == row.pk), None)
    if place is None or not 0 <= place + by < len(found):
        return None
    found[place], found[place + by] = found[place + by], found[place]
    return found


def number(model: type[M], rows: Iterable[M]) -> None:
    """Write down the order in which the rows come."""
    for order, each in enumerate(rows, start=1):
        model._default_manager.filter(pk=each.pk).update(order=order)
