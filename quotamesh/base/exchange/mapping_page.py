"""What the page of the mapping shows: a choice of headers for each of our columns, and the first rows."""

from collections.abc import Mapping
from typing import Any

from quotamesh.base.exchange import runs, uploads
from quotamesh.base.exchange.actions import read_input
from quotamesh.base.exchange.models import ImportRun
from quotamesh.base.exchange.preview import preview
from quotamesh.base.jobs.progress import SILENT
from quotamesh.base.people.models import Company
from quotamesh.base.tables.kinds import Kind
from quotamesh.base.tables.mapping import guess, signature
from quotamesh.base.tables.problems import TableError
from quotamesh.base.tables.reading import Table, read_table
from quotamesh.base.tables.values import UnknownValue, Values, parted, unknown_values

FIELD = "map-"
VALUE = "value:"
LONGEST, MOST = 200, 400


def context(run: ImportRun, kind: Kind, query: Mapping[str, str], company: Company) -> dict[str, Any]:
    """Everything for the page; `query` holds what was chosen on it.

    Raises:
        TableError: the file cannot be read.
    """
    table = table_of(run)
    if any(key.startswith(FIELD) for key in query):
        mapping = {ours: theirs for ours, theirs in chosen(kind, query).items() if theirs in table.headers}
        values = chosen_values(kind, query)
    else:
        mapping, values = first_guess(kind, table)
    lacking = missing(kind, mapping)
    shown = {} if lacking else _preview(run, kind, mapping, values, company)
    choices = [(column, FIELD + column.name, mapping.get(column.name, "")) for column in kind.columns]
    unused = [header for header in table.headers if header not in mapping.values()]
    return {
        "kind": kind,
        "choices": choices,
        "headers": table.headers,
        "missing": lacking,
        "unused": unused,
        **shown,
    }


def table_of(run: ImportRun) -> Table:
    return read_table(run.file_name, uploads.place(run.stored_as))


def first_guess(kind: Kind, table: Table) -> tuple[dict[str, str], Values]:
    kept, values = runs.remembered(kind.name, signature(table.headers))
    fitting = {
        ours: theirs for ours, theirs in kept.items() if theirs in table.headers and ours in kind.names
    }
    known = {column: wanted for column, wanted in values.items() if column in kind.names}
    return fitting or guess(kind, table.headers), known


def chosen(kind: Kind, data: Mapping[str, str]) -> dict[str, str]:
    picked = {name: data.get(FIELD + name, "") for name in kind.names}
    return {name: header for name, header in picked.items() if header}


def chosen_values(kind: Kind, data: Mapping[str, str]) -> Values:
    """What values are taken for, as told on the page; those left empty are not."""
    found: Values = {}
    for key in [key for key in data if key.startswith(VALUE)][:MOST]:
        column, theirs = parted(key.removeprefix(VALUE))
        ours = data[key].strip()[:LONGEST]
        if column in kind.names and theirs and ours:
            found.setdefault(column, {})[theirs] = ours
    return found


def missing(kind: Kind, mapping: dict[str, str]) -> list[str]:
    lacking = [str(kind.column(name).label) for name in kind.required if name not in mapping]
    open_groups = [group for group in kind.one_of if not any(name in mapping for name in group)]
    return lacking + [" / ".join(str(kind.column(name).label) for name in group) for group in open_groups]


def _preview(
    run: ImportRun, kind: Kind, mapping: dict[str, str], values: Values, company: Company
) -> dict[str, Any]:
    file = [(run.file_name, uploads.place(run.stored_as))]
    rows = read_input(kind, file, mapping, SILENT, company, values).rows
    shown = preview(rows)
    return {"preview": shown, "open_values": _open_values(kind, values, unknown_values(rows))}


def _open_values(kind: Kind, values: Values, unknown: list[UnknownValue]) -> list[dict[str, Any]]:
    """What is mapped already, and what means nothing yet."""
    rows = [
        {
            "column": kind.column(column).label,
            "theirs": theirs,
            "ours": ours,
            "name": f"{VALUE}{column}:{theirs}",
        }
        for column, wanted in values.items()
        for theirs, ours in wanted.items()
    ]
    named = {row["name"]: row for row in rows}
    for each in unknown:
        name = f"{VALUE}{each.column}:{each.value}"
        row = named.get(name) or {
            "column": kind.column(each.column).label,
            "theirs": each.value,
            "name": name,
        }
        row |= {"rows": each.rows, "why": each.text, "likely": each.likely}
        rows += [] if name in named else [row]
    return rows


def remember(run: ImportRun, mapping: dict[str, str], values: Values) -> None:
    try:
        headers = table_of(run).headers
    except TableError:
        return
    runs.remember(run.kind, signature(headers), mapping, values)
