"""Every rejected row as it came, with what is wrong with it: to be mended and brought in again."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext_noop as _

from quotamesh.base.tables.problems import Message, TableError
from quotamesh.base.tables.rows import Rows
from quotamesh.base.tables.writing import write_csv


def error_columns(rows: Rows) -> list[str]:
    headers = dict.fromkeys(header for source in rows.sources for header in source.table.headers)
    ours = {"file", "row", "error"}
    first = ["file", "row"] if len(rows.sources) > 1 else ["row"]
    return [*first, *(header for header in headers if header not in ours), "error"]


def error_rows(rows: Rows) -> Iterator[list]:
    """The rejected rows in the order of the files."""
    columns = error_columns(rows)
    said = defaultdict(list)
    for (index, column), why in rows.problems.kept.items():
        text = f"{why.message} {why.hint}" if why.hint else str(why.message)
        said[index].append(f"{column}: {text}")
    for index in sorted(said):
        source, place = rows.source_of(index)
        cells = source.table.frame.row(place, named=True)
        told = {
            "file": source.table.name,
            "row": int(source.table.numbers[place]),
            "error": " | ".join(said[index]),
        }
        yield [told[column] if column in told else cells.get(column) for column in columns]
    left = rows.problems.counted - len(rows.problems.kept)
    if left:
        message = Message(_("%(count)s more errors are not listed."), count=f"{left:,}")
        yield [*[None] * (len(columns) - 1), str(message)]


def write_errors(path: Path, rows: Rows) -> None:
    with path.open("wb") as file:
        write_csv(file, error_columns(rows), error_rows(rows))


def write_failure(path: Path, failure: TableError) -> None:
    with path.open("wb") as file:
        write_csv(file, ["row", "error"], [[None, str(failure)]])
