"""Values written otherwise than ours: which ones a file holds, and what each of them is taken for in all rows."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
from django.utils.translation import gettext_noop as _

from quotamesh.base.tables.problems import Message, Refused, TableError

if TYPE_CHECKING:
    from quotamesh.base.tables.kinds import Kind
    from quotamesh.base.tables.rows import Rows

Values = dict[str, dict[str, str]]
UNKNOWN = {"unknown_code", "unknown_word", "shared_name"}
MOST = 200


@dataclass(frozen=True)
class UnknownValue:
    """A value of a column that means nothing here: in how many rows it stands, in which first, and why not."""

    column: str
    value: str
    rows: int
    first: int
    why: Refused

    @property
    def text(self) -> str:
        return " ".join(str(part) for part in (self.why.message, self.why.hint) if part)

    @property
    def likely(self) -> list[str]:
        """What was probably meant, if anything is like it."""
        params = self.why.hint.params if self.why.hint else {}
        if "like" in params:
            return [params["like"]]
        return params["codes"].split(", ") if "codes" in params and "count" not in params else []


OWN_COLUMN = re.compile(r"(own:[\w-]+|[^:]*):(.*)", re.DOTALL)


def parted(text: str) -> tuple[str, str]:
    """Column and value of `column:value`; the company's own columns have a colon in their name."""
    found = OWN_COLUMN.fullmatch(text)
    return (found[1], found[2]) if found else (text, "")


def check_values(kind: "Kind", values: Values) -> None:
    """
    Raises:
        TableError: a mapped value belongs to a column that does not exist.
    """
    for name in values:
        if name not in kind.names:
            message = Message(
                _("There is no column %(name)s. Known: %(known)s."), name=name, known=", ".join(kind.names)
            )
            raise TableError("unknown_column", message)


def replaced(cells: pl.Series, wanted: Mapping[str, str]) -> pl.Series:
    """Cells with some texts taken for others."""
    return cells.replace(list(wanted), list(wanted.values())) if wanted else cells


def told(rows: "Rows") -> Iterator[Message]:
    """A notice for each mapped value: what it is taken for, in how many rows."""
    for column, wanted in rows.values.items():
        counts = Counter(rows.raw_cells(column).to_list())
        for theirs, ours in wanted.items():
            template = _("%(column)s: %(theirs)s is taken for %(ours)s in %(rows)s rows.")
            if not counts[theirs]:
                template = _("%(column)s: %(theirs)s is mapped to %(ours)s, but does not occur.")
            yield Message(template, column=column, theirs=theirs, ours=ours, rows=f"{counts[theirs]:,}")


def unknown_values(rows: "Rows") -> list[UnknownValue]:
    """What is not known, each value once, the most frequent of a column first."""
    found: dict[tuple[str, str], UnknownValue] = {}
    counts: dict[str, Counter] = {}
    for (index, column), why in sorted(rows.problems.kept.items()):
        if why.code not in UNKNOWN:
            continue
        if column not in counts:
            counts[column] = Counter(rows.raw_cells(column).to_list())
        value = rows.raw_value(index, column)
        if value and (column, value) not in found:
            found[column, value] = UnknownValue(column, value, counts[column][value], rows.number(index), why)
    return sorted(found.values(), key=lambda each: (each.column, -each.rows))[:MOST]
