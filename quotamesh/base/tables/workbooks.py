"""Excel files, old and new. Cells become the texts a person would type for them."""

import io
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl
from django.utils.translation import gettext_noop as _

from quotamesh.base.tables.headers import name_columns
from quotamesh.base.tables.problems import Message, TableError

ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_workbook(
    name: str, data: bytes, limit: int
) -> tuple[list[str], pl.DataFrame, np.ndarray, list[str]]:
    """Header, texts and row numbers of the first sheet that holds anything, and the other sheets' names.

    Raises:
        TableError: encrypted, damaged, unpacked larger than the limit, or without a filled cell.
    """
    _check_package(name, data, limit)
    sheets = _filled_sheets(name, data)
    if not sheets:
        raise TableError("empty", Message(_("%(file)s is empty."), file=name))
    rows = sheets[0][1]
    top = next(place for place, row in enumerate(rows) if any(cell != "" for cell in row))
    headers = name_columns([as_text(cell) or "" for cell in rows[top]])
    body = rows[top + 1 :]
    columns = zip(*body, strict=True) if body else [()] * len(headers)
    texts = {
        header: [as_text(cell) for cell in column] for header, column in zip(headers, columns, strict=True)
    }
    frame = pl.DataFrame(texts, schema=dict.fromkeys(headers, pl.String))
    numbers = np.arange(top + 2, top + 2 + len(body))
    return headers, frame, numbers, [title for title, _rows in sheets[1:]]


def _check_package(name: str, data: bytes, limit: int) -> None:
    if data.startswith(OLD_EXCEL):
        if ENCRYPTED in data:
            raise _encrypted(name)
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            unpacked = sum(part.file_size for part in package.infolist())
    except zipfile.BadZipFile as error:
        raise _damaged(name) from error
    if unpacked > 4 * limit:
        raise TableError(
            "too_large",
            Message(_("%(file)s is larger than %(limit)s MB."), file=name, limit=limit // 1024**2),
        )


def _filled_sheets(name: str, data: bytes) -> list[tuple[str, list[list[Any]]]]:
    # The reader of Excel files takes a while to load and most imports are text.
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    filled = []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet in book.sheets_metadata:
            if sheet.visible == SheetVisibleEnum.Visible:
                rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                if any(cell != "" for row in rows for cell in row):
                    filled.append((sheet.name, rows))
    except PasswordError as error:
        raise _encrypted(name) from error
    except (CalamineError, ValueError) as error:
        raise _damaged(name) from error
    return filled


def _encrypted(name: str) -> TableError:
    return TableError(
        "encrypted", Message(_("%(file)s is protected by a password: save it without."), file=name)
    )


def _damaged(name: str) -> TableError:
    return TableError("damaged", Message(_("%(file)s cannot be read as an Excel file."), file=name))


def as_text(cell: Any) -> str | None:
    """What a person would type: no .0 behind whole numbers, dates as ISO, at most Excel's own 15 digits."""
    if cell == "" or cell is None:
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return f"{Decimal(format(cell, '.15g')):f}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
