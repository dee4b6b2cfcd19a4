"""What can be done to customers."""

from django.db import transaction

from quotamesh.base.tables.kinds import Outcome
from quotamesh.base.tables.upserts import Drafts, upsert
from quotamesh.do.customers.models import Customer

TEXTS = ("segment", "industry", "region", "channel")


@transaction.atomic
def store_customers(_actor, drafts: Drafts, _progress) -> Outcome:
    """Make and change customers by code. The caller leaves the trail entry."""
    return upsert(Customer, drafts, "code", {"owner_id": None, **dict.fromkeys(TEXTS, "")})
