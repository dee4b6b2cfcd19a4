"""The market as a table that leaves: a row for each figure or text of each input."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from quotamesh.kernel.money import format_plain, minor_units
from quotamesh.plan.market.kinds import BASIS_POINTS, ENDS, MEASURES, POINTS, TEXTS
from quotamesh.plan.market.models import Entry
from quotamesh.plan.market.queries import Book
from quotamesh.plan.market.words import entry_name

COLUMNS = ("kind", "name", "field", "low", "likely", "high", "text", "owner", "as_of", "source")

SEGMENT_COLUMNS = (
    *("product", "period", "name"),
    *(
        points.name if end == "likely" else f"{points.name}_{end}"
        for points in POINTS[Entry.Kind.SEGMENT]
        for end in ENDS
    ),
    *("as_of", "source", "owner", *TEXTS[Entry.Kind.SEGMENT], "apart"),
)


def segment_sheet(book: Book, currency: str) -> Iterator[tuple[Any, ...]]:
    """As the import of segments reads it: shares in per cent, the owner by code."""
    digits = minor_units(currency)
    for entry in book.of(Entry.Kind.SEGMENT):
        points = [
            _typed(value, points.measure, digits)
            for points in POINTS[entry.kind]
            for value in entry.values[points.name]
        ]
        texts = [entry.values.get(name, "") for name in TEXTS[entry.kind]]
        apart = "yes" if entry.values.get("apart") else "no"
        owner = entry.owner.code if entry.owner else ""
        named = (book.product.code, f"FY{book.fiscal_year}", entry.name)
        yield (*named, *points, entry.noted_on, entry.source, owner, *texts, apart)


def _typed(value: int, measure: str, digits: int) -> Any:
    if measure in ("share", "change"):
        return f"{format((Decimal(value) / 100).normalize(), 'f')} %"
    return _plain(value, measure, digits)


def sheet_rows(book: Book, currency: str) -> Iterator[tuple[Any, ...]]:
    """Shares and changes as fractions of one, money as plain decimals."""
    digits = minor_units(currency)
    names = {str(each.uid): each.name for each in book.entries}
    for entry in book.entries:
        end = (entry.owner.name if entry.owner else "", entry.noted_on, entry.source)
        fields = list(_fields(entry.values, names, digits)) or [("", "", "", "", "")]
        for field in fields:
            yield (entry.kind, entry_name(entry), *field, *end)


def _fields(values: dict[str, Any], names: dict[str, str], digits: int) -> Iterator[tuple[Any, ...]]:
    for name, value in values.items():
        if name == "scores":
            yield from ((f"score: {names.get(uid, '')}", "", score, "", "") for uid, score in value.items())
        elif name == "touches":
            yield (name, "", "", "", ", ".join(names.get(uid, "") for uid in value))
        elif isinstance(value, list):
            yield (name, *(_plain(each, MEASURES[name], digits) for each in value), "")
        elif name == "share":
            yield (name, "", _plain(value, "share", digits), "", "")
        elif value not in ("", None):
            yield (name, "", "", "", str(value))


def _plain(value: int, measure: str, digits: int) -> Any:
    if measure == "money":
        return Decimal(format_plain(value, digits))
    return Decimal(value) / BASIS_POINTS if measure in ("share", "change") else value
