"""Opportunities on their way through stages, whose gates ask what must be known before one goes on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Person, Unit
from quotamesh.base.store.fields import Identified
from quotamesh.do.catalog.models import Product
from quotamesh.do.customers.models import Customer


class Flow(Identified):
    """The stages of a business line; the one without a product serves every line that has none of its own."""

    product = models.OneToOneField(Product, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    revision = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class Stage(Identified):
    """A step of a flow. `kind` says what a stage means wherever it stands and whatever it is called."""

    class Kind(models.TextChoices):
        DISCOVERY = "discovery", _("Discovery")
        PROPOSAL = "proposal", _("Proposal")
        OBJECTION = "objection", _("Objections")
        CLOSE = "close", _("Closing")
        OTHER = "other", _("Other")
        WON = "won", _("Won")
        LOST = "lost", _("Lost")

    flow = models.ForeignKey(Flow, on_delete=models.PROTECT, related_name="stages")
    kind = models.CharField(max_length=9, choices=Kind.choices, default=Kind.OTHER)
    order = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    name_zh = models.CharField(max_length=60, blank=True)
    name_en = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["flow", "code"], name="stage_once_a_flow")]


class Opportunity(Identified):
    """A possible deal. `amount` is in the company's currency, in its smallest unit; the seat is its owner's."""

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    customer = models.ForeignKey(
        Customer, null=True, blank=True, on_delete=models.PROTECT, related_name="opportunities"
    )
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="opportunities")
    seat = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="opportunities")
    amount = models.BigIntegerField(null=True, blank=True)
    opened = models.DateField(null=True, blank=True)
    expected = models.DateField(null=True, blank=True, help_text="when it is expected to close")
    closed = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True, help_text="of the loss, or of the win")
    own_chance = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="the owner's word, in percent"
    )
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "opportunities"
        indexes = [
            models.Index(fields=["seat", "stage"], name="opportunity_seat_stage"),
            models.Index(fields=["closed"], name="opportunity_closed"),
        ]

    def __str__(self) -> str:
        return self.name
