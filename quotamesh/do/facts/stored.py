"""The summary as it stands, as matrices: to be held against what the records add up to."""

from collections.abc import Iterator
from itertools import islice

import numpy as np
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from quotamesh.do.facts.models import GRAINS, DayFact, Fact
from quotamesh.do.facts.spread import group

BLOCK = 20_000


def stored_months(rows: QuerySet[Fact]) -> np.ndarray:
    """Unit, year, indicator, product and 17 amounts of every row that says anything: int64 [n, 21]."""
    rows = rows.values_list("unit_id", "fiscal_year", "indicator_id", "product_id", *GRAINS)
    blocks = [np.array(block, dtype=np.int64) for block in _blocks(rows)]
    found = np.concatenate([np.zeros((0, 21), dtype=np.int64), *blocks])
    return found[found[:, 4:].any(axis=1)]


def stored_days(rows: QuerySet[DayFact]) -> np.ndarray:
    """Unit, indicator, day (since 1970) and amount of every row that says anything: int64 [n, 4]."""
    rows = rows.exclude(amount=0)
    # As text a day passes through no converter: a whole year is read in half the time.
    rows = rows.values_list("unit_id", "indicator_id", Cast("day", TextField()), "amount")
    return np.concatenate([np.zeros((0, 4), dtype=np.int64), *map(_day_block, _blocks(rows))])


def _day_block(block: list[tuple]) -> np.ndarray:
    unit, indicator, day, amount = zip(*block, strict=True)
    days = np.array(day, dtype="datetime64[D]").astype(np.int64)
    return np.column_stack([np.array(unit), np.array(indicator), days, np.array(amount, dtype=np.int64)])


def _blocks(rows: QuerySet) -> Iterator[list[tuple]]:
    """Rows as they come, so that a whole year never stands in memory as tuples."""
    given = rows.order_by().iterator(chunk_size=BLOCK)
    while block := list(islice(given, BLOCK)):
        yield block


def same_rows(first: np.ndarray, second: np.ndarray, keys: int) -> bool:
    """Whether two matrices hold the same rows, whatever their order; the first `keys` columns tell rows apart."""
    if first.shape != second.shape:
        return False
    ordered = (rows[group([rows[:, key] for key in range(keys)])[0]] for rows in (first, second))
    return bool(np.array_equal(*ordered))
