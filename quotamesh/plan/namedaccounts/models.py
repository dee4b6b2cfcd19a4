"""Named accounts: the customers one goes for by name, and what is planned with each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Unit
from quotamesh.base.store.fields import Identified
from quotamesh.base.store.months import MONTHS, with_columns
from quotamesh.do.customers.models import Customer


@with_columns(MONTHS)
class NamedAccount(Identified):
    """A customer on the list of a seat in a fiscal year; the twelve months hold how many contacts are planned."""

    class Team(models.TextChoices):
        SALES = "sales", _("Sales")
        SDR = "sdr", _("Sales development")
        BD = "bd", _("Business development")
        PRESALES = "presales", _("Presales")

    class Way(models.TextChoices):
        VISIT = "visit", _("Visit")
        CALL = "call", _("Phone call")
        ONLINE = "online", _("Online meeting")
        EVENT = "event", _("Event")

    class Priority(models.TextChoices):
        A = "A", "A"
        B = "B", "B"
        C = "C", "C"

    fiscal_year = models.SmallIntegerField()
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="named")
    seat = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="named_accounts")
    team = models.CharField(max_length=8, choices=Team.choices, default=Team.SALES)
    priority = models.CharField(max_length=1, choices=Priority.choices, default=Priority.B)
    way = models.CharField(max_length=6, choices=Way.choices, default=Way.VISIT)
    next_step = models.CharField(max_length=200, blank=True)
    due = models.DateField(null=True, blank=True)
    reached_on = models.DateField(null=True, blank=True, help_text="first contact to a decision maker")
    penetrated_on = models.DateField(null=True, blank=True, help_text="need confirmed by several people")
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["priority", "customer__name", "id"]
        indexes = [models.Index(fields=["fiscal_year", "seat"], name="named_year_seat")]
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "customer", "team"],
                condition=Q(ended_on__isnull=True),
                name="named_once_a_year_and_team",
            )
        ]

    def __str__(self) -> str:
        return f"{self.customer} FY{self.fiscal_year}"

    @property
    def months(self) -> tuple[int, ...]:
        return tuple(getattr(self, name) for name in MONTHS)

    @property
    def planned(self) -> int:
        return sum(self.months)


class HandOver(Identified):
    """An account goes from one team's seat to the next team's; the receiver accepts it or sends it back.

    `items` are the demanded answers, by code. `first`: no hand-over of the account between these teams was sent
    back before.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        ACCEPTED = "accepted", _("Taken over")
        RETURNED = "returned", _("Sent back")

    account = models.ForeignKey(NamedAccount, on_delete=models.PROTECT, related_name="hand_overs")
    from_seat = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_seat = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    from_team = models.CharField(max_length=8, choices=NamedAccount.Team.choices)
    to_team = models.CharField(max_length=8, choices=NamedAccount.Team.choices)
    note = models.TextField(blank=True)
    items = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    first = models.BooleanField(default=True)
    made_on = models.DateField()
    made_by = models.CharField(max_length=200)
    decided_on = models.DateField(null=True, blank=True, db_index=True)
    decided_by = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(state="waiting"), name="one_hand_over_waits"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account.customer}: {self.from_seat} → {self.to_seat}"
