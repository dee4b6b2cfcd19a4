"""What the page of a finished import shows."""

from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from quotamesh.base.exchange.models import ImportRun
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.kinds import Kind
from quotamesh.base.tables.problems import Message

COLUMNS = (
    Column("row", _("Row"), "number"),
    Column("column", _("Column")),
    Column("value", _("Value"), "strong"),
    Column("message", _("What is wrong")),
    Column("hint", _("What would be right")),
)
LONGEST = 200  # characters of a value on the page; the error file has all of it


def result_context(run: ImportRun, kind: Kind) -> dict[str, Any]:
    result = run.result
    told = [Message.from_json(notice) for notice in result.get("notices", [])]
    labels = {column.name: column.label for column in kind.columns}
    errors = [_error(error, labels) for error in result.get("errors", [])]
    return {
        "run": run,
        "kind": kind,
        "done": run.state == ImportRun.State.DONE,
        "trial": bool(result) and not result["error_count"] and not result["failure"],
        "summary": Message.from_json(result["summary"]) if result else None,
        "notices": told,
        "count": result.get("error_count", 0),
        "errors": Table(COLUMNS, errors, _("Errors"), ident="errors", cards=True) if errors else None,
        "shown": len(errors),
    }


def _error(kept: dict[str, Any], labels: dict[str, Any]) -> dict[str, Any]:
    hint = str(Message.from_json(kept["hint"])) if kept["hint"] else ""
    message = str(Message.from_json(kept["message"]))
    return {
        **kept,
        "column": labels.get(kept["column"], kept["column"]),
        "value": Truncator(kept["value"]).chars(LONGEST),
        "message": message,
        "hint": hint,
    }
