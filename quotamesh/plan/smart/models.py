"""What targets serve, how often they are looked at, and which doubts were accepted with which reason."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Unit
from quotamesh.base.store.fields import Identified
from quotamesh.do.catalog.models import Indicator
from quotamesh.plan.targets.models import Plan


class Objective(Identified):
    """What the company strives for in a fiscal year."""

    fiscal_year = models.SmallIntegerField()
    name = models.CharField(max_length=200)
    owner = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["fiscal_year", "id"]
        constraints = [
            models.UniqueConstraint(fields=["fiscal_year", "name"], name="objective_name_once_a_year")
        ]

    def __str__(self) -> str:
        return self.name


class Link(Identified):
    """An objective is served by an indicator's targets, of a unit and all below it; without a unit, of all."""

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="links")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["objective", "indicator", "unit"], nulls_distinct=False, name="objective_linked_once"
            )
        ]


class Rhythm(models.Model):
    """How often the targets of a plan are looked at."""

    class Every(models.TextChoices):
        WEEK = "week", _("every week")
        MONTH = "month", _("every month")
        QUARTER = "quarter", _("every quarter")

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, primary_key=True, related_name="rhythm")
    every = models.CharField(max_length=7, choices=Every.choices, default=Every.MONTH)


class Acceptance(Identified):
    """A warning was seen and accepted: why, by whom, when."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="acceptances")
    reason = models.PositiveSmallIntegerField(help_text="kernel.smart.Reason")
    why = models.CharField(max_length=500)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "reason"], name="warning_accepted_once"),
            models.CheckConstraint(condition=~Q(why=""), name="accepted_with_a_reason"),
        ]
