"""Opportunities on their way through stages, whose gates ask what must be known before one goes on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quotamesh.base.files.models import StoredFile
from quotamesh.base.people.models import Person, Unit
from quotamesh.base.shell.formats import is_chinese
from quotamesh.base.store.fields import Identified
from quotamesh.do.catalog.models import Product
from quotamesh.do.customers.models import Customer


class Named(models.Model):
    """What the company calls a thing, in one language or both."""

    name_zh = models.CharField(max_length=60, blank=True)
    name_en = models.CharField(max_length=60, blank=True)

    class Meta:
        abstract = True

    @property
    def label(self) -> str:
        first, second = (self.name_zh, self.name_en) if is_chinese() else (self.name_en, self.name_zh)
        return first or second

    def __str__(self) -> str:
        return self.label


class Flow(Identified):
    """The stages of a business line; the one without a product serves every line that has none of its own."""

    product = models.OneToOneField(Product, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    revision = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class Stage(Identified, Named):
    """A step of a flow. `kind` says what a stage means wherever it stands and whatever it is called.

    `usual` is renewed each night: the days within which four stays in five ended; of the won stage, those of the
    whole way from opened to closed.
    """

    class Kind(models.TextChoices):
        DISCOVERY = "discovery", _("Discovery")
        PROPOSAL = "proposal", _("Proposal")
        OBJECTION = "objection", _("Objections")
        CLOSE = "close", _("Closing")
        OTHER = "other", _("Other")
        WON = "won", _("Won")
        LOST = "lost", _("Lost")

    ENDS = (Kind.WON, Kind.LOST)

    flow = models.ForeignKey(Flow, on_delete=models.PROTECT, related_name="stages")
    kind = models.CharField(max_length=9, choices=Kind.choices, default=Kind.OTHER)
    order = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    minimum = models.PositiveSmallIntegerField(default=0, help_text="points its gate asks for")
    usual = models.PositiveIntegerField(null=True, blank=True, help_text="days; kept by the nightly work")
    retired = models.BooleanField(default=False, help_text="no deal comes here any more; its history stays")

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["flow", "code"], name="stage_once_a_flow")]

    @property
    def is_end(self) -> bool:
        return self.kind in self.ENDS


class GateItem(Identified, Named):
    """Something that must be known, or counts points, before a deal leaves a stage."""

    class What(models.TextChoices):
        ANSWER = "answer", _("Answer")
        FILE = "file", _("File")
        FIELD = "field", _("Field")

    class Field(models.TextChoices):
        CUSTOMER = "customer", _("Customer")
        AMOUNT = "amount", _("Amount")
        EXPECTED = "expected", _("Expected close")
        CHANCE = "own_chance", _("Own estimate of the chance")
        CONTACT = "contact", _("A contact of the customer")
        DECIDER = "decider", _("A contact who decides")

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField(default=0)
    code = models.SlugField(max_length=40)
    what = models.CharField(max_length=6, choices=What.choices, default=What.ANSWER)
    field = models.CharField(max_length=10, choices=Field.choices, blank=True)
    demanded = models.BooleanField(default=True)
    points = models.PositiveSmallIntegerField(default=0)
    retired = models.BooleanField(default=False, help_text="no longer asked for; what was answered stays")

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["stage", "code"], name="item_once_a_stage")]

    @property
    def label(self) -> str:
        """Its own name; of a field without one, the field's."""
        return super().label or (str(self.get_field_display()) if self.field else self.code)


class LossReason(Identified, Named):
    """Why deals are lost, as the company counts it. A retired one is not offered; deals lost for it keep its code."""

    code = models.SlugField(max_length=20, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    retired = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order", "id"]

    @property
    def names(self) -> tuple[str, str, str]:
        return self.code, self.name_zh, self.name_en


class Opportunity(Identified):
    """A possible deal. `amount` is in the company's currency, in its smallest unit; the seat is its owner's.

    `outcome` is what the stage's kind says, kept beside it for counting. A closed deal keeps the seat that its owner
    held on the day of the close. `new_customer`: won, and the first deal ever of its customer.
    """

    class Outcome(models.TextChoices):
        OPEN = "", _("Open")
        WON = "won", _("Won")
        LOST = "lost", _("Lost")

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    customer = models.ForeignKey(
        Customer, null=True, blank=True, on_delete=models.PROTECT, related_name="opportunities"
    )
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="opportunities")
    seat = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="opportunities")
    outcome = models.CharField(max_length=4, choices=Outcome.choices, blank=True, default=Outcome.OPEN)
    amount = models.BigIntegerField(null=True, blank=True)
    opened = models.DateField(null=True, blank=True)
    entered = models.DateField(null=True, blank=True, help_text="since when it stands in its stage")
    expected = models.DateField(null=True, blank=True, help_text="when it is expected to close")
    closed = models.DateField(null=True, blank=True)
    cycle = models.PositiveIntegerField(null=True, help_text="days from opened to closed")
    why = models.CharField(max_length=20, blank=True, help_text="code of the reason it was lost for")
    reason = models.CharField(
        max_length=200, blank=True, help_text="of the loss, or of the win, in own words"
    )
    own_chance = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="the owner's word, in percent"
    )
    new_customer = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "opportunities"
        indexes = [
            models.Index(fields=["seat", "stage"], name="opportunity_seat_stage"),
            models.Index(fields=["closed"], name="opportunity_closed"),
            models.Index(
                fields=["seat", "stage", "product", "amount"],
                name="opportunity_open",
                condition=Q(outcome=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.outcome == self.Outcome.OPEN


class OpportunityLine(models.Model):
    """What one product brings to a deal; the lines of a deal add up to its amount."""

    id = models.BigAutoField(primary_key=True)
    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["opportunity", "product"], name="one_line_a_product"),
        ]


class GateAnswer(models.Model):
    """What is known of a gate's item: words, or a file."""

    id = models.BigAutoField(primary_key=True)
    opportunity = models.ForeignKey(
        Opportunity, on_delete=models.CASCADE, related_name="answers", db_index=False
    )
    item = models.ForeignKey(GateItem, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    answered_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opportunity", "item"], name="one_answer_an_item")]


class StageMove(models.Model):
    """A deal came from one stage to another, on a day, in the hands of a seat.

    `stood`: days in the stage left. `asked`, `answered`: the discovery gate's questions when the deal first went on
    from discovery. `proposed`: its first entry into a stage of proposals.
    """

    id = models.BigAutoField(primary_key=True)
    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="moves")
    day = models.DateField(db_index=True)
    at = models.DateTimeField()
    who = models.CharField(max_length=200)
    seat = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    from_stage = models.ForeignKey(
        Stage, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    to_stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+", db_index=False)
    stood = models.PositiveIntegerField(null=True)
    asked = models.PositiveSmallIntegerField(default=0)
    answered = models.PositiveSmallIntegerField(default=0)
    proposed = models.BooleanField(default=False)
    lacking = models.JSONField(default=list, help_text="what the gates lacked, in the words of that day")
    override = models.CharField(max_length=300, blank=True, help_text="why a leader let it through")

    class Meta:
        ordering = ["id"]


class Expectation(models.Model):
    """When a deal was expected to close, as it was said at a time."""

    id = models.BigAutoField(primary_key=True)
    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="expectations")
    expected = models.DateField(null=True)
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["id"]


class StageStat(models.Model):
    """Closed deals of a main line that stood in a stage: what probabilities rest on, so that no page reads history.

    In the rows of won and lost stages every closed deal stands once: together they are the pool.
    """

    id = models.BigAutoField(primary_key=True)
    line = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+", db_index=False)
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="+")
    closed = models.PositiveIntegerField(default=0)
    won = models.PositiveIntegerField(default=0)
    dated = models.PositiveIntegerField(default=0, help_text="closed deals of which the days are known")
    days = models.BigIntegerField(default=0, help_text="from entering the stage to the close, summed")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "stage"], name="stat_once_a_stage")]
