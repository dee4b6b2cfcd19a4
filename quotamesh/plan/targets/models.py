"""Target plans: what is wanted of every unit, product line and month."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Unit
from quotamesh.base.store.fields import Identified
from quotamesh.base.store.months import MONTHS, with_columns
from quotamesh.do.catalog.models import Indicator, Product


class Level(models.TextChoices):
    """How much is wanted: what is agreed, and what is hoped for on top of it."""

    TARGET = "target", _("Target")
    STRETCH = "stretch", _("Stretch")
    CHALLENGE = "challenge", _("Challenge")


class Plans(models.Manager):
    """Plans without their companions: whoever lists, finds or edits plans never meets one."""

    def get_queryset(self):
        return super().get_queryset().filter(base=None)


class Plan(Identified):
    """A version of all targets of one fiscal year.

    A plan may have a companion for each level above the target (`base`, `level`): the same rows, raised, made
    and kept in step by `actions/levels.py`. Only `Plan.every` finds companions.
    """

    class State(models.TextChoices):
        SCENARIO = "scenario", _("Scenario")
        DRAFT = "draft", _("Draft")
        IN_FORCE = "in_force", _("In force")
        SUPERSEDED = "superseded", _("Superseded")

    name = models.CharField(max_length=100)
    fiscal_year = models.SmallIntegerField(db_index=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SCENARIO)
    version = models.PositiveIntegerField(
        default=1, help_text="how many plans of this year came into force before"
    )
    revision = models.PositiveIntegerField(default=0, help_text="goes up with every write")
    supersedes = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    product_level = models.PositiveSmallIntegerField(
        default=1, help_text="depth of the product lines that bear targets"
    )
    settings = models.JSONField(default=dict, help_text="per indicator: how the last split was made")
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=200)
    in_force_at = models.DateTimeField(null=True, blank=True)
    base = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="companions"
    )
    level = models.CharField(max_length=9, choices=Level.choices, default=Level.TARGET)

    every = models.Manager()
    objects = Plans()

    class Meta:
        ordering = ["-fiscal_year", "-id"]
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "name"], condition=Q(base=None), name="plan_name_once_a_year"
            ),
            models.UniqueConstraint(
                fields=["fiscal_year", "level"],
                condition=Q(state="in_force"),
                name="one_plan_in_force_a_year_and_level",
            ),
            models.UniqueConstraint(fields=["base", "level"], name="one_companion_a_level"),
            models.CheckConstraint(
                condition=Q(base=None, level="target") | Q(base__isnull=False) & ~Q(level="target"),
                name="a_companion_has_a_level",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def editable(self) -> bool:
        return self.base_id is None and self.state in (self.State.SCENARIO, self.State.DRAFT)


@with_columns(MONTHS)
class TargetRow(models.Model):
    """Twelve months of one indicator for one unit and one product node.

    `total` is all that the node and everything below it is asked for; `reserve` (held back for
    opportunities) and `open` (not yet placed) are the node's own lines within that total. Hence for every
    unit above a seat: total = Σ children's totals + reserve + open, month by month.
    """

    class Line(models.TextChoices):
        TOTAL = "total", _("Total")
        RESERVE = "reserve", _("Reserve")
        OPEN = "open", _("Left to place")

    id = models.BigAutoField(primary_key=True)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="rows", db_index=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, db_index=False)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, db_index=False)
    line = models.CharField(max_length=7, choices=Line.choices, default=Line.TOTAL)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "unit", "indicator", "product", "line"], name="target_row_key"
            )
        ]

    @property
    def months(self) -> list[int]:
        return [getattr(self, name) for name in MONTHS]

    @property
    def year(self) -> int:
        return sum(self.months)


class Rule(Identified):
    """What the split must respect at one unit: floor and cap of its year, own weight, lock."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="rules")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    floor = models.BigIntegerField(null=True, blank=True)
    cap = models.BigIntegerField(null=True, blank=True)
    weight = models.PositiveIntegerField(null=True, blank=True)
    locked = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "indicator", "unit"], name="one_rule_a_unit"),
            models.CheckConstraint(
                condition=Q(floor__isnull=True) | Q(cap__isnull=True) | Q(cap__gte=models.F("floor")),
                name="cap_not_below_floor",
            ),
        ]


class LevelShare(models.Model):
    """How far stretch and challenge stand above the target, in basis points; a unit's holds for its branch.

    The company's stands at its top unit; what stands lower in the tree wins there.
    """

    id = models.BigAutoField(primary_key=True)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="level_shares")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    stretch_bp = models.PositiveIntegerField()
    challenge_bp = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "indicator", "unit"], name="one_level_share_a_unit"),
            models.CheckConstraint(
                condition=Q(challenge_bp__gte=models.F("stretch_bp")), name="challenge_not_below_stretch"
            ),
        ]


class Edit(Identified):
    """One change of a plan with the differences it made: the undo list."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="edits")
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=200)
    what = models.JSONField()
    delta = models.BinaryField(help_text="the differences it made, packed")
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
