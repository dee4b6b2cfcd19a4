"""Leads: somebody who might want something, where it came from, and what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Person, Unit
from quotamesh.base.store.fields import Identified
from quotamesh.do.catalog.models import Product
from quotamesh.do.customers.models import Customer
from quotamesh.do.pipeline.models import Opportunity


class Source(Identified):
    """Where leads come from."""

    class Kind(models.TextChoices):
        CONTENT = "content", _("Content")
        EVENT = "event", _("Event")
        REFERRAL = "referral", _("Referral")
        OUTBOUND = "outbound", _("Outbound")
        PRIVATE = "private", _("Private traffic")
        ADVERTISING = "advertising", _("Advertising")
        OTHER = "other", _("Other")

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=11, choices=Kind.choices, default=Kind.OTHER)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Lead(Identified):
    """A lead; `owner` and `seat` are empty until it is assigned. `cost` is in the smallest unit of money."""

    class State(models.TextChoices):
        NEW = "new", _("New")
        ANSWERED = "answered", _("Answered")
        CONVERTED = "converted", _("Converted")
        RECYCLED = "recycled", _("Recycled")
        DROPPED = "dropped", _("Dropped")

    code = models.CharField(max_length=64, unique=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="leads")
    date = models.DateField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.NEW)
    company = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    region = models.CharField(max_length=100, blank=True)
    need = models.TextField(blank=True)
    product = models.ForeignKey(Product, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="leads")
    seat = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    customer = models.ForeignKey(
        Customer, null=True, blank=True, on_delete=models.PROTECT, related_name="leads"
    )
    opportunity = models.ForeignKey(
        Opportunity, null=True, blank=True, on_delete=models.PROTECT, related_name="leads"
    )
    cost = models.BigIntegerField(default=0)
    arrived_at = models.DateTimeField()
    answer_due = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-date", "-id"]
        indexes = [
            models.Index(fields=["seat", "state"], name="lead_seat_state"),
            models.Index(fields=["date"], name="lead_date"),
        ]

    def __str__(self) -> str:
        return self.company or self.contact or self.code
