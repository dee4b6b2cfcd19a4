"""Tiers of customers: the rules, every run, where each customer stands, and who moved."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from quotamesh.base.store.fields import Identified
from quotamesh.do.customers.models import Customer


class Tier(models.TextChoices):
    STRATEGIC = "strategic", _("Strategic")
    PROFIT = "profit", _("Profit")
    NURTURE = "nurture", _("Nurture")
    MAINTAIN = "maintain", _("Maintain")


class Scheme(Identified):
    """The company's rules; one row. `rules` maps each measure to its weight and, where they are set, its limits.

    Cuts are in hundredths of a score. Earlier versions stand in the trail, and in the runs made by them.
    """

    window_days = models.PositiveIntegerField(null=True, blank=True, help_text="empty: all purchases ever")
    growth_days = models.PositiveIntegerField(default=365)
    rules = models.JSONField(default=dict)
    cut_value = models.PositiveSmallIntegerField(default=300)
    cut_potential = models.PositiveSmallIntegerField(default=300)
    revision = models.PositiveIntegerField(default=1)


class Run(Identified):
    """One sorting of all customers into tiers, with the rules it was made by.

    `columns` holds every customer's figures, packed (see `packing`); `limits` what each score began at;
    `summary` the counts of the whole company.
    """

    as_of = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    nightly = models.BooleanField(default=False)
    scheme = models.JSONField()
    limits = models.JSONField()
    summary = models.JSONField()
    customers = models.PositiveIntegerField()
    moved = models.PositiveIntegerField()
    columns = models.BinaryField()

    class Meta:
        ordering = ["-id"]


class Standing(models.Model):
    """Where a customer stands since the last run. Scores of the potential are nought where nothing is known.

    Money is in the company's smallest unit, value and potential in hundredths of a score.
    """

    customer = models.OneToOneField(
        Customer, primary_key=True, on_delete=models.CASCADE, related_name="standing"
    )
    last_day = models.DateField(null=True)
    frequency = models.PositiveIntegerField()
    monetary = models.BigIntegerField()
    r = models.PositiveSmallIntegerField()
    f = models.PositiveSmallIntegerField()
    m = models.PositiveSmallIntegerField()
    complexity = models.PositiveSmallIntegerField()
    chain = models.PositiveSmallIntegerField()
    growth = models.PositiveSmallIntegerField()
    wallet = models.PositiveSmallIntegerField()
    value = models.PositiveSmallIntegerField()
    potential = models.PositiveSmallIntegerField()
    tier = models.CharField(max_length=9, choices=Tier.choices)
    since = models.DateField(help_text="in this tier since")

    class Meta:
        indexes = [
            models.Index(fields=["tier", "-monetary"], name="tier_monetary"),
            models.Index(fields=["-monetary"], name="standing_monetary"),
        ]


class Move(models.Model):
    """A customer went from one tier to another. `why` maps what changed to [before, after]."""

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, related_name="tier_moves", db_index=False
    )
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="moves")
    day = models.DateField()
    before = models.CharField(max_length=9, choices=Tier.choices)
    after = models.CharField(max_length=9, choices=Tier.choices)
    why = models.JSONField(default=dict)

    class Meta:
        ordering = ["-day", "-id"]
        indexes = [
            models.Index(fields=["-day", "-id"], name="tier_move_day"),
            models.Index(fields=["customer", "-day"], name="tier_move_customer"),
        ]


class Card(models.Model):
    """How a tier is served. `rhythm_days`: a contact at least this often."""

    tier = models.CharField(max_length=9, choices=Tier.choices, primary_key=True)
    service = models.CharField(max_length=200)
    steps = models.TextField(blank=True, help_text="one a line")
    rhythm_days = models.PositiveSmallIntegerField()
    revision = models.PositiveIntegerField(default=1)


class Wallet(models.Model):
    """What a customer spends in a year on what we sell, with everybody: an estimate, in the smallest unit."""

    id = models.BigAutoField(primary_key=True)
    customer = models.OneToOneField(Customer, on_delete=models.CASCADE, related_name="wallet")
    amount = models.BigIntegerField()
    noted_on = models.DateField()
    noted_by = models.CharField(max_length=200)
