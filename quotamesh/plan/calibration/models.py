"""Calibrations: a wish held against market, team and resources; every run of it stays as it was."""

from django.db import models
from django.db.models import F, Q

from quotamesh.base.people.models import Unit
from quotamesh.base.store.fields import Identified
from quotamesh.do.catalog.models import Indicator, Product


class Calibration(Identified):
    """What is wished of a unit, product line and fiscal year, and the inputs it is held against."""

    name = models.CharField(max_length=100)
    fiscal_year = models.SmallIntegerField(db_index=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    intent = models.BigIntegerField(help_text="what the strategy asks for, smallest units")
    inputs = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1, help_text="goes up with every change of the inputs")
    seed = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-fiscal_year", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["fiscal_year", "name"], name="calibration_name_once_a_year")
        ]

    def __str__(self) -> str:
        return self.name


class Run(Identified):
    """One computation: what it was made from, and what came of it. Never changed afterwards."""

    calibration = models.ForeignKey(Calibration, on_delete=models.CASCADE, related_name="runs")
    number = models.PositiveIntegerField()
    revision = models.PositiveIntegerField(help_text="of the inputs it was made from")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    as_of = models.DateField(help_text="what was recorded up to this day counts")
    intent = models.BigIntegerField()
    inputs = models.JSONField()
    basis = models.JSONField(help_text="people, market and history as they were")
    result = models.JSONField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["calibration", "number"], name="calibration_run_number")
        ]


class ReachLimits(Identified):
    """The company's own limits of the probability, in percent; one row, or none while the usual ones hold."""

    out_of_reach = models.PositiveSmallIntegerField()
    hard = models.PositiveSmallIntegerField()
    easy = models.PositiveSmallIntegerField()
    no_challenge = models.PositiveSmallIntegerField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hard__gte=F("out_of_reach"))
                & Q(easy__gte=F("hard"))
                & Q(no_challenge__gte=F("easy"))
                & Q(no_challenge__lte=100),
                name="limits_rise",
            )
        ]
