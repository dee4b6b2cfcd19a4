"""The form that strangers fill in: how much one sender and one form may send."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from quotamesh.base.trail.actions import Actor
from quotamesh.do.leads.actions import take_in
from quotamesh.do.leads.models import FormSending, Lead, Source

SHORT, LONG = timedelta(minutes=10), timedelta(days=1)
OF_SENDER, OF_FORM = 5, 300  # in SHORT


class TooMany(Exception):
    """More than one sender, or all of them together, may send in so short a time."""


def sender_of(request) -> str:
    """Who sends, as a keyed digest: addresses are not kept. Behind our own proxy, whom it says it spoke with."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).rpartition(",")[2].strip() or address
    return salted_hmac("quotamesh.leads.form", address).hexdigest()[:32]


def form_of(token: str) -> Source | None:
    """The source whose form is open at this address."""
    return Source.objects.filter(token=token, form_open=True, closed=False).first()


@transaction.atomic
def receive(source: Source, sender: str, at: datetime, values: dict) -> Lead:
    """Take in what a stranger sent.

    Raises:
        TooMany, LeadError
    """
    FormSending.objects.filter(at__lt=at - LONG).delete()
    recent = FormSending.objects.filter(source=source, at__gte=at - SHORT)
    if recent.filter(sender=sender).count() >= OF_SENDER or recent.count() >= OF_FORM:
        raise TooMany
    FormSending.objects.create(source=source, sender=sender, at=at)
    return take_in(Actor(f"{source.name}", at), source, values, entry=Lead.Entry.FORM, consent=True)
