"""Target talks, agreements with their signatures, the texts they are made from, the files that were issued."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quotamesh.base.people.models import Person, Role, Unit
from quotamesh.base.store.fields import Identified
from quotamesh.plan.targets.models import Plan

LONGEST_TEXT = 4000


class Side(models.TextChoices):
    OWNER = "owner", _("Owner of the target")
    LEADER = "leader", pgettext_lazy("document", "Leader")


class Talk(Identified):
    """The target talk about one unit of a draft. `offer` is what lies on the table: {indicator: four quarters}."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        PROPOSED = "proposed", _("Proposed")
        COUNTERED = "countered", _("Countered")
        AGREED = "agreed", _("Agreed")
        DISPUTED = "disputed", _("Disputed")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="talks")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    leader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    offer = models.JSONField()
    offered_by = models.CharField(max_length=6, choices=Side.choices, default=Side.LEADER)
    revision = models.PositiveIntegerField(default=0, help_text="goes up with every turn of the talk")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["unit__path"]
        constraints = [models.UniqueConstraint(fields=["plan", "unit"], name="one_talk_a_unit_and_plan")]

    def __str__(self) -> str:
        return f"{self.plan} · {self.unit}"


class Turn(Identified):
    """What somebody said or did in a talk. `offer` holds the numbers where some were named."""

    class Kind(models.TextChoices):
        OPEN = "open", _("opened the talk")
        ACCEPT = "accept", _("accepted the numbers")
        COUNTER = "counter", _("proposed other numbers")
        ANSWER = "answer", _("answered with numbers")
        DISPUTE = "dispute", _("does not agree")
        SAY = "say", _("wrote")
        APPLY = "apply", _("took the numbers into the plan")

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="turns")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    side = models.CharField(max_length=6, choices=Side.choices)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    offer = models.JSONField(null=True)

    class Meta:
        ordering = ["id"]


class Terms(Identified):
    """Standard of completion, reward and penalty for a role ('' for everybody), in both languages; never edited."""

    role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    version = models.PositiveIntegerField()
    text = models.JSONField(help_text="{standard, reward, penalty: {zh, en}}")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["role", "-version"]
        constraints = [models.UniqueConstraint(fields=["role", "version"], name="terms_version_once_a_role")]


class Agreement(Identified):
    """One version of the agreement of an owner about a unit's targets of a year.

    `content` is canonical JSON and never changes: triggers of the database refuse it. Other content is another
    version. What was signed counts until the version that supersedes it is signed too.
    """

    class State(models.TextChoices):
        OPEN = "open", _("To be signed")
        SIGNED = "signed", _("Signed")
        SUPERSEDED = "superseded", _("Superseded")
        REPLACED = "replaced", _("Replaced unsigned")

    number = models.CharField(max_length=120, unique=True)
    fiscal_year = models.SmallIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    leader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="agreements")
    version = models.PositiveIntegerField(default=1)
    supersedes = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    content = models.TextField(help_text="canonical JSON: sorted keys, integers, UTF-8")
    digest = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of the content")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["fiscal_year", "unit__path", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "unit", "owner", "version"], name="agreement_version_once"
            ),
            models.UniqueConstraint(
                fields=["fiscal_year", "unit", "owner"],
                condition=Q(state="open"),
                name="one_agreement_to_sign",
            ),
            models.UniqueConstraint(
                fields=["fiscal_year", "unit", "owner"],
                condition=Q(state="signed"),
                name="one_agreement_that_counts",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Signature(Identified):
    """Who signed which content when. `seal` binds the three; rows never change."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=6, choices=Side.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content that was signed")
    seal = models.CharField(max_length=64, help_text="SHA-256 over side, signer, moment and digest")

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["agreement", "side"], name="a_side_signs_once")]


class Issued(Identified):
    """A PDF file that left the house, by its digest."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="files")
    language = models.CharField(max_length=10)
    signatures = models.PositiveSmallIntegerField(help_text="how many it bears")
    digest = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField()
    at = models.DateTimeField()


class Reminder(Identified):
    """A note to somebody whose acceptance or signature is awaited; gone once it has come."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    fiscal_year = models.SmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-at"]


class PublicCheck(models.Model):
    """That a stranger had a file checked: who, as a keyed digest only, when, and against which agreement a content
    that is not whole was held. Kept for a day."""

    id = models.BigAutoField(primary_key=True)
    sender = models.CharField(max_length=32)
    agreement = models.ForeignKey(Agreement, null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="public_check_at")]
