"""What `{% data_table %}` draws."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

NUMERIC = frozenset({"number", "money", "short", "percent", "signed", "signed_money", "signed_percent"})


@dataclass(frozen=True)
class Column:
    """`kind`: text, strong, state, date, spark, bullet, actions or one of NUMERIC.

    `link` names the field of the row that holds this cell's address, `hint` explains the figure.
    """

    key: str
    label: Any
    kind: str = "text"
    sort: bool = False
    link: str = ""
    hint: Any = ""

    @property
    def numeric(self) -> bool:
        return self.kind in NUMERIC


@dataclass(frozen=True)
class Table:
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]]
    caption: Any
    totals: Mapping[str, Any] = field(default_factory=dict)
    order: str = ""
    ident: str = ""


def sort_rows(rows: Sequence[Mapping], columns: Sequence[Column], order: str) -> list[Mapping]:
    """`order` comes from the address: a column's key, a minus before it for descending; others are ignored.

    Rows without a value come last either way.
    """
    key = order.removeprefix("-")
    if key not in {column.key for column in columns if column.sort}:
        return list(rows)
    known = [row for row in rows if row.get(key) is not None]
    known.sort(key=lambda row: row[key], reverse=order.startswith("-"))
    return known + [row for row in rows if row.get(key) is None]
