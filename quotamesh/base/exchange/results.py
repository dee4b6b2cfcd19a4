"""What came of an import."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_noop as _

from quotamesh.base.tables.kinds import Outcome
from quotamesh.base.tables.problems import Message, RowError, TableError
from quotamesh.base.tables.values import UnknownValue


class UnknownKind(Exception):
    """There is no such kind of table."""


@dataclass(frozen=True)
class ImportResult:
    """`errors` is what was kept of `error_count` refused cells; `failure` is about a file as a whole.

    `unknown`: the values among the errors that mean nothing here, each once; they can be mapped.
    """

    kind: str
    rows: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    notices: tuple[Message, ...] = ()
    errors: tuple[RowError, ...] = ()
    error_count: int = 0
    failure: TableError | None = None
    error_file: Path | None = None
    dry_run: bool = False
    unknown: tuple[UnknownValue, ...] = ()

    @property
    def ok(self) -> bool:
        return self.failure is None and not self.error_count

    @classmethod
    def stored(cls, kind: str, rows: int, outcome: Outcome, notices: tuple[Message, ...], dry_run: bool):
        counts = (outcome.created, outcome.changed, outcome.unchanged)
        return cls(kind, rows, *counts, notices + outcome.notices, dry_run=dry_run)

    def summary(self) -> Message:
        """The answer in one sentence."""
        if self.failure:
            return self.failure.message
        if not self.ok:
            template = _("%(rows)s rows read, %(errors)s errors. Nothing was stored.")
            return Message(template, rows=f"{self.rows:,}", errors=f"{self.error_count:,}")
        template = _("%(rows)s rows read: %(created)s new, %(changed)s changed, %(unchanged)s as before.")
        if self.dry_run:
            template = _(
                "%(rows)s rows checked: %(created)s new, %(changed)s changed, %(unchanged)s as before. "
                "Nothing was stored: this was a trial."
            )
        counts = {"created": self.created, "changed": self.changed, "unchanged": self.unchanged}
        return Message(
            template, rows=f"{self.rows:,}", **{name: f"{count:,}" for name, count in counts.items()}
        )

    def to_json(self, errors_kept: int) -> dict:
        return {
            "rows": self.rows,
            "created": self.created,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "error_count": self.error_count,
            "notices": [notice.to_json() for notice in self.notices],
            "summary": self.summary().to_json(),
            "failure": self.failure.message.to_json() if self.failure else None,
            "errors": [_error_to_json(error) for error in self.errors[:errors_kept]],
        }


def _error_to_json(error: RowError) -> dict:
    return {
        "row": error.row,
        "column": error.column,
        "value": error.value,
        "message": error.message.to_json(),
        "hint": error.hint.to_json() if error.hint else None,
    }
