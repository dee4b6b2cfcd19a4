"""Imports asked for on a page, and which header held which column the last time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from quotamesh.base.jobs.models import Job
from quotamesh.base.store.fields import Identified


class ImportRun(Identified):
    """One upload from choosing the file to the result. The file goes with success, else after a week."""

    class State(models.TextChoices):
        MAPPING = "mapping", _("To be mapped")
        STARTED = "started", _("Started")
        DONE = "done", _("Done")
        REFUSED = "refused", _("Refused")

    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=State.choices, default=State.MAPPING)
    owner_id = models.BigIntegerField(null=True, db_index=True)
    owner = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200)
    stored_as = models.CharField(max_length=100, blank=True, help_text="random name below the uploads folder")
    errors_as = models.CharField(max_length=100, blank=True, help_text="the error file, beside the upload")
    mapping = models.JSONField(default=dict)
    values = models.JSONField(default=dict, help_text="{column: {theirs: ours}}")
    result = models.JSONField(default=dict)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(db_index=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file_name


class RememberedMapping(models.Model):
    """The mapping chosen for a set of headers; offered again when the same headers come."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    signature = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    values = models.JSONField(default=dict, help_text="{column: {theirs: ours}}")
    used_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "signature"], name="one_mapping_a_set_of_headers")
        ]
