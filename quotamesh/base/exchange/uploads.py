"""Where uploads wait: under random names, never served, never run, gone after a week."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_noop as _

from quotamesh.base.exchange.models import ImportRun
from quotamesh.base.tables.problems import Message, TableError

KEPT_FOR = timedelta(days=7)


def place(name: str) -> Path:
    """A file of the uploads folder; names come from `new_name` only."""
    folder = Path(settings.MEDIA_ROOT) / "imports"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / Path(name).name


def new_name(ending: str = "") -> str:
    return secrets.token_hex(16) + ending


def keep(chunks: Iterable[bytes], file_name: str) -> str:
    """Write an upload; returns the name it is kept under.

    Raises:
        TableError: it is larger than the limit; nothing stays behind.
    """
    name = new_name()
    path, size = place(name), 0
    with path.open("xb") as file:
        path.chmod(0o600)
        for chunk in chunks:
            size += len(chunk)
            if size > settings.UPLOAD_LIMIT:
                path.unlink()
                limit = settings.UPLOAD_LIMIT // 1024**2
                raise TableError(
                    "too_large",
                    Message(_("%(file)s is larger than %(limit)s MB."), file=file_name, limit=limit),
                )
            file.write(chunk)
    return name


def forget(*names: str) -> None:
    for name in filter(None, names):
        place(name).unlink(missing_ok=True)


def clear_old(now: datetime) -> None:
    """Remove the files of runs older than a week; the runs and what came of them stay."""
    for run in ImportRun.objects.filter(created_at__lt=now - KEPT_FOR).exclude(stored_as="", errors_as=""):
        forget(run.stored_as, run.errors_as)
        run.stored_as = run.errors_as = ""
        run.save(update_fields=["stored_as", "errors_as"])
