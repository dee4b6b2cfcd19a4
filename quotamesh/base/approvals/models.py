"""Who approves what, who stands in for whom, and what was asked and decided."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Person, Unit, User
from quotamesh.base.store.fields import Identified


class Who(models.TextChoices):
    """Whom a step asks: somebody on the requester's line upward, or a function of the company."""

    LEADER = "leader", _("Leader of the unit")
    REGION = "region", _("Director of the region")
    COMPANY = "company", _("Director of the company")
    SALES_OPERATIONS = "sales_operations", _("Sales operations")
    FINANCE = "finance", _("Finance")
    LEGAL = "legal", _("Legal")
    PERSON = "person", _("A named person")


class RuleBook(Identified):
    """The rule of one kind of request: bands of amounts, each with its steps (`bands.py` says how they are kept)."""

    kind = models.CharField(max_length=40, unique=True)
    bands = models.JSONField()
    remind_days = models.PositiveSmallIntegerField(default=3)
    expire_days = models.PositiveSmallIntegerField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)


class Deputy(Identified):
    """Somebody who decides in another's place from one day to another."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deputies")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="stands_in")
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        ordering = ["-first_day", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="deputy_ends_after_start"),
            models.CheckConstraint(condition=~Q(person=F("deputy")), name="deputy_is_somebody_else"),
        ]


class Request(Identified):
    """Something asked for. What is asked is frozen when it is asked: `digest` proves it."""

    class State(models.TextChoices):
        OPEN = "open", _("Undecided")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Expired")

    kind = models.CharField(max_length=40)
    label = models.CharField(max_length=300)
    reason = models.TextField(blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField(null=True, blank=True)
    subject = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=100)
    url = models.CharField(max_length=300, blank=True)
    payload = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    at_step = models.PositiveSmallIntegerField(default=1)
    rule_revision = models.PositiveIntegerField(default=0, help_text="0: the kind's own rule")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    due_on = models.DateField(help_text="from the day after, it is overdue")
    remind_days = models.PositiveSmallIntegerField(default=3)
    expires_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "unit"], name="request_state_unit"),
            models.Index(fields=["subject", "subject_key"], name="request_subject"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def open(self) -> bool:
        return self.state == self.State.OPEN


class Step(Identified):
    """One of the decisions a request needs, in order."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=20, choices=Who.choices)
    named = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    reason = models.TextField(blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_for = models.CharField(max_length=200, blank=True, help_text="in whose place")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["request", "order"]
        constraints = [models.UniqueConstraint(fields=["request", "order"], name="one_step_a_place")]


class Approver(models.Model):
    """Who may decide a step: a person, or a sign-in without a seat."""

    id = models.BigAutoField(primary_key=True)
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="approvers")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, user__isnull=True)
                | Q(person__isnull=True, user__isnull=False),
                name="approver_is_person_or_sign_in",
            )
        ]
