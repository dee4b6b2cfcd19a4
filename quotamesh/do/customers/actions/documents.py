"""Files on customers: putting some there, and taking one away."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from django.db import transaction

from quotamesh.base.files.keeping import LIMIT, NothingInIt, TooLarge, forget, keep, whole
from quotamesh.base.files.models import StoredFile
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.customers.actions.write import locked
from quotamesh.do.customers.errors import (
    FileEmpty,
    FileTooLarge,
    NothingSent,
    TooManyDocuments,
    TooManyFiles,
)
from quotamesh.do.customers.models import Customer, Document

AT_ONCE = 10
MOST = 200


class Sent(Protocol):
    """A file as a form or a program sends it."""

    @property
    def name(self) -> str | None: ...

    def chunks(self) -> Iterable[bytes]: ...


@transaction.atomic
def add_documents(actor: Actor, customer: Customer, files: Sequence[Sent], about: str = "") -> list[Document]:
    """Keep all of the files, or none; all get the same words.

    Raises:
        NothingSent, TooManyFiles, TooManyDocuments, FileTooLarge, FileEmpty, MergedAlready
    """
    if not files:
        raise NothingSent
    if len(files) > AT_ONCE:
        raise TooManyFiles(AT_ONCE)
    now = locked(customer)
    if now.documents.count() + len(files) > MOST:
        raise TooManyDocuments(MOST)
    with whole() as kept:
        for file in files:
            kept.append(_keep(actor, file))
        made = [Document(customer=now, file=one, about=about, added_by_id=actor.user_id) for one in kept]
        for row in made:
            row.save(force_insert=True)
            _record(actor, "add", row, {"size": [None, row.file.size], "about": [None, about]})
    return made


def _keep(actor: Actor, file: Sent) -> StoredFile:
    try:
        return keep(actor, file.name or "", file.chunks())
    except TooLarge as error:
        raise FileTooLarge(error.name, LIMIT // 1024**2) from error
    except NothingInIt as error:
        raise FileEmpty(error.name) from error


@transaction.atomic
def remove_document(actor: Actor, document: Document) -> None:
    """Take a document away with its bytes; the trail goes on telling what it was and its digest."""
    _record(actor, "remove", document, {
        "size": [document.file.size, None], "about": [document.about, None], "digest": [document.file.digest, None],
    })  # fmt: skip
    document.delete()
    forget(document.file)


def _record(actor: Actor, verb: str, document: Document, change: dict) -> None:
    told = {name: pair for name, pair in change.items() if any(pair)}
    label = f"{document.customer} · {document.file.name}"[:300]
    record(actor, f"document.{verb}", subject="document", key=str(document.uid), label=label, change=told)
