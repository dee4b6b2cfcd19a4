"""Follow-ups: one contact with a customer each, as it was told and when."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Person, Unit
from quotamesh.base.store.fields import Identified
from quotamesh.do.catalog.models import Product
from quotamesh.do.customers.models import Contact, Customer
from quotamesh.do.pipeline.models import Opportunity


class FollowUp(Identified):
    """A contact with a customer. `day` is when it was, in the company's zone; the server's clock says when it came.

    `product` is the opportunity's when it was recorded, or the root: what is credited does not move later.
    `effective` is what the record said until its deadline; what is added later is read, but not counted.
    """

    class Way(models.TextChoices):
        CALL = "call", _("Phone call")
        VISIT = "visit", _("Visit")
        ONLINE = "online", _("Online meeting")
        MESSAGE = "message", _("Message")
        EVENT = "event", _("Event")
        OTHER = "other", _("Other")

    class Source(models.TextChoices):
        PAGE = "page", _("Page")
        PHONE = "phone", _("Phone, offline")
        PROGRAM = "program", _("Program")
        IMPORT = "import", _("Import")

    code = models.CharField(max_length=64, unique=True, help_text="an import's own, or made here")
    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="follow_ups", db_index=False
    )
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    opportunity = models.ForeignKey(
        Opportunity, null=True, blank=True, on_delete=models.PROTECT, related_name="follow_ups"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="follow_ups", db_index=False)
    seat = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    way = models.CharField(max_length=7, choices=Way.choices)
    summary = models.TextField()
    need = models.TextField(blank=True, help_text="need or feedback")
    next_step = models.CharField(max_length=200, blank=True)
    due = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True, help_text="when the next step was done")
    recorded_at = models.DateTimeField(help_text="the server's clock")
    told_at = models.DateTimeField(
        null=True, blank=True, help_text="the phone's clock, where it wrote offline"
    )
    late = models.BooleanField(default=False)
    effective = models.BooleanField(
        default=False, help_text="a visit that noted a need and agreed a next step"
    )
    amended = models.BooleanField(default=False)
    source = models.CharField(max_length=7, choices=Source.choices, default=Source.PAGE)
    recorded_by = models.CharField(max_length=200)
    informed = models.ManyToManyField(Person, blank=True, related_name="informed_of")
    latitude = models.IntegerField(null=True, blank=True, help_text="millionths of a degree, rounded")
    longitude = models.IntegerField(null=True, blank=True, help_text="millionths of a degree, rounded")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-day", "-id"]
        indexes = [
            models.Index(fields=["seat", "-day"], name="follow_up_seat_day"),
            models.Index(fields=["customer", "-day"], name="follow_up_customer_day"),
            models.Index(fields=["person", "-day"], name="follow_up_person_day"),
            models.Index(fields=["-day", "-id"], name="follow_up_day"),
            models.Index(
                fields=["person", "due"],
                condition=Q(done_on__isnull=True, due__isnull=False, withdrawn_at__isnull=True),
                name="follow_up_open_step",
            ),
            models.Index(
                fields=["latitude", "longitude"],
                condition=Q(latitude__isnull=False),
                name="follow_up_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer} {self.day}"


class Amendment(models.Model):
    """What was changed of a follow-up after its deadline, or why it was withdrawn: {field: [from, to]}."""

    class Kind(models.TextChoices):
        AMENDED = "amended", _("Amended")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.BigAutoField(primary_key=True)
    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="amendments")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    kind = models.CharField(max_length=9, choices=Kind.choices, default=Kind.AMENDED)
    changes = models.JSONField(default=dict)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["at"], name="amendment_at")]


class Photo(Identified):
    """A picture of a follow-up; the file lies in the data folder under its uid."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="photos")
    kind = models.CharField(max_length=4, help_text="jpeg, png or webp")
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]


class IntegrityWeek(models.Model):
    """What is worth a look in a person's week: shares and how far they stand out among peers. It accuses nobody.

    `hints` maps the name of a hint to [count, of how many, standing out in robust deviations, some records' keys].
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="integrity_weeks", db_index=False
    )
    seat = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    week = models.DateField(help_text="its Monday")
    follow_ups = models.PositiveIntegerField()
    hints = models.JSONField(default=dict)
    score = models.FloatField(help_text="the sum of what stands out; for ordering only")
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["week", "person"], name="one_integrity_week")]
        indexes = [models.Index(fields=["seat", "week"], name="integrity_seat_week")]


class SpotCheck(Identified):
    """A follow-up that a leader looks at, chosen by its hints or at random, and what came of it."""

    class Chosen(models.TextChoices):
        HINT = "hint", _("By a hint")
        RANDOM = "random", _("At random")

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed with the customer")
        PLAUSIBLE = "plausible", _("Plausible")
        WRONG = "wrong", _("Not right")

    follow_up = models.OneToOneField(FollowUp, on_delete=models.CASCADE, related_name="spot_check")
    seat = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    week = models.DateField(help_text="the Monday of the week it was chosen from")
    chosen = models.CharField(max_length=6, choices=Chosen.choices)
    hints = models.JSONField(default=list, help_text="names of the hints it was chosen by")
    verdict = models.CharField(max_length=9, choices=Verdict.choices, blank=True)
    note = models.TextField(blank=True)
    judge = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    judged_by = models.CharField(max_length=200, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-week", "id"]
        indexes = [models.Index(fields=["seat", "-week"], name="spot_check_seat_week")]
