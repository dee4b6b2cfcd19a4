"""Readers of cells. Each text is read once, however many rows hold it."""

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from django.utils.translation import gettext_noop as _

from quotamesh.base.tables.coded import EMPTY, Coded, Numbers, encode, merge, number_texts, texts_of
from quotamesh.base.tables.problems import Message, Refused

if TYPE_CHECKING:
    from quotamesh.base.tables.rows import Rows

LONGEST_CODE = 64
LONGEST_TEXT = 200
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]")
# What `writing.defused` puts a mark before, so that our own files come back in as they went out.
_DEFUSED = re.compile("^'(?=[=+@＝＋－＠\t\r\n-])")
_ODD = r"^\s|\s$|^'|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]|^$"
_EDGES = re.compile("^[\\s\u200b\ufeff]+|[\\s\u200b\ufeff]+$")


@dataclass(frozen=True)
class Context:
    """What a cell means depends on the company: its currency with its decimals, the start of its year."""

    currency: str = "CNY"
    digits: int = 2
    fiscal_start: int = 1


@dataclass(frozen=True)
class Parsed:
    """A column read, with the rows of each cell that was refused."""

    column: Coded | Numbers
    refused: tuple[tuple[np.ndarray, Refused], ...] = ()


Parser = Callable[[pl.Series, "Rows"], Parsed]
ReadCell = Callable[[str, Context], Hashable]


def each(read: ReadCell) -> Parser:
    """A reader of whole columns from a reader of one cell, which raises Refused."""

    def parse(cells: pl.Series, rows: "Rows") -> Parsed:
        coded = encode(cells)
        values, refused = [], []
        for code, raw in enumerate(coded.values):
            text = _EDGES.sub("", _DEFUSED.sub("", raw))
            try:
                values.append(read(text, rows.context) if text else None)
            except Refused as why:
                values.append(None)
                refused.append((np.flatnonzero(coded.codes == code), why))
        return Parsed(merge(coded, values), tuple(refused))

    return parse


def plain_text(longest: int) -> Parser:
    """Texts of bounded length; a column without an odd one is taken as it is."""
    exactly = each(clean(longest))

    def parse(cells: pl.Series, rows: "Rows") -> Parsed:
        codes = number_texts(cells)
        texts = texts_of(cells, codes)
        odd = texts.str.contains(_ODD) | (texts.str.len_bytes() > longest)
        if not odd.any():
            return Parsed(Coded(codes, texts.to_list()))
        return exactly(cells, rows)

    return parse


def clean(longest: int) -> ReadCell:
    def read(text: str, _context: Context) -> str:
        if _INVISIBLE.search(text):
            raise Refused(
                "control_character", Message(_("holds an invisible character.")), Message(_("Type it anew."))
            )
        if len(text) > longest:
            raise Refused(
                "too_long",
                Message(_("is too long.")),
                Message(_("At most %(longest)s characters."), longest=longest),
            )
        return text

    return read


code = plain_text(LONGEST_CODE)
text = plain_text(LONGEST_TEXT)


def choice(words: dict[str, tuple[str, ...]]) -> Parser:
    """One of a few words, each with others that mean the same."""
    meanings = {word.casefold(): name for name, others in words.items() for word in (name, *others)}

    def read(text: str, _context: Context) -> str:
        meaning = meanings.get(text.casefold())
        if meaning is None:
            raise Refused(
                "unknown_word", Message(_("is not one of the words known here.")),
                Message(_("Write one of: %(words)s."), words=", ".join(words)),
            )  # fmt: skip
        return meaning

    return each(read)


YES_NO = {
    "yes": ("true", "1", "y", "是", "上班", "工作", "工作日", "班"),
    "no": ("false", "0", "n", "否", "休", "休息", "放假", "holiday"),
}


def rows_with(coded: Coded, wanted: Callable[[Any], bool]) -> np.ndarray:
    """The rows whose value is as wanted; asked once a value."""
    flags = np.array([*(wanted(value) for value in coded.values), False], dtype=bool)
    return np.flatnonzero(flags[coded.codes] & (coded.codes != EMPTY))
