"""Separated text: encoding, separator and quotation marks found out, then read at the speed of columns."""

import csv
import io
import re
from itertools import zip_longest

import numpy as np
import polars as pl
from django.utils.translation import gettext_noop as _

from quotamesh.base.tables.headers import name_columns
from quotamesh.base.tables.problems import Message, TableError

SEPARATORS = (b",", b";", b"\t", b"|")
QUOTE = ord('"')
WIDEST_CELL = 1_000_000
PEEK = 4096

Read = tuple[list[str], pl.DataFrame, np.ndarray]


def read_csv(name: str, data: bytes) -> Read:
    """Header, columns of texts, row numbers.

    Raises:
        TableError: empty, not text, a row with more cells than the header, a quotation mark left open.
    """
    data = to_utf8(name, data)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    blank = re.match(rb"(?:[ \t,;|]*\n)*", data).group().count(b"\n")
    data = data.split(b"\n", blank)[-1] if blank else data
    if not data[:PEEK].strip():
        raise TableError("empty", Message(_("%(file)s is empty."), file=name))
    separator = find_separator(data)
    if _tidy(data, separator):
        try:
            return _fast(data, separator, blank)
        except pl.exceptions.PolarsError:
            pass  # the slow way finds the row that is to blame
    return _exact(name, data, separator, blank)


def to_utf8(name: str, data: bytes) -> bytes:
    """UTF-8 with or without its mark, UTF-16 with it, else GB18030."""
    if data.isascii() and b"\0" not in data:
        return data
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        data = data.removeprefix(b"\xef\xbb\xbf")
        encodings = ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return data if encoding == "utf-8" else text.encode()
    message = Message(
        _("%(file)s is not a table: neither CSV in UTF-8 or GB18030 nor an Excel file."), file=name
    )
    raise TableError("not_a_table", message)


def find_separator(data: bytes) -> bytes:
    """The separator that stands most often in the first line, outside quotation marks."""
    line = re.sub(rb'"[^"]*"', b"", data[: data.find(b"\n", 0, WIDEST_CELL)])
    return max(SEPARATORS, key=line.count)


def _tidy(data: bytes, separator: bytes) -> bool:
    """Whether quotation marks stand only around whole cells; others the fast reader would misread."""
    if b'"' not in data:
        return True
    content = np.frombuffer(data, dtype=np.uint8)
    quotes = np.flatnonzero(content == QUOTE)
    before = content[np.maximum(quotes - 1, 0)]
    opens = np.isin(before, [separator[0], ord("\n"), QUOTE])
    opens[0] |= quotes[0] == 0
    return len(quotes) % 2 == 0 and bool(opens[::2].all())


def _fast(data: bytes, separator: bytes, blank: int) -> Read:
    start = io.StringIO(data[:WIDEST_CELL].decode(errors="ignore"), newline="")
    headers = name_columns(next(csv.reader(start, delimiter=separator.decode())))
    frame = pl.read_csv(data, infer_schema=False, separator=separator.decode(), new_columns=headers)
    return headers, frame, np.arange(2 + blank, len(frame) + 2 + blank)


def _exact(name: str, data: bytes, separator: bytes, blank: int) -> Read:
    csv.field_size_limit(WIDEST_CELL)
    reader = csv.reader(io.StringIO(data.decode(), newline=""), delimiter=separator.decode(), strict=True)
    header: list[str] = next(reader)
    rows = []
    number = 1 + blank
    try:
        for number, row in enumerate(reader, 2 + blank):
            if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
                message = Message(
                    _("%(file)s, row %(row)s: %(cells)s cells, but the header has %(columns)s. "
                      "A cell that holds the separator belongs in quotation marks."),
                    file=name, row=number, cells=len(row), columns=len(header),
                )  # fmt: skip
                raise TableError("ragged", message)
            rows.append(row)
    except csv.Error as error:
        message = Message(
            _("%(file)s: the quotation marks in or after row %(row)s do not pair up."), file=name, row=number
        )
        raise TableError("quotes", message) from error
    headers = name_columns(header)
    columns = zip_longest(*rows, fillvalue="") if rows else [()] * len(headers)
    texts = dict(zip(headers, ([cell or None for cell in column] for column in columns), strict=False))
    frame = pl.DataFrame(
        {header: texts.get(header, [None] * len(rows)) for header in headers},
        schema_overrides=dict.fromkeys(headers, pl.String),
    )
    return headers, frame, np.arange(2 + blank, len(rows) + 2 + blank)
