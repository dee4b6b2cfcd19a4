"""The trail: who changed what, when, from what to what, each entry sealed to the one before."""

from django.db import models


class Entry(models.Model):
    """One write. Never changed, never removed; `digest` seals it together with its predecessor."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=200)
    verb = models.CharField(max_length=60, db_index=True)
    subject = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=80, db_index=True)
    label = models.CharField(max_length=300)
    change = models.JSONField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["at"], name="trail_by_moment"),
            models.Index(fields=["subject", "id"], name="trail_by_subject"),
        ]


class Head(models.Model):
    """The end of the chain: one row, locked while an entry is appended."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    length = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")
