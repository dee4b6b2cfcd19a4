"""Daily reports: what somebody's day came to, in figures and in words, and what is said about it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from quotamesh.base.people.models import Person, Unit
from quotamesh.base.store.fields import Identified


class DailyReport(Identified):
    """A person's day as it was sent. `figures` are the day's figures at that moment, `things` up to three things
    for the next day. It is corrected until the end of the next day; what comes later is a `Remark`."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="daily_reports", db_index=False)
    seat = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    words = models.TextField(blank=True)
    things = models.JSONField(default=list)
    figures = models.JSONField(default=list)
    sent_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    late = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_report_a_day")]
        indexes = [models.Index(fields=["seat", "-day"], name="daily_report_seat_day")]

    def __str__(self) -> str:
        return f"{self.person} {self.day}"


class Remark(Identified):
    """Something said about a report: a comment, an answer to one, or what its writer added later."""

    class Kind(models.TextChoices):
        COMMENT = "comment", _("Comment")
        ADDITION = "addition", _("Addition")

    report = models.ForeignKey(DailyReport, on_delete=models.CASCADE, related_name="remarks")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    text = models.TextField()
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
