"""A PDF leaves the house: its digest is kept, so that one changed byte shows."""

import hashlib

from django.db import transaction

from quotamesh.base.trail.actions import Actor, record
from quotamesh.plan.agreements.models import Agreement, Issued
from quotamesh.plan.agreements.pdf import pdf_of


def issue(actor: Actor, agreement: Agreement, language: str) -> bytes:
    """The agreement as PDF with the signatures it bears. The same state gives the same bytes."""
    signatures = list(agreement.signatures.all())
    data = pdf_of(agreement, signatures, language)
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
    return data
