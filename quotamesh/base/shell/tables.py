"""What `{% data_table %}` draws."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

NUMERIC = frozenset(
    {
        "written",
        "number",
        "money",
        "short",
        "percent",
        "signed",
        "signed_money",
        "signed_short",
        "signed_percent",
        "signed_points",
    }
)
MANY_ROWS = 25


@dataclass(frozen=True)
class Column:
    """`kind`: text, name (of a customer or a deal: it keeps some room), prose (sentences, which need room), strong,
    state, date, time, spark, bullet, html or one of NUMERIC; `written` is a figure whose row already says how it
    reads, for columns that mix measures.

    Values: money in minor units, ratios as fractions of one, `state` a state's name or (name, word),
    `spark` a sequence, `bullet` (actual, target, expected, state). `link` names the row's field with the
    cell's address. `phone` False leaves the column out on the phone; files have it all the same. `wide` gives it a
    line of its own on a card, as prose has anyway.
    """

    key: str
    label: Any
    kind: str = "text"
    sort: bool = False
    link: str = ""
    currency: str = "CNY"
    digits: int | None = None
    phone: bool = True
    wide: bool = False

    @property
    def numeric(self) -> bool:
        return self.kind in NUMERIC


@dataclass(frozen=True)
class Table:
    """`order` is the column sorted by, a minus before it for descending. A row's `depth` (1 to 3) indents its
    first cell.

    cards: on the phone each row is a card, its first cell as the head and the others with their labels.
    pick: the name of check boxes before the rows, of the form with the ident `pick_form`; a row's `pick` is the value.
    """

    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]]
    caption: Any
    totals: Mapping[str, Any] = field(default_factory=dict)
    order: str = ""
    ident: str = "table"
    cards: bool = False
    pick: str = ""
    pick_form: str = ""

    @property
    def tall(self) -> bool:
        return len(self.rows) > MANY_ROWS


def sort_rows(rows: Sequence[Mapping], columns: Sequence[Column], order: str) -> list[Mapping]:
    """`order` comes from the address and is only followed where a column allows it; rows without a value
    come last either way."""
    key = order.removeprefix("-")
    if key not in {column.key for column in columns if column.sort}:
        return list(rows)
    known = [row for row in rows if row.get(key) is not None]
    known.sort(key=lambda row: row[key], reverse=order.startswith("-"))
    return known + [row for row in rows if row.get(key) is None]


def next_order(column: Column, order: str) -> str:
    """Where a press on the column's header leads: figures begin with the largest."""
    if order.removeprefix("-") == column.key:
        return column.key if order.startswith("-") else f"-{column.key}"
    return f"-{column.key}" if column.numeric else column.key


def direction(column: Column, order: str) -> str:
    if order.removeprefix("-") != column.key:
        return "none"
    return "descending" if order.startswith("-") else "ascending"
