"""What is sold, what is measured, and on which days people work."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quotamesh.base.store.fields import Identified
from quotamesh.base.store.paths import InTree


class Product(Identified, InTree):
    """A node of the product tree; its root stands for all products."""

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name


class Indicator(Identified):
    """A measured quantity with one definition, kept in one place."""

    class Aggregation(models.TextChoices):
        SUM = "sum", _("Sum")
        COUNT = "count", _("Distinct count")
        RATIO = "ratio", _("Ratio")
        STOCK = "stock", _("State at the end")

    class Measure(models.TextChoices):
        MONEY = "money", _("Money")
        QUANTITY = "quantity", _("Quantity")
        COUNT = "count", _("Number")
        SHARE = "share", _("Share")

    code = models.SlugField(max_length=40, unique=True)
    aggregation = models.CharField(max_length=5, choices=Aggregation.choices)
    measure = models.CharField(max_length=8, choices=Measure.choices)
    numerator = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    denominator = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    name_zh = models.CharField(
        max_length=60, blank=True, help_text="of the company's own; others have theirs in code"
    )
    name_en = models.CharField(max_length=60, blank=True)
    meaning = models.CharField(max_length=300, blank=True)
    hidden = models.BooleanField(default=False, help_text="no longer offered; what stands on it stays")
    group = models.CharField(
        max_length=7, blank=True, help_text="of the company's own: where a chooser lists it"
    )
    revision = models.PositiveIntegerField(default=1, help_text="goes up with every change")

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(aggregation="ratio", numerator__isnull=False, denominator__isnull=False)
                    | Q(~Q(aggregation="ratio"), numerator__isnull=True, denominator__isnull=True)
                ),
                name="only_a_ratio_has_two_parts",
            )
        ]

    def __str__(self) -> str:
        return self.code


class CalendarDay(models.Model):
    """The company's own word on one day, above the public calendar."""

    day = models.DateField(primary_key=True)
    working = models.BooleanField()
    note = models.CharField(max_length=100, blank=True)


class ExchangeRate(models.Model):
    """What one unit of a foreign currency is worth in the company's, from a day on; in 10⁻⁸."""

    id = models.BigAutoField(primary_key=True)
    currency = models.CharField(max_length=3)
    day = models.DateField()
    rate_e8 = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["currency", "day"], name="one_rate_a_day"),
            models.CheckConstraint(condition=Q(rate_e8__gt=0), name="rate_is_positive"),
        ]
