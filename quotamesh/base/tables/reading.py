"""From bytes to a table of texts: CSV in its many forms, XLSX, XLS, each also gzipped."""

import gzip
import io
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from django.utils.translation import gettext_noop as _

from quotamesh.base.tables.csv_text import read_csv
from quotamesh.base.tables.problems import Message, TableError
from quotamesh.base.tables.workbooks import OLD_EXCEL, ZIP, read_workbook

MAX_ROWS = 5_000_000
MAX_COLUMNS = 500
MAX_BYTES = 1024**3
GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class Table:
    """Columns of texts; `numbers` are the rows as a spreadsheet counts them."""

    name: str
    frame: pl.DataFrame
    numbers: np.ndarray
    ignored: tuple[str, ...] = ()

    @property
    def headers(self) -> list[str]:
        return self.frame.columns

    def __len__(self) -> int:
        return len(self.frame)

    def head(self, rows: int) -> "Table":
        return Table(self.name, self.frame.head(rows), self.numbers[:rows], self.ignored)


def read_table(name: str, source: bytes | Path, limit: int = MAX_BYTES) -> Table:
    """Read one file.

    Raises:
        TableError: it is too large, empty, encrypted, or not a table at all.
    """
    data = _bounded(name, source, limit)
    if data.startswith((ZIP, OLD_EXCEL)):
        headers, frame, numbers, ignored = read_workbook(name, data, limit)
    else:
        headers, frame, numbers = read_csv(name, data)
        ignored = ()
    if len(headers) > MAX_COLUMNS or len(frame) > MAX_ROWS:
        wanted = Message(
            _("%(file)s is too large: at most %(rows)s rows and %(columns)s columns."),
            file=name, rows=f"{MAX_ROWS:,}", columns=MAX_COLUMNS,
        )  # fmt: skip
        raise TableError("too_large", wanted)
    filled = _filled(frame)
    if not filled.all():
        frame, numbers = frame.filter(pl.Series(filled)), numbers[filled]
    if not len(frame):
        raise TableError("no_rows", Message(_("%(file)s has a header but no rows below it."), file=name))
    return Table(name, frame, numbers, tuple(ignored))


def _filled(frame: pl.DataFrame) -> np.ndarray:
    """Which rows hold anything; empty lines between and below the rows do not count."""
    filled = np.zeros(len(frame), dtype=bool)
    for column in frame.iter_columns():
        if filled.all():
            break
        filled |= column.is_not_null().to_numpy()
    return filled


def _bounded(name: str, source: bytes | Path, limit: int) -> bytes:
    too_large = TableError(
        "too_large", Message(_("%(file)s is larger than %(limit)s MB."), file=name, limit=limit // 1024**2)
    )
    size = source.stat().st_size if isinstance(source, Path) else len(source)
    if size > limit:
        raise too_large
    data = source.read_bytes() if isinstance(source, Path) else source
    if not data.startswith(GZIP):
        return data
    try:
        with gzip.open(io.BytesIO(data)) as unpacked:
            data = unpacked.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise TableError(
            "damaged", Message(_("%(file)s is damaged: it cannot be unpacked."), file=name)
        ) from error
    if len(data) > limit:
        raise too_large
    return data
