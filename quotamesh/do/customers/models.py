"""Those who buy, whom one knows there, what papers there are, whose they are, and which two of them are one."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from quotamesh.base.files.models import StoredFile
from quotamesh.base.people.models import Person, User
from quotamesh.base.store.fields import Identified

LEAST_COMPLEX, MOST_COMPLEX = 1, 5
LONGEST_PERSONA = 200_000


class Standing(models.Manager):
    """Customers as they stand: one that was merged into another is no longer there by itself."""

    def get_queryset(self):
        return super().get_queryset().filter(merged_into=None)


class Tag(Identified):
    name = models.CharField(max_length=40, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Customer(Identified):
    """`first_order`, `last_order` and `last_contact` are told by the features that keep those records."""

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    owner = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="customers"
    )
    segment = models.CharField(max_length=100, blank=True)
    industry = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=100, blank=True)
    channel = models.CharField(max_length=100, blank=True)
    city = models.CharField(max_length=100, blank=True, default="", db_default="")
    persona = models.TextField(blank=True, default="", db_default="")
    complexity = models.PositiveSmallIntegerField(null=True, blank=True)
    own = models.JSONField(default=dict, db_default={})
    tags = models.ManyToManyField(Tag, blank=True, related_name="customers")
    core = models.CharField(max_length=200, blank=True, default="", db_default="", db_index=True)
    first_order = models.DateField(null=True, blank=True)
    last_order = models.DateField(null=True, blank=True)
    last_contact = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed", db_index=False
    )
    revision = models.PositiveIntegerField(default=1, db_default=1)

    objects = Standing()
    everything = models.Manager()

    class Meta:
        ordering = ["code"]
        indexes = [
            models.Index(fields=["name", "id"], name="customer_name"),
            # Of those that stand an index would only lead astray: they are nearly all.
            models.Index(fields=["merged_into"], condition=~Q(merged_into=None), name="customer_merged"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(complexity=None) | Q(complexity__range=(LEAST_COMPLEX, MOST_COMPLEX)),
                name="complexity_1_to_5",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="merged_into_another"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SearchKey(models.Model):
    """A text by which a customer is found while one types, as bytes, so that every database orders it alike.

    `holder` is who has the customer in sight by it: its owner, or one with whom it is shared.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.BinaryField(max_length=80)
    holder = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+", db_index=False)
    shared = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = [
            models.Index(fields=["key", "customer"], name="search_key"),
            models.Index(fields=["holder", "key"], name="search_holder_key"),
        ]


class Word(models.Model):
    """A word that stands in some record, for filters and as a proposal while one types; kept by the actions."""

    id = models.BigAutoField(primary_key=True)
    field = models.CharField(max_length=10)
    text = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["field", "text"], name="word_once")]


class OwnField(Identified):
    """A field that sales operations added to the customer's record; a retired one keeps what was written in it."""

    class Kind(models.TextChoices):
        TEXT = "text", _("Text")
        NUMBER = "number", _("Number")
        DATE = "date", _("Date")
        CHOICE = "choice", _("Choice")

    code = models.SlugField(max_length=40, unique=True)
    name_zh = models.CharField(max_length=60, blank=True)
    name_en = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.TEXT)
    choices = models.JSONField(default=list, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        chinese = (get_language() or "").startswith("zh")
        return (self.name_zh or self.name_en) if chinese else (self.name_en or self.name_zh)


class Contact(Identified):
    """Somebody at a customer's, and what part that person has in a decision to buy."""

    class Part(models.TextChoices):
        DECIDES = "decides", _("Decides")
        INFLUENCES = "influences", _("Influences")
        USES = "uses", _("Uses")
        BUYS = "buys", _("Buys")
        CHAMPIONS = "champions", _("Supports us")
        OTHER = "other", _("Other")

    IN_DECISION = (Part.DECIDES, Part.INFLUENCES, Part.BUYS)

    code = models.CharField(max_length=64, unique=True)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=100)
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.OTHER)
    title = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    revision = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class Document(Identified):
    """A file that was put on a customer. Whoever sees the customer may have it; `added_by` may take it away."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="documents")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file.name


class Share(models.Model):
    """A customer that is in a further person's sight, besides the owner's."""

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="shares")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="shared_customers")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "person"], name="shared_once")]


class OwnerChange(Identified):
    """Who had a customer until when, and why it went to somebody else; `transfer` joins those of one go."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="owner_changes")
    before = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    why = models.CharField(max_length=200)
    transfer = models.UUIDField(null=True)

    class Meta:
        ordering = ["-at", "-id"]


class Suspect(Identified):
    """Two customers that may be one. Those found different stay so."""

    one = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    likeness = models.PositiveSmallIntegerField()
    different = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ["-likeness", "id"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="suspected_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="older_one_first"),
        ]
        indexes = [models.Index(fields=["different", "-likeness", "id"], name="suspect_open")]


class Merge(Identified):
    """One customer made part of another, with all that is needed to take it apart again.

    `moved`: {model: {field: [keys]}} of what pointed to the loser; `filled`: what the winner lacked and got; `left`:
    what of the loser gave way to a row of the winner (see `met.written`).
    """

    winner = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="merges")
    loser = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    moved = models.JSONField(default=dict)
    filled = models.JSONField(default=dict)
    left = models.JSONField(default=list, db_default=[])
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
