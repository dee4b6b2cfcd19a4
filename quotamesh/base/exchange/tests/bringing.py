"""Bringing tables in, as tests do it."""

from datetime import UTC, datetime

from quotamesh.base.exchange.actions import run_import
from quotamesh.base.exchange.results import ImportResult
from quotamesh.base.trail.actions import Actor

ACTOR = Actor("test", datetime(2025, 9, 15, 2, tzinfo=UTC))


def bring(kind: str, text: str | bytes, **more) -> ImportResult:
    data = text.encode() if isinstance(text, str) else text
    return run_import(ACTOR, kind, [(f"{kind}.csv", data)], **more)


def take(kind: str, text: str) -> ImportResult:
    """Bring in what must be right."""
    result = bring(kind, text)
    assert result.ok, [str(error) for error in result.errors] or str(result.failure)
    return result


def cells(result: ImportResult) -> list[tuple[int, str, str]]:
    """Row, column and code of every error."""
    return [(error.row, error.column, error.code) for error in result.errors]
