"""The one way in for tables: page, command line and API all come through here."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from quotamesh.base.exchange.error_file import write_errors, write_failure
from quotamesh.base.exchange.results import ImportResult, UnknownKind
from quotamesh.base.jobs.progress import SILENT, Progress
from quotamesh.base.people.models import Company
from quotamesh.base.people.queries import company as the_company
from quotamesh.base.store.fields import new_uid
from quotamesh.base.tables.kinds import Kind, Outcome
from quotamesh.base.tables.mapping import map_table
from quotamesh.base.tables.parsing import Context
from quotamesh.base.tables.problems import Message, RowsRefused, TableError
from quotamesh.base.tables.reading import read_table
from quotamesh.base.tables.registry import after_store, kind_named
from quotamesh.base.tables.rows import Rows, Source
from quotamesh.base.tables.values import Values, check_values, told, unknown_values
from quotamesh.base.trail.actions import Actor, record
from quotamesh.kernel.money import minor_units

Upload = tuple[str, bytes | Path]


@dataclass(frozen=True)
class Input:
    """The files of one import, read and put under our columns."""

    kind: Kind
    rows: Rows
    notices: tuple[Message, ...]
    sources: list[Upload]


def run_import(
    actor: Actor,
    kind_name: str,
    sources: list[Upload],
    mapping: dict[str, str] | None = None,
    *,
    values: Values | None = None,
    dry_run: bool = False,
    progress: Progress = SILENT,
    company: Company | None = None,
    error_file: Path | None = None,
    note: Callable[[ImportResult], None] | None = None,
) -> ImportResult:
    """Bring files of one kind in, all rows or none; refused rows are written to `error_file`, if one is named.

    `values` names what values of a column are taken for, in all rows: {column: {theirs: ours}}.
    `note` is told of success within the same transaction, so that whoever keeps count of it is never wrong.

    Raises:
        UnknownKind: nothing of this name can be imported.
    """
    kind = kind_named(kind_name)
    if kind is None:
        raise UnknownKind(kind_name)
    try:
        given = read_input(kind, sources, mapping or {}, progress, company or the_company(), values)
        stored = _check_and_store(actor, given, dry_run, progress, note)
    except TableError as failure:
        if error_file:
            write_failure(error_file, failure)
        return ImportResult(kind_name, failure=failure, error_file=error_file, dry_run=dry_run)
    if stored is not None:
        return stored
    rows = given.rows
    if error_file:
        write_errors(error_file, rows)
    errors, count = tuple(rows.errors()), rows.problems.counted
    return ImportResult(
        kind_name, len(rows), notices=given.notices, errors=errors, error_count=count, error_file=error_file,
        dry_run=dry_run, unknown=tuple(unknown_values(rows)),
    )  # fmt: skip


def read_input(
    kind: Kind,
    sources: list[Upload],
    mapping: dict[str, str],
    progress: Any,
    company: Company,
    values: Values | None = None,
) -> Input:
    """Read and map all files.

    Raises:
        TableError: a file cannot be taken.
    """
    check_values(kind, values or {})
    parts, notices = [], []
    for done, (name, source) in enumerate(sources):
        progress("reading", done, len(sources))
        table = read_table(name, source, settings.UPLOAD_LIMIT * 5)
        guess = map_table(kind, table, mapping)
        parts.append(Source(table, guess.mapping))
        notices += guess.notices
    context = Context(company.currency, minor_units(company.currency), company.fiscal_start)
    rows = Rows(kind, parts, context, values)
    return Input(kind, rows, (*notices, *told(rows)), sources)


def digest(source: bytes | Path) -> str:
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_and_store(
    actor: Actor, given: Input, dry_run: bool, progress: Any, note: Any
) -> ImportResult | None:
    """Everything in one transaction; None when a row was refused, and then nothing is stored."""
    kind, rows = given.kind, given.rows
    try:
        with transaction.atomic():
            progress("checking", 0, len(rows))
            checked = kind.check(rows)
            if rows.problems:
                raise RowsRefused
            progress("storing", 0, len(rows))
            outcome = kind.store(actor, checked, progress)
            for hook in after_store[kind.name]:
                hook(actor, outcome, progress)
            _leave_trail(actor, given, outcome)
            result = ImportResult.stored(kind.name, len(rows), outcome, given.notices, dry_run)
            if note and not dry_run:
                note(result)
            transaction.set_rollback(dry_run)
    except RowsRefused:
        return None
    return result


def _leave_trail(actor: Actor, given: Input, outcome: Outcome) -> None:
    change = {
        "rows": len(given.rows),
        "created": outcome.created,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "sha256": {name: digest(source) for name, source in given.sources},
        "changes": outcome.changes,
    } | ({"values": given.rows.values} if given.rows.values else {})
    label = ", ".join(name for name, _source in given.sources)
    record(
        actor, f"import.{given.kind.name}", subject="import", key=str(new_uid()), label=label, change=change
    )
