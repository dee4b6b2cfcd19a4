"""Where leads come from, and what that costs."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quotamesh.base.store.fields import Identified


class Source(Identified):
    """Where leads come from. `per_lead` is what a lead costs that says nothing else, in the smallest unit.

    `token` is the address of the source's public form, empty where it has none; `form_open` says whether it takes
    anything. The three terms of a referral's rebate are the usual ones; each referral keeps its own.
    """

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
    per_lead = models.BigIntegerField(default=0)
    closed = models.BooleanField(default=False, help_text="no new leads; what came stays")
    token = models.CharField(max_length=40, null=True, blank=True, unique=True)
    form_open = models.BooleanField(default=False)
    rebate_bp = models.PositiveIntegerField(null=True, blank=True)
    rebate_cap = models.BigIntegerField(null=True, blank=True)
    rebate_fixed = models.BigIntegerField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(per_lead__gte=0), name="lead_cost_not_below_nought")
        ]

    def __str__(self) -> str:
        return self.name


class SourceCost(Identified):
    """What a source cost from one day to another, both included, spread evenly over them."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="costs")
    start = models.DateField()
    end = models.DateField()
    amount = models.BigIntegerField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-start", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="source_cost_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="source_cost_above_nought"),
        ]


class FormSending(models.Model):
    """That something was sent by a public form: who, as a keyed digest only, and when. Kept for a day."""

    id = models.BigAutoField(primary_key=True)
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="+")
    sender = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["source", "at"], name="form_sending_source_at")]
