"""The summary table: what the records add up to, kept in the same transaction as the records."""

from django.db import models

from quotamesh.base.people.models import Unit
from quotamesh.base.store.months import MONTHS, QUARTERS, with_columns
from quotamesh.do.catalog.models import Indicator, Product

GRAINS = (*MONTHS, *QUARTERS, "year")


@with_columns(GRAINS)
class Fact(models.Model):
    """One indicator of one unit and one product node in one fiscal year, every ancestor included.

    Quarters and the year stand beside the months because a distinct count does not add up over time.
    """

    id = models.BigAutoField(primary_key=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, db_index=False)
    fiscal_year = models.SmallIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, db_index=False)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "fiscal_year", "indicator", "product"], name="fact_key"),
        ]


class DayFact(models.Model):
    """One additive indicator of one unit on one day, all products together: pace lines, weeks, hand-overs."""

    id = models.BigAutoField(primary_key=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, db_index=False)
    day = models.DateField()
    amount = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "indicator", "day"], name="day_fact_key")]
