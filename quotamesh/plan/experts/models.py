"""Expert rounds: what is asked, who is invited, and what was answered by nobody one could name."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Unit, User
from quotamesh.base.store.fields import Identified
from quotamesh.do.catalog.models import Indicator, Product


class Question(Identified):
    """What can be reached: one indicator of a unit and product in a fiscal year, estimated in rounds."""

    class State(models.TextChoices):
        OPEN = "open", _("Round open")
        BETWEEN = "between", _("Round closed")
        DONE = "done", _("Done")

    fiscal_year = models.SmallIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    number = models.PositiveSmallIntegerField(default=1, help_text="the running round")
    deadline = models.DateField()
    opened_by = models.CharField(max_length=200)
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]


class Invitation(models.Model):
    id = models.BigAutoField(primary_key=True)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="invitations")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "user"], name="invited_once")]


class Estimate(models.Model):
    """An answer without its author, its moment, or a key that tells the order of answers.

    `mark` is a keyed digest of question, round and user: with it the server finds somebody's own answer again, and
    no query can go from an answer to a name.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="estimates")
    number = models.PositiveSmallIntegerField()
    low = models.BigIntegerField()
    likely = models.BigIntegerField()
    high = models.BigIntegerField()
    reason = models.CharField(max_length=1000)
    mark = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["id"]


class Result(models.Model):
    """A closed round: quartiles of the likely values."""

    id = models.BigAutoField(primary_key=True)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="results")
    number = models.PositiveSmallIntegerField()
    lower = models.BigIntegerField()
    median = models.BigIntegerField()
    upper = models.BigIntegerField()
    answers = models.PositiveSmallIntegerField()
    closed_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="round_closed_once")]
