"""The check of a file for strangers: what it tells, and how often one may ask.

A file that was issued here proves that its holder has it, so its signatures are told. Any other content may have been
made up to find out what stands on record: no value of the record is ever told, nothing at all unless the content is
the record's but for a few places, and only so many such questions a day are answered about one agreement.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from quotamesh.plan.agreements.checking import ALTERED, CHANGED, UNKNOWN, Verdict, check
from quotamesh.plan.agreements.models import Agreement, PublicCheck

LARGEST_PUBLIC = 5 * 1024 * 1024
SHORT, LONG = timedelta(minutes=1), timedelta(days=1)
OF_SENDER, OF_ALL = 10, 120  # in SHORT
OF_AGREEMENT = 20  # in LONG
NEAR = 5  # places


class TooMany(Exception):
    """More than one address, or all of them together, may have checked in so short a time."""


@dataclass(frozen=True)
class Told:
    """`changes`: (place, value in the file)."""

    verdict: Verdict
    changes: list[tuple[str, Any]] = field(default_factory=list)


def sender_of(request) -> str:
    """Who asks, as a keyed digest: addresses are not kept. Behind our own proxy, whom it says it spoke with."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).rpartition(",")[2].strip() or address
    return salted_hmac("quotamesh.agreements.check", address).hexdigest()[:32]


@transaction.atomic
def admit(sender: str, at: datetime) -> PublicCheck:
    """
    Raises:
        TooMany
    """
    PublicCheck.objects.filter(at__lt=at - LONG).delete()
    recent = list(PublicCheck.objects.filter(at__gte=at - SHORT).values_list("sender", flat=True)[:OF_ALL])
    if len(recent) >= OF_ALL or recent.count(sender) >= OF_SENDER:
        raise TooMany
    return PublicCheck.objects.create(sender=sender, at=at)


def told(asked: PublicCheck, data: bytes) -> Told:
    verdict = check(data)
    agreement = verdict.agreement
    if agreement is None or verdict.kind not in (ALTERED, CHANGED):
        return Told(verdict)
    if not _may_answer(asked, agreement) or len(verdict.changes) > NEAR:
        return Told(Verdict(UNKNOWN, verdict.digest))
    return Told(
        replace(verdict, signatures=[], changes=[]), [(at, now) for at, _then, now in verdict.changes]
    )


def _may_answer(asked: PublicCheck, agreement: Agreement) -> bool:
    """Counted before it is answered, also where the answer tells nothing."""
    before = PublicCheck.objects.filter(agreement=agreement, at__gte=asked.at - LONG).count()
    asked.agreement = agreement
    asked.save(update_fields=["agreement"])
    return before < OF_AGREEMENT
