"""Files on customers through the REST interface."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from ninja import File, Form, Router, Schema, Status, UploadedFile

from quotamesh.base.files.keeping import answer
from quotamesh.base.shell.api import PROBLEMS
from quotamesh.do.customers import actions, queries
from quotamesh.do.customers.access import may_give, may_remove, may_write
from quotamesh.do.customers.api_forms import CustomersCountedOut, told
from quotamesh.do.customers.errors import NotAllowed
from quotamesh.do.customers.models import Customer, Document

router = Router(tags=["customers"])
ABOUT: Any = Form("", max_length=200, pattern=r"^[^\x00]*$")
NO_FILES: list[UploadedFile] = []


class DocumentOut(Schema):
    """`digest`: SHA-256 of the bytes; `size` in bytes."""

    uid: UUID
    name: str
    about: str
    size: int
    digest: str
    added_at: datetime
    added_by: str


@router.get("/{uid}/documents", response={200: list[DocumentOut], **PROBLEMS}, summary="The files there")
def documents(request, uid: UUID):
    """The latest first."""
    return [_out(row) for row in queries.documents_of(_one(request, uid))]


@router.post(
    "/{uid}/documents", response={201: list[DocumentOut], **PROBLEMS}, summary="Put files there, all or none"
)
@told
def add_documents(request, uid: UUID, files: File[list[UploadedFile]] = NO_FILES, about: str = ABOUT):
    """As multipart form: up to 10 parts `files`, and `about`, the words that go with all of them."""
    found = _one(request, uid)
    if not may_write(request.viewer):
        raise NotAllowed
    made = actions.add_documents(request.actor, found, files, about.strip())
    return Status(201, [_out(row) for row in made])


@router.get("/{uid}/documents/{document}", response={200: None, **PROBLEMS}, summary="A file, as it was sent")
def download(request, uid: UUID, document: UUID):
    return answer(_document(request, uid, document).file)


@router.delete(
    "/{uid}/documents/{document}",
    response={200: CustomersCountedOut, **PROBLEMS},
    summary="Take a file away, for who added it or leads",
)
@told
def remove_document(request, uid: UUID, document: UUID):
    found = _document(request, uid, document)
    if not may_remove(request.viewer, found, may_give(request.viewer, found.customer)):
        raise NotAllowed
    actions.remove_document(request.actor, found)
    return {"count": 1}


def _one(request, uid: UUID) -> Customer:
    found = queries.customer_in_sight(request.viewer, uid)
    if found is None:
        raise Http404
    return found


def _document(request, uid: UUID, document: UUID) -> Document:
    found = queries.document_in_sight(request.viewer, document)
    if found is None or found.customer.pk != _one(request, uid).pk:
        raise Http404
    return found


def _out(row: Document) -> DocumentOut:
    return DocumentOut(
        uid=row.uid, about=row.about, name=row.file.name, size=row.file.size, digest=row.file.digest,
        added_at=row.file.made_at, added_by=row.file.made_by,
    )  # fmt: skip
