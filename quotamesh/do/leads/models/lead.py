"""A lead and what was noted about it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Person, Unit
from quotamesh.base.store.fields import Identified
from quotamesh.do.catalog.models import Product
from quotamesh.do.customers.models import Customer
from quotamesh.do.followups.models import FollowUp
from quotamesh.do.leads.models.rules import Rule
from quotamesh.do.leads.models.source import Source
from quotamesh.do.pipeline.models import Opportunity

LONGEST_NEED = 100_000


class Lead(Identified):
    """A lead, and where it stands.

    `unit` is where it lies: the owner's seat, or the unit in whose queue it waits; it decides who sees it.
    `seat` is the one it counts for: of whoever took it up first (see `counting.py`).
    `cost` is in the smallest unit of money. `answer_due` is empty where no clock runs, as for what was imported.
    `phone_key` and `email_key` are what doubles are known by.
    """

    class State(models.TextChoices):
        NEW = "new", _("New")
        ANSWERED = "answered", _("Answered")
        CONVERTED = "converted", _("Converted")
        RECYCLED = "recycled", _("Recycled")
        DROPPED = "dropped", _("Dropped")
        MERGED = "merged", _("Merged")

    class Entry(models.TextChoices):
        FORM = "form", _("Form")
        HAND = "hand", _("By hand")
        IMPORT = "import", _("Import")
        PROGRAM = "program", _("Program")

    class Why(models.TextChoices):
        """Why a lead was dropped or given back."""

        NO_NEED = "no_need", _("no need")
        NO_BUDGET = "no_budget", _("no budget")
        NOT_NOW = "not_now", _("not now")
        UNREACHED = "unreached", _("not reached")
        RIVAL = "rival", _("chose somebody else")
        SPAM = "spam", _("not meant seriously")
        OTHER = "other", _("other reason")

    code = models.CharField(max_length=64, unique=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="leads", db_index=False)
    date = models.DateField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.NEW)
    entry = models.CharField(max_length=7, choices=Entry.choices, default=Entry.HAND)
    company = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    region = models.CharField(max_length=100, blank=True)
    need = models.TextField(blank=True)
    product = models.ForeignKey(Product, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    owner = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="leads", db_index=False
    )
    seat = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rule = models.ForeignKey(Rule, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    customer = models.ForeignKey(
        Customer, null=True, blank=True, on_delete=models.PROTECT, related_name="leads"
    )
    opportunity = models.ForeignKey(
        Opportunity, null=True, blank=True, on_delete=models.PROTECT, related_name="leads", db_index=False
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    cost = models.BigIntegerField(default=0)
    arrived_at = models.DateTimeField()
    consent_at = models.DateTimeField(null=True, blank=True)
    answer_due = models.DateTimeField(null=True, blank=True)
    answer_day = models.DateField(
        null=True,
        blank=True,
        help_text="on which the owed answer counts; empty until it is given, or due and not given",
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=9, choices=Why.choices, blank=True)
    why_words = models.CharField(max_length=200, blank=True)
    wake_on = models.DateField(null=True, blank=True)
    phone_key = models.CharField(max_length=40, blank=True, editable=False)
    email_key = models.CharField(max_length=254, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-date", "-id"]
        indexes = [
            models.Index(fields=["unit", "state"], name="lead_unit_state"),
            models.Index(fields=["owner", "state"], name="lead_owner_state"),
            models.Index(fields=["source", "date"], name="lead_source_date"),
            models.Index(fields=["date"], name="lead_date"),
            models.Index(fields=["answer_day"], name="lead_answer_day"),
            models.Index(
                fields=["answer_due"],
                condition=Q(answer_day=None, answer_due__isnull=False),
                name="lead_answer_owed",
            ),
            models.Index(fields=["phone_key"], name="lead_phone", condition=~Q(phone_key="")),
            models.Index(fields=["email_key"], name="lead_email", condition=~Q(email_key="")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity"],
                condition=Q(opportunity__isnull=False),
                name="opportunity_from_one_lead",
            ),
            models.CheckConstraint(condition=Q(cost__gte=0), name="cost_of_lead_not_below_nought"),
        ]

    def __str__(self) -> str:
        return self.company or self.contact or self.code

    @property
    def in_time(self) -> bool:
        """Whether the first answer was given before it was due."""
        return bool(self.answered_at and self.answer_due and self.answered_at <= self.answer_due)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


OPEN = (Lead.State.NEW, Lead.State.ANSWERED)


class LeadNote(Identified):
    """An answer to a lead or a word about it. Notes are never changed. `follow_up`: the record with the customer that
    the same answer is, where the customer was known already."""

    class Way(models.TextChoices):
        CALL = "call", _("Phone call")
        VISIT = "visit", _("Visit")
        ONLINE = "online", _("Online meeting")
        MESSAGE = "message", _("Message")
        NOTE = "note", _("Note")

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="notes")
    way = models.CharField(max_length=7, choices=Way.choices)
    text = models.TextField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    follow_up = models.ForeignKey(
        FollowUp, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["-id"]
