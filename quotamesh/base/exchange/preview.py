"""The first rows of a file as they would be taken, each cell with what is wrong with it."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import numpy as np
from django.db import transaction

from quotamesh.base.tables.coded import Coded, Numbers
from quotamesh.base.tables.rows import Rows, Source
from quotamesh.kernel.money import format_plain

SHOWN = 20
CHECKED_WHOLE = 100_000


@dataclass(frozen=True)
class Cell:
    raw: str
    read: str
    problem: str
    numeric: bool

    @property
    def differs(self) -> bool:
        """Whether the cell was understood otherwise than it is written: 12.5万 as 125000.00, but not 1 as 1.000."""
        if not self.numeric:
            return bool(self.read) and self.read != self.raw
        try:
            return bool(self.read) and Decimal(self.raw) != Decimal(self.read)
        except InvalidOperation:
            return True


@dataclass(frozen=True)
class Preview:
    """`errors` counts the refused cells of the whole file, or is None where only its start was read."""

    headers: list[tuple[str, str]]
    rows: list[tuple[int, list[Cell]]]
    size: int
    errors: int | None
    first: list[str]


def preview(rows: Rows) -> Preview:
    """Read and check a file without keeping anything. A very large one is judged by its first rows."""
    size, whole = len(rows), len(rows) <= CHECKED_WHOLE
    if whole:
        with transaction.atomic():
            rows.kind.check(rows)
            transaction.set_rollback(True)
    else:
        source = rows.sources[0]
        rows = Rows(rows.kind, [Source(source.table.head(SHOWN), source.mapping)], rows.context, rows.values)
        rows.read_all()
    names = [name for name in rows.kind.names if rows.has(name)]
    headers = [(rows.kind.column(name).label, rows.sources[0].mapping[name]) for name in names]
    texts = {name: rows.cells(name).head(SHOWN).to_list() for name in names}
    shown = range(min(SHOWN, size))
    cells = [(rows.number(i), [_cell(rows, name, i, texts[name][i]) for name in names]) for i in shown]
    first = [str(error) for error in rows.errors()[:SHOWN]]
    return Preview(headers, cells, size, rows.problems.counted if whole else None, first)


def _cell(rows: Rows, name: str, index: int, raw: str | None) -> Cell:
    why = rows.problems.kept.get((index, name))
    problem = "" if why is None else f"{why.message} {why.hint or ''}".strip()
    column = rows.column(name)
    return Cell(raw or "", _shown(column, index), problem, isinstance(column, Numbers))


def _shown(column: Coded | Numbers, index: int) -> str:
    if isinstance(column, Numbers):
        digits = int(np.broadcast_to(column.digits, len(column))[index])
        return format_plain(int(column.values[index]), digits) if column.filled[index] else ""
    return _words(column[index])


def _words(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(f"{code} {format_plain(share, 2)} %" for code, share in value)
    return "" if value is None else str(value)
