"""Today: what somebody said to an action, what the company sets about kinds of action, and calendar feeds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Person, User


class Answer(models.Model):
    """What somebody did with an action of the list: done, put off until a day, or dismissed with a reason."""

    class State(models.TextChoices):
        DONE = "done", _("Done")
        LATER = "later", _("Put off")
        DISMISSED = "dismissed", _("Dismissed")

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=100)
    state = models.CharField(max_length=9, choices=State.choices)
    until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "key"], name="one_answer_an_action")]
        indexes = [models.Index(fields=["person", "-at"], name="today_answer_person")]


class KindRule(models.Model):
    """What the company sets about a kind of action, where it differs from the kind's own. `loss_bp`: the share of
    the chance, in basis points, that is lost when the action is left undone for one round."""

    kind = models.CharField(max_length=20, primary_key=True)
    minutes = models.PositiveSmallIntegerField()
    loss_bp = models.PositiveSmallIntegerField()
    on = models.BooleanField(default=True)


class Feed(models.Model):
    """Somebody's calendar feed. Only the digest of the secret in its link is kept."""

    user = models.OneToOneField(User, primary_key=True, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
