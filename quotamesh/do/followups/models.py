"""Follow-ups: one contact with a customer each, as it was told and when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Person, Unit
from quotamesh.base.store.fields import Identified
from quotamesh.do.customers.models import Contact, Customer
from quotamesh.do.pipeline.models import Opportunity


class FollowUp(Identified):
    """A contact with a customer. `day` is when it was, in the company's zone; the server's clock says when it came."""

    class Way(models.TextChoices):
        CALL = "call", _("Phone call")
        VISIT = "visit", _("Visit")
        ONLINE = "online", _("Online meeting")
        MESSAGE = "message", _("Message")
        EVENT = "event", _("Event")
        OTHER = "other", _("Other")

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
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-day", "-id"]
        indexes = [
            models.Index(fields=["seat", "-day"], name="follow_up_seat_day"),
            models.Index(fields=["customer", "-day"], name="follow_up_customer_day"),
            models.Index(fields=["person", "-day"], name="follow_up_person_day"),
        ]

    def __str__(self) -> str:
        return f"{self.customer} {self.day}"
