"""Keeping files and handing them out again: under random names, never served by themselves, never run.

A feature that takes files keeps each with `keep` in the transaction of its record, points to the `StoredFile`, and
answers a download with `answer` after its own rule of sight has let the viewer through.
"""

import hashlib
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import transaction
from django.http import FileResponse, Http404

from quotamesh.base.files.models import StoredFile
from quotamesh.base.trail.actions import Actor

LIMIT = 10 * 1024 * 1024
NAMELESS = "file"
_UNFIT = re.compile('[\x00-\x1f\x7f<>:"/\\\\|?*\u200b-\u200f\u2028-\u202e\ufeff]+')


class TooLarge(Exception):
    """The file has more bytes than may be kept."""

    def __init__(self, name: str, limit: int):
        super().__init__(name, limit)
        self.name, self.limit = name, limit


class NothingInIt(Exception):
    """The file is empty."""

    def __init__(self, name: str):
        super().__init__(name)
        self.name = name


def place(stored_as: str) -> Path:
    """Where a file lies; folders by the first two characters, so that none grows too long."""
    name = Path(stored_as).name
    folder = Path(settings.MEDIA_ROOT) / "files" / name[:2]
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / name


def clean_name(name: str) -> str:
    """The last part of a file's name without what a file system or a browser might take amiss."""
    plain = _UNFIT.sub(" ", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")
    if len(plain) > 120:
        plain = plain[:100] + plain[-20:]
    return plain or NAMELESS


def keep(actor: Actor, name: str, chunks: Iterable[bytes], limit: int = LIMIT) -> StoredFile:
    """Write a file; if the transaction around it fails, nothing stays behind.

    Raises:
        TooLarge, NothingInIt
    """
    stored_as = secrets.token_hex(16)
    path, size, digest = place(stored_as), 0, hashlib.sha256()
    try:
        with path.open("xb") as file:
            path.chmod(0o600)
            for chunk in chunks:
                size += len(chunk)
                if size > limit:
                    raise TooLarge(clean_name(name), limit)
                digest.update(chunk)
                file.write(chunk)
        if not size:
            raise NothingInIt(clean_name(name))
        with transaction.atomic():
            return StoredFile.objects.create(
                name=clean_name(name), size=size, digest=digest.hexdigest(), stored_as=stored_as,
                made_at=actor.at, made_by=actor.name[:200],
            )  # fmt: skip
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@contextmanager
def whole() -> Iterator[list[StoredFile]]:
    """For several in one go: if the block fails, the bytes of what was appended go, as its rows do."""
    kept: list[StoredFile] = []
    try:
        yield kept
    except BaseException:
        for stored in kept:
            place(stored.stored_as).unlink(missing_ok=True)
        raise


def forget(stored: StoredFile) -> None:
    """Take a file away; the bytes go when the transaction has held."""
    path = place(stored.stored_as)
    stored.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def answer(stored: StoredFile) -> FileResponse:
    """The file as a download that no browser opens by itself.

    Raises:
        Http404: its bytes are gone.
    """
    path = place(stored.stored_as)
    if not path.is_file():
        raise Http404(stored.stored_as)
    response = FileResponse(path.open("rb"), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(stored.name)}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response
