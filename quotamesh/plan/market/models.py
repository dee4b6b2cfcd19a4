"""What is known of a market: inputs of one product line and fiscal year, each with its versions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Person
from quotamesh.base.store.fields import Identified
from quotamesh.do.catalog.models import Product

STALE_AFTER = 180  # days


class MarketBook(Identified):
    """All inputs of one product line and fiscal year."""

    fiscal_year = models.SmallIntegerField()
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    stale_after = models.PositiveSmallIntegerField(
        default=STALE_AFTER, help_text="days after which an input wants to be looked at again"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fiscal_year", "product"], name="one_market_a_year_and_product")
        ]


class Entry(Identified):
    """One input as it stands. `values` holds what its kind asks for (see `kinds.py`): whole numbers in smallest
    units and basis points, three points as [low, likely, high]."""

    class Kind(models.TextChoices):
        SEGMENT = "segment", _("Market segment")
        SCAN = "scan", _("Scan entry")
        CRITERION = "criterion", _("Criterion")
        COMPETITOR = "competitor", _("Competitor")
        FORCE = "force", _("Force")
        AIM = "aim", _("New market")

    book = models.ForeignKey(MarketBook, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=100)
    values = models.JSONField(default=dict)
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    noted_on = models.DateField(help_text="the day the figures were looked up")
    source = models.CharField(max_length=200)
    number = models.PositiveIntegerField(default=1, help_text="of its last version")
    removed = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "kind", "name"],
                condition=models.Q(removed=False),
                name="market_entry_once_a_book",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    """An entry as somebody left it: never changed, so that a market can be read as it was on a day."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    state = models.JSONField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="market_version_number")]
