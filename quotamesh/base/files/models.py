"""Files that belong to records: what one needs to find and to name them; the bytes lie in the data folder."""

from django.db import models

from quotamesh.base.store.fields import Identified


class StoredFile(Identified):
    """A file as it was sent. The record it belongs to points here; whoever sees the record may have the file."""

    name = models.CharField(max_length=200, help_text="as its owner called it")
    size = models.BigIntegerField(help_text="in bytes")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the bytes")
    stored_as = models.CharField(max_length=64, unique=True, help_text="random name below the files folder")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name
