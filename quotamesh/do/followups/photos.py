"""Pictures of follow-ups: looked at before they are kept, in the data folder, never under a name of the sender's."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from quotamesh.do.followups.errors import BadPhoto
from quotamesh.do.followups.models import FollowUp, Photo

MOST = 4
LARGEST = 5 * 1024 * 1024
FOLDER = "follow-ups"


@dataclass(frozen=True)
class Picture:
    kind: str
    content: bytes


def pictures_of(files: Iterable) -> list[Picture]:
    """
    Raises:
        BadPhoto
    """
    found = list(files)
    if len(found) > MOST:
        raise BadPhoto("too_many")
    return [_picture(file) for file in found]


def _picture(file) -> Picture:
    if file.size > LARGEST:
        raise BadPhoto("too_large")
    content = file.read(LARGEST + 1)
    kind = kind_of(content)
    if not kind:
        raise BadPhoto("not_a_picture")
    return Picture(kind, content)


def kind_of(content: bytes) -> str:
    """By what the file begins with; its name and what the browser says of it do not matter."""
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return ""


def keep(row: FollowUp, picture: Picture) -> Photo:
    """The file is written before the row is there for others; undone writes leave no file."""
    digest = hashlib.sha256(picture.content).hexdigest()
    photo = Photo(follow_up=row, kind=picture.kind, size=len(picture.content), digest=digest)
    photo.save(force_insert=True)
    transaction.on_commit(lambda: _write(path_of(photo), picture.content))
    return photo


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(content)


def path_of(photo: Photo) -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER / f"{photo.uid}.{photo.kind}"
