"""A PDF leaves the house: its digest is kept, so that one changed byte shows."""

import hashlib

from django.db import transaction

from quotamesh.base.trail.actions import Actor, record
from quotamesh.plan.agreements.kept import keep, kept
from quotamesh.plan.agreements.models import Agreement, Issued
from quotamesh.plan.agreements.pdf import page_of, pdf_of


def issue(actor: Actor, agreement: Agreement, language: str) -> bytes:
    """The agreement as PDF with the signatures it bears. The same state gives the same bytes."""
    signatures = list(agreement.signatures.all())
    page = page_of(agreement, signatures, language)
    known = kept(agreement, language, page.key)
    if known is not None and _issued(agreement, known):
        return known
    data = pdf_of(page)
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        _, fresh = Issued.objects.get_or_create(
            digest=digest,
            defaults={
                "agreement": agreement,
                "language": language,
                "signatures": len(signatures),
                "size": len(data),
                "at": actor.at,
            },
        )
        if fresh:
            change = {"file": [None, digest], "language": [None, language]}
            record(
                actor, "agreement.issue", subject="agreement", key=str(agreement.uid), label=agreement.number,
                change=change,
            )  # fmt: skip
    keep(agreement, language, page.key, data)
    return data


def is_set(agreement: Agreement, language: str) -> bool:
    """Whether the file of the present state was set before, so that it leaves at once."""
    page = page_of(agreement, list(agreement.signatures.all()), language)
    return kept(agreement, language, page.key) is not None


def _issued(agreement: Agreement, data: bytes) -> bool:
    """A file that lies in a folder passes only if it is byte for byte one that was issued."""
    return Issued.objects.filter(digest=hashlib.sha256(data).hexdigest(), agreement=agreement).exists()
