"""Reading many rows in one go: a queryset's rows as arrays, no object a row."""

from collections.abc import Iterator, Sequence

import numpy as np
from django.db import connection
from django.db.models import QuerySet

BLOCK = 20_000


def read_columns(rows: QuerySet, types: Sequence[str]) -> list[np.ndarray]:
    """The columns of `rows`, a queryset of `values_list`, in their order; `types` are NumPy's.

    Values come as the driver gives them, past Django's converters: a day must be asked for as text
    (`Cast(…, TextField())`), and None becomes NaT there.
    """
    blocks = [_arrays(block, types) for block in _blocks(rows)] or [_arrays([()] * len(types), types)]
    return [np.concatenate(column) for column in zip(*blocks, strict=True)]


def _blocks(rows: QuerySet) -> Iterator[list[tuple]]:
    statement, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        while block := cursor.fetchmany(BLOCK):
            yield list(zip(*block, strict=True))


def _arrays(columns: Sequence[Sequence], types: Sequence[str]) -> list[np.ndarray]:
    return [np.array(column, dtype=kind) for column, kind in zip(columns, types, strict=True)]
