"""The company, its org tree with history, and who may sign in."""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quotamesh.base.store.fields import Identified, new_uid
from quotamesh.base.store.paths import InTree
from quotamesh.base.store.validity import Valid, ends_after_it_starts


class Role(models.TextChoices):
    DIRECTOR = "director", _("Director")
    SALES_OPERATIONS = "sales_operations", _("Sales operations")
    LEADER = "leader", _("Leader")
    REPRESENTATIVE = "representative", _("Representative")
    SDR = "sdr", _("Sales development")
    BD = "bd", _("Business development")
    PRESALES = "presales", _("Presales")
    ANALYST = "analyst", _("Analyst")
    FINANCE = "finance", _("Finance")
    LEGAL = "legal", _("Legal")
    ADMINISTRATOR = "administrator", _("Administrator")


class Company(Identified):
    """The one company of this installation."""

    name = models.CharField(max_length=200)
    currency = models.CharField(max_length=3, default="CNY")
    fiscal_start = models.PositiveSmallIntegerField(default=1)
    country = models.CharField(max_length=2, default="CN", blank=True)
    time_zone = models.CharField(max_length=64, default="Asia/Shanghai")
    week_scheme = models.CharField(
        max_length=5, default="iso", choices=[("iso", "ISO 8601"), ("4-4-5", "4-4-5")]
    )
    is_demo = models.BooleanField(default=False)
    demo_day = models.DateField(
        null=True, blank=True, help_text="the day on which the demo company stands still"
    )
    setup_step = models.PositiveSmallIntegerField(
        default=0, help_text="step of the set-up reached; 0 when done"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(fiscal_start__range=(1, 12)), name="company_fiscal_start_is_a_month"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Unit(Identified, InTree, Valid):
    """A node of the org tree: company, region, team, or the seat of one person."""

    class Kind(models.TextChoices):
        COMPANY = "company", _("Company")
        REGION = "region", _("Region")
        TEAM = "team", _("Team")
        SEAT = "seat", _("Seat")

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.TEAM)

    class Meta:
        ordering = ["path"]
        constraints = [ends_after_it_starts("unit_ends_after_it_starts")]

    def __str__(self) -> str:
        return self.name


class Person(Identified):
    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Tenure(Identified, Valid):
    """Who held a seat from when to when, and in which role: the history of the organisation."""

    seat = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="tenures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tenures")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.REPRESENTATIVE)

    class Meta:
        constraints = [ends_after_it_starts("tenure_ends_after_it_starts")]
        indexes = [models.Index(fields=["person", "valid_from"], name="tenure_person")]

    def covers(self, day: date) -> bool:
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


class User(AbstractUser):
    """A sign-in. What it reaches comes from its person's seats, or from its own role for those without a seat."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    person = models.OneToOneField(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="user"
    )
    role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    language = models.CharField(max_length=10, blank=True)

    REQUIRED_FIELDS: list[str] = []

    def __str__(self) -> str:
        return self.person.name if self.person_id else self.username


class ApiToken(Identified):
    """A key for programs. Only its digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
