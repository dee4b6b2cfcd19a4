"""Reports for programs and terminals: rows of texts as csv, json or a table."""

import csv
import io
import json
from collections.abc import Sequence

NAMES = 2  # the first columns are words, those behind them numbers


def render(columns: Sequence[str], rows: Sequence[Sequence[str]], form: str) -> str:
    """Rows as csv, json or a table for the terminal. Numbers are written digit by digit, never through a float."""
    if form == "json":
        return "[\n" + ",\n".join(_object(columns, row) for row in rows) + "\n]\n"
    if form == "csv":
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerows([columns, *rows])
        return buffer.getvalue()
    return _table([columns, *rows])


def _object(columns: Sequence[str], row: Sequence[str]) -> str:
    named = [
        json.dumps(cell, ensure_ascii=False) if i < NAMES else cell or "null" for i, cell in enumerate(row)
    ]
    return " {" + ", ".join(f'"{name}": {value}' for name, value in zip(columns, named, strict=True)) + "}"


def _table(table: Sequence[Sequence[str]]) -> str:
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    return "".join(
        "  ".join(
            _pad(cell, width, right=i >= NAMES)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        + "\n"
        for row in table
    )


def _width(text: str) -> int:
    """Columns of a terminal: Chinese characters take two."""
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def _pad(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space
