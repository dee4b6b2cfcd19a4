"""Who gets which leads: rules in order, and what they go by."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Person, Unit
from quotamesh.base.store.fields import Identified
from quotamesh.do.catalog.models import Product
from quotamesh.do.leads.models.source import Source


class Rule(Identified):
    """Conditions, a way and a pool; the first that fits decides. A pool is a unit's sellers, named people, or both."""

    class Way(models.TextChoices):
        TURN = "turn", _("in turn")
        LOAD = "load", _("who has fewest open leads")
        REGION = "region", _("who serves the region")
        SKILL = "skill", _("who knows the product line")

    order = models.PositiveIntegerField()
    name = models.CharField(max_length=100)
    active = models.BooleanField(default=True)
    kind = models.CharField(max_length=11, choices=Source.Kind.choices, blank=True)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    regions = models.CharField(
        max_length=200, blank=True, help_text="words of which one stands in the region"
    )
    product = models.ForeignKey(Product, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=6, choices=Way.choices, default=Way.TURN)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    last = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name


class RulePerson(models.Model):
    """Somebody named in a rule's pool."""

    rule = models.ForeignKey(Rule, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule", "person"], name="person_once_a_rule")]


class Skill(models.Model):
    """A product line that somebody knows, with all below it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="lead_skills")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "product"], name="skill_once_a_person")]


class Territory(models.Model):
    """Words by which the regions that a unit serves are known."""

    unit = models.OneToOneField(
        Unit, primary_key=True, on_delete=models.PROTECT, related_name="lead_territory"
    )
    words = models.CharField(max_length=300)


class Absence(Identified):
    """Days on which somebody takes no new leads, both included."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="lead_absences")
    start = models.DateField()
    end = models.DateField()

    class Meta:
        ordering = ["start", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="absence_ends_after_it_starts")
        ]
