"""Tables written so that spreadsheets read them and nothing in them is run."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import BadRequest

BOM = "\ufeff"
CHUNK = 5_000
XLSX_ROWS = 1_048_576
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Row = Sequence[Any]


class TooManyRows(BadRequest):
    """An Excel sheet holds 1,048,576 rows and no more; CSV has no such bound."""


def defused(text: str) -> str:
    """A text no spreadsheet takes for a formula; plain numbers stay numbers."""
    if text.startswith(_DANGEROUS) and not _PLAIN_NUMBER.fullmatch(text):
        return "'" + text
    return text


def plain(value: Any) -> str:
    """A cell as text: decimals without separators or exponents, ISO dates."""
    if isinstance(value, str):
        return defused(value) if value[:1] in _DANGEROUS else value
    if value is None:
        return ""
    if isinstance(value, Decimal | float):
        return f"{Decimal(repr(value)) if isinstance(value, float) else value:f}"
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def csv_chunks(columns: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """A CSV file in UTF-8 with its mark, piece by piece, so that a million rows never stand in memory."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write(BOM)
    writer.writerow([plain(str(column)) for column in columns])
    for count, row in enumerate(rows, 1):
        writer.writerow([plain(cell) for cell in row])
        if not count % CHUNK:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def write_csv(file: io.BufferedIOBase, columns: Row, rows: Iterable[Row]) -> None:
    for chunk in csv_chunks(columns, rows):
        file.write(chunk)


def write_xlsx(file: io.BufferedIOBase, columns: Row, rows: Iterable[Row], sheet: str = "") -> None:
    """An Excel file with a fixed header, written row by row.

    Raises:
        TooManyRows: there are more than one sheet holds.
    """
    # Loaded where it is used: a command that writes no Excel file should not wait for it.
    import xlsxwriter

    title = re.sub(r"[\[\]:*?/\\']", " ", sheet).strip()[:31] or None
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    page = book.add_worksheet(title)
    page.freeze_panes(1, 0)
    page.set_column(0, max(0, len(columns) - 1), 16)
    heavy, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for place, column in enumerate(columns):
        page.write_string(0, place, plain(str(column)), heavy)
    try:
        for number, row in enumerate(rows, 1):
            if number >= XLSX_ROWS:
                raise TooManyRows
            _write_row(page, number, row, day)
    finally:
        book.close()


def _write_row(page: Any, number: int, row: Row, day: Any) -> None:
    for place, cell in enumerate(row):
        if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
            # Excel keeps 15 figures; a longer number stays whole as text.
            if len(str(cell).strip("-").replace(".", "")) <= 15:
                page.write_number(number, place, cell)
            else:
                page.write_string(number, place, plain(cell))
        elif isinstance(cell, date) and not isinstance(cell, datetime):
            page.write_datetime(number, place, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
        elif cell is not None and cell != "":
            page.write_string(number, place, plain(cell))
