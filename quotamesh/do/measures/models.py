"""What was measured: one value of an indicator, for a seat, a product and a day."""

from django.db import models

from quotamesh.base.people.models import Person, Unit
from quotamesh.do.catalog.models import Indicator, Product


class Measure(models.Model):
    """A value as it stands now; a later one for the same seat, indicator, product and day takes its place.

    What stood there before is in the trail. `amount` is in the indicator's smallest unit.
    """

    class Source(models.TextChoices):
        PAGE = "page"
        PROGRAM = "program"
        IMPORT = "import"

    id = models.BigAutoField(primary_key=True)
    seat = models.ForeignKey(Unit, on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, on_delete=models.PROTECT)
    day = models.DateField(db_index=True)
    amount = models.BigIntegerField()
    source = models.CharField(max_length=20)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "day", "indicator", "product"], name="one_value_a_day"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="measure_not_below_nought"),
        ]
