"""How a job tells how far it is, and learns that it was cancelled.

Through small files, not through the database: the job's own transaction holds the write lock of SQLite for as
long as it runs, and what it wrote would not be seen before it ends.
"""

import json
import os
import time
from pathlib import Path

from django.conf import settings


class Cancelled(Exception):
    """The owner of the job wants it to stop."""


def _file(job_id: int, ending: str) -> Path:
    folder = Path(settings.DATA) / "jobs"
    folder.mkdir(exist_ok=True)
    return folder / f"{job_id}.{ending}"


class Progress:
    """Called by the work with the stage reached; writes at most every 200 ms."""

    INTERVAL = 0.2

    def __init__(self, job_id: int | None = None):
        self.job_id = job_id
        self._next = 0.0

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Note the stage reached.

        Raises:
            Cancelled: somebody asked the job to stop; its open transaction rolls back.
        """
        if self.job_id is None or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + self.INTERVAL
        if _file(self.job_id, "cancel").exists():
            raise Cancelled
        temporary = _file(self.job_id, "part")
        temporary.write_text(json.dumps({"stage": stage, "done": done, "total": total}))
        os.replace(temporary, _file(self.job_id, "json"))


SILENT = Progress()


def read(job_id: int) -> dict:
    """The last note of a running job; empty when there is none."""
    try:
        return json.loads(_file(job_id, "json").read_text())
    except (FileNotFoundError, ValueError):
        return {}


def ask_to_stop(job_id: int) -> None:
    _file(job_id, "cancel").touch()


def clear(job_id: int) -> None:
    for ending in ("json", "part", "cancel"):
        _file(job_id, ending).unlink(missing_ok=True)
