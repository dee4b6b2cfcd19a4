"""The market as a table that leaves: a row for each figure or text of each input."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from quotamesh.kernel.money import format_plain, minor_units
from quotamesh.plan.market.kinds import BASIS_POINTS, MEASURES
from quotamesh.plan.market.queries import Book
from quotamesh.plan.market.words import entry_name

COLUMNS = ("kind", "name", "field", "low", "likely", "high", "text", "owner", "as_of", "source")


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
