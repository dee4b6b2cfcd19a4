"""The sales paradigm of each product line and year, its driver tree, and the milestones of its projects."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quotamesh.base.store.fields import Identified
from quotamesh.do.catalog.models import Product


class Paradigm(models.TextChoices):
    PROBABILITY = "probability", _("Probability")
    BEHAVIOUR = "behaviour", _("Behaviour")
    PROJECT = "project", _("Project")


class LineParadigm(Identified):
    """How a product line sells in a fiscal year. The tree is one document: it is read and changed as a whole."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT)
    fiscal_year = models.SmallIntegerField()
    paradigm = models.CharField(max_length=11, choices=Paradigm.choices)
    customers = models.PositiveBigIntegerField(help_text="number of potential customers")
    maturity_bp = models.PositiveSmallIntegerField(help_text="maturity and explicitness of the need")
    standard_bp = models.PositiveSmallIntegerField(help_text="standardisation of the solution")
    reason = models.CharField(max_length=500, blank=True)
    nodes = models.JSONField(help_text="the driver tree, see trees.py")
    driver = models.CharField(max_length=40, help_text="the node that is solved for")
    revision = models.PositiveIntegerField(default=1, help_text="goes up with every write")
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["product__path", "-fiscal_year"]
        constraints = [
            models.UniqueConstraint(fields=["product", "fiscal_year"], name="one_paradigm_a_line_and_year"),
            models.CheckConstraint(
                condition=Q(maturity_bp__lte=10_000, standard_bp__lte=10_000, customers__gte=1),
                name="paradigm_indicators_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} FY{self.fiscal_year}"


class LineEdit(Identified):
    """One change of a line's paradigm or tree, with what stood before: the undo list."""

    line = models.ForeignKey(LineParadigm, on_delete=models.CASCADE, related_name="edits")
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=200)
    before = models.JSONField()
    revision = models.PositiveIntegerField(help_text="the line's after the change")
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]


class Milestone(Identified):
    """A step that projects of a product line go through, with what must be there before it counts as reached."""

    class Party(models.TextChoices):
        PMO = "pmo", _("Project office")
        COMMERCIAL = "commercial", _("Commercial")
        SOLUTION = "solution", _("Solution")

    product = models.ForeignKey(Product, on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    party = models.CharField(max_length=10, choices=Party.choices)
    usual_days = models.PositiveSmallIntegerField(help_text="calendar days from the step before")
    criteria = models.JSONField(default=list, help_text="exit criteria, one a line")
    close_bp = models.PositiveSmallIntegerField(help_text="probability of closing once it is reached")
    recognised_bp = models.PositiveSmallIntegerField(help_text="share of the revenue recognised with it")

    class Meta:
        ordering = ["product__path", "position"]
        constraints = [
            models.UniqueConstraint(fields=["product", "position"], name="one_milestone_a_position"),
            models.CheckConstraint(
                condition=Q(close_bp__lte=10_000, recognised_bp__lte=10_000), name="milestone_shares_in_range"
            ),
        ]

    def __str__(self) -> str:
        return self.name
