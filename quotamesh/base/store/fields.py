"""Identities as they appear outside the database."""

from uuid import UUID

import uuid_utils.compat
from django.db import models


def new_uid() -> UUID:
    """A UUIDv7: unique without asking anyone, and in order of time."""
    return uuid_utils.compat.uuid7()


class Identified(models.Model):
    """A row with a small key for joins and columns, and a uid for addresses and the API."""

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(unique=True, default=new_uid, editable=False)

    class Meta:
        abstract = True
