"""Opportunities run as projects: milestones, the three roles, who decides there, and the reviews held."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Person, Unit
from quotamesh.base.store.fields import Identified
from quotamesh.do.catalog.models import Product
from quotamesh.do.customers.models import Contact
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.plan.paradigms.models import Milestone


class Project(Identified):
    """An opportunity that is run as a project. The three roles may be one person or three groups' heads."""

    opportunity = models.OneToOneField(Opportunity, on_delete=models.PROTECT, related_name="project")
    started = models.DateField()
    pmo = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    commercial = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    solution = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-started", "-id"]

    def __str__(self) -> str:
        return self.opportunity.name


class Step(Identified):
    """A milestone of one project. `first_due` is the day first planned, `due` the day agreed now.

    It is counted once, for the seat and product line the opportunity had then: on the day it was reached in time, or on
    the day it was due and missed.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    party = models.CharField(max_length=10, choices=Milestone.Party.choices)
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    first_due = models.DateField()
    due = models.DateField()
    moved_why = models.CharField(max_length=200, blank=True)
    criteria = models.JSONField(default=list, help_text="[{text, met_on, met_by}]")
    reached_on = models.DateField(null=True, blank=True)
    reached_anyway = models.CharField(
        max_length=200, blank=True, help_text="why, where criteria were not met"
    )
    missed_on = models.DateField(null=True, blank=True, help_text="the day it was due and not reached")
    counted_for = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    counted_in = models.ForeignKey(Product, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    close_bp = models.PositiveSmallIntegerField()
    recognised_bp = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["project", "position"]
        indexes = [
            models.Index(fields=["due"], condition=Q(reached_on=None, missed_on=None), name="step_open_due"),
            models.Index(fields=["reached_on"], name="step_reached"),
            models.Index(fields=["missed_on"], name="step_missed"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["project", "position"], name="one_project_step_a_position"),
            models.CheckConstraint(
                condition=Q(close_bp__lte=10_000, recognised_bp__lte=10_000), name="step_shares_in_range"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def unmet(self) -> list[str]:
        return [each["text"] for each in self.criteria if not each.get("met_on")]


class Stakeholder(Identified):
    """Somebody who has a say in the project at the customer's."""

    class Attitude(models.IntegerChoices):
        AGAINST = -2, _("Against us")
        DOUBTS = -1, _("Doubts")
        NEUTRAL = 0, _("Neutral")
        FOR = 1, _("For us")
        CHAMPION = 2, _("Fights for us")

    class Relation(models.IntegerChoices):
        NONE = 0, _("Not met yet")
        KNOWN = 1, _("Known")
        GOOD = 2, _("Good")
        CLOSE = 3, _("Close to us")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="stakeholders")
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    title = models.CharField(max_length=100, blank=True)
    influence = models.PositiveSmallIntegerField(default=3, help_text="1 little to 5 decisive")
    attitude = models.SmallIntegerField(choices=Attitude.choices, default=Attitude.NEUTRAL)
    relation = models.PositiveSmallIntegerField(choices=Relation.choices, default=Relation.NONE)
    listens_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-influence", "name", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(influence__range=(1, 5)), name="influence_one_to_five"),
            models.UniqueConstraint(fields=["project", "contact"], name="a_contact_once_a_project"),
        ]

    def __str__(self) -> str:
        return self.name


class Review(Identified):
    """A stage review: what was decided, by whom, and what was asked for. It is not changed afterwards."""

    class Decision(models.TextChoices):
        GO = "go", _("Go on")
        CONDITIONS = "conditions", _("Go on with conditions")
        HOLD = "hold", _("Hold")
        STOP = "stop", _("Stop")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="reviews")
    step = models.ForeignKey(Step, null=True, blank=True, on_delete=models.SET_NULL, related_name="reviews")
    held_on = models.DateField()
    decision = models.CharField(max_length=10, choices=Decision.choices)
    words = models.TextField(blank=True)
    present = models.CharField(max_length=300, blank=True)
    noted_by = models.CharField(max_length=200)
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "-id"]
