"""A table of units becomes the org tree."""

from django.db import transaction

from quotamesh.base.people.models import Unit
from quotamesh.base.tables.kinds import Outcome
from quotamesh.base.tables.upserts import Drafts, plant

DEFAULTS = {"kind": Unit.Kind.TEAM, "parent_id": None, "valid_from": None, "valid_to": None}


@transaction.atomic
def store_units(_actor, drafts: Drafts, _progress) -> Outcome:
    """Make and change units by code; moved units take their branches with them. The caller leaves the trail entry."""
    return plant(Unit, drafts, DEFAULTS)
