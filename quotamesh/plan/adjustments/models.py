"""Adjustments: why targets of a running year changed, from when, who decided it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Person, Unit
from quotamesh.base.store.fields import Identified
from quotamesh.plan.targets.models import Plan

LONGEST_TEXT = 4000


class Adjustment(Identified):
    """A proposal to change the plan in force from a month on. Its numbers stand in `plan`, a copy of `base`."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ASKED = "asked", _("Asked for approval")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        LAPSED = "lapsed", _("Lapsed")

    class Category(models.TextChoices):
        PEOPLE = "people", _("People moved")
        MARKET = "market", _("The market changed")
        CUSTOMER = "customer", _("A large customer")
        PRODUCT = "product", _("Product or supply")
        POLICY = "policy", _("Company decision")
        CORRECTION = "correction", _("A mistake in the targets")
        OTHER = "other", _("Something else")

    fiscal_year = models.SmallIntegerField()
    number = models.PositiveIntegerField()
    base = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="adjustment")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=10, choices=Category.choices)
    reason = models.TextField()
    from_month = models.PositiveSmallIntegerField(
        help_text="first month that may differ, 0 to 11 of the fiscal year"
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    asked_revision = models.PositiveIntegerField(default=0, help_text="the plan's revision when it was asked")
    effect = models.JSONField(default=dict, help_text="totals before and after, as they were asked for")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    user_id = models.BigIntegerField(null=True)
    proposed_by = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True, help_text="who decided, and why")

    class Meta:
        ordering = ["-fiscal_year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["fiscal_year", "number"], name="adjustment_number_once_a_year"),
            models.CheckConstraint(condition=Q(from_month__lte=11), name="adjustment_from_a_month"),
        ]

    def __str__(self) -> str:
        return f"FY{self.fiscal_year} #{self.number}"
