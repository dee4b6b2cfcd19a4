"""Sales plans: what a person will do in a month, whom they need for it, and who answers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Person, Role, Unit
from quotamesh.base.store.fields import Identified
from quotamesh.do.customers.models import Customer

ACTIVITIES = ("leads", "calls", "visits", "proposals")
WITH_ACCOUNTS = ("calls", "visits", "proposals")


class SalesPlan(Identified):
    """One person's plan of one month, in one version. Filed versions are frozen; a change is a new version."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        APPROVED = "approved", _("Approved")
        FILED = "filed", _("Filed")
        SUPERSEDED = "superseded", _("Superseded")

    seat = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(help_text="its first day")
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=0, help_text="goes up with every write")
    leads = models.PositiveIntegerField(default=0)
    calls = models.PositiveIntegerField(default=0)
    visits = models.PositiveIntegerField(default=0)
    proposals = models.PositiveIntegerField(default=0)
    approach = models.TextField(blank=True)
    remarks = models.TextField(blank=True)
    returned = models.TextField(blank=True, help_text="why the leader sent it back")
    approved_by = models.CharField(max_length=300, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    filed_at = models.DateTimeField(null=True, blank=True)
    number = models.CharField(max_length=40, blank=True)
    content = models.JSONField(default=dict, help_text="what was filed")
    digest = models.CharField(max_length=64, blank=True)
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-month", "seat__path", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["seat", "month", "version"], name="sales_plan_version_once"),
            models.UniqueConstraint(
                fields=["seat", "month"],
                condition=Q(state__in=["draft", "submitted", "approved"]),
                name="one_open_sales_plan_a_month",
            ),
            models.UniqueConstraint(
                fields=["seat", "month"], condition=Q(state="filed"), name="one_filed_sales_plan_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person.name} {self.month:%Y-%m}"

    @property
    def editable(self) -> bool:
        return self.state == self.State.DRAFT

    def general(self, code: str) -> int:
        return getattr(self, code)


class Way(models.TextChoices):
    VISIT = "visit", _("Visit on site")
    CALL = "call", _("Telephone")
    ONLINE = "online", _("Video meeting")
    EVENT = "event", _("Seminar or fair")
    MIXED = "mixed", _("Several ways")


class PlannedAccount(Identified):
    """A key account of the month: how often it is contacted, how it is approached, what comes next."""

    plan = models.ForeignKey(SalesPlan, on_delete=models.CASCADE, related_name="accounts")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    calls = models.PositiveIntegerField(default=0)
    visits = models.PositiveIntegerField(default=0)
    proposals = models.PositiveIntegerField(default=0)
    way = models.CharField(max_length=6, choices=Way.choices, default=Way.VISIT)
    approach = models.CharField(max_length=500, blank=True)
    next_step = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["plan", "customer"], name="account_once_a_plan")]


class FixedWeek(models.Model):
    """A number the person set for a week of the month; the other weeks share the rest."""

    id = models.BigAutoField(primary_key=True)
    plan = models.ForeignKey(SalesPlan, on_delete=models.CASCADE, related_name="weeks")
    start = models.DateField(help_text="first day of the week's part within the month")
    activity = models.CharField(max_length=10)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "start", "activity"], name="one_number_a_week")
        ]


class Function(models.TextChoices):
    MARKETING = "marketing", _("Marketing")
    PRODUCT = "product", _("Product")
    FINANCE = "finance", _("Finance")


class Desk(models.Model):
    """Who answers requests to a function: holders of a role, the people of a unit, or one person."""

    function = models.CharField(max_length=10, choices=Function.choices, primary_key=True)
    role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")


class Resource(Identified):
    """Something wanted of another function, and its answer."""

    class Measure(models.TextChoices):
        MONEY = "money", _("Money")
        DAYS = "days", _("Person-days")
        PIECES = "pieces", _("Pieces")

    class State(models.TextChoices):
        OPEN = "open", _("Unanswered")
        YES = "yes", _("Agreed")
        PARTLY = "partly", _("Partly agreed")
        NO = "no", _("Declined")

    plan = models.ForeignKey(SalesPlan, on_delete=models.CASCADE, related_name="resources")
    function = models.CharField(max_length=10, choices=Function.choices)
    what = models.CharField(max_length=200)
    measure = models.CharField(max_length=6, choices=Measure.choices)
    quantity = models.BigIntegerField(help_text="money in the smallest unit")
    by_when = models.DateField()
    customer = models.ForeignKey(Customer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    granted = models.BigIntegerField(default=0)
    ready_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["by_when", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="resource_is_something"),
            models.CheckConstraint(
                condition=Q(granted__gte=0, granted__lte=models.F("quantity")), name="granted_within_wanted"
            ),
        ]
