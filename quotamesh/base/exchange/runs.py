"""The steps of an import on the page: keep the upload, map it, do it, remember."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from quotamesh.base.exchange import uploads
from quotamesh.base.exchange.models import ImportRun, RememberedMapping
from quotamesh.base.exchange.results import ImportResult
from quotamesh.base.jobs import actions as jobs
from quotamesh.base.trail.actions import Actor

Values = dict[str, dict[str, str]]

ERRORS_SHOWN = 1_000
State = ImportRun.State


def begin(actor: Actor, kind: str, file_name: str, chunks: Iterable[bytes]) -> ImportRun:
    """Keep an upload for its import.

    Raises:
        TableError: it is too large.
    """
    uploads.clear_old(actor.at)
    stored_as = uploads.keep(chunks, file_name)
    return ImportRun.objects.create(
        kind=kind, owner_id=actor.user_id, owner=actor.name, file_name=file_name[:200], stored_as=stored_as,
        created_at=actor.at,
    )  # fmt: skip


@transaction.atomic
def start(
    actor: Actor,
    run: ImportRun,
    mapping: dict[str, str],
    values: Values | None = None,
    *,
    dry_run: bool = False,
) -> None:
    """Hand the import to the worker."""
    label = f"{run.kind}: {run.file_name}"[:200]
    parameters = {"run": str(run.uid), "dry_run": dry_run}
    run.mapping, run.values, run.state = mapping, values or {}, State.STARTED
    run.job = jobs.enqueue(actor, "import", label, parameters, language=get_language() or "zh-hans")
    run.save()


def carry_out(run: ImportRun, actor: Actor, progress: Any, *, dry_run: bool = False) -> dict[str, Any]:
    """Do the import of a run; the result is kept on the run, the counts are the job's result."""
    # Readers of tables are heavy: a worker that has no import to do does not load them.
    from quotamesh.base.exchange.actions import run_import

    if run.state in (State.DONE, State.REFUSED):
        return {}
    errors_as = uploads.new_name(".csv")

    def note(result: ImportResult) -> None:
        _keep(run, result, State.DONE)

    result = run_import(
        actor, run.kind, [(run.file_name, uploads.place(run.stored_as))], run.mapping,
        values=run.values, dry_run=dry_run, progress=progress, error_file=uploads.place(errors_as), note=note,
    )  # fmt: skip
    if run.state == State.DONE:
        uploads.forget(run.stored_as)
    else:
        run.errors_as = "" if result.ok else errors_as
        _keep(run, result, State.REFUSED)
    return {name: run.result[name] for name in ("rows", "created", "changed", "unchanged", "error_count")}


def _keep(run: ImportRun, result: ImportResult, state: str) -> None:
    run.result, run.state, run.finished_at = result.to_json(ERRORS_SHOWN), state, timezone.now()
    run.save()


def remember(kind: str, signature: str, mapping: dict[str, str], values: Values) -> None:
    kept = {"mapping": mapping, "values": values, "used_at": timezone.now()}
    RememberedMapping.objects.update_or_create(kind=kind, signature=signature, defaults=kept)


def remembered(kind: str, signature: str) -> tuple[dict[str, str], Values]:
    """Which header held which column the last time, and which values were taken for others."""
    found = RememberedMapping.objects.filter(kind=kind, signature=signature).first()
    return (found.mapping, found.values) if found else ({}, {})
