"""What is known of a lead is put right."""

from typing import Any

from django.db import transaction

from quotamesh.base.trail.actions import Actor
from quotamesh.do.leads.actions.rows import keys_of, opened, store
from quotamesh.do.leads.errors import NoWayBack
from quotamesh.do.leads.models import Lead


@transaction.atomic
def change_lead(actor: Actor, lead: Lead, *, seen: int | None = None, **values: Any) -> Lead:
    """Change what is told of a lead: company, contact, phone, email, region, need, product, source, cost.

    Raises:
        StaleLead, NoWayBack
    """
    now = opened(lead, seen, values)
    phone, email = values.get("phone", now.phone), values.get("email", now.email)
    if not phone and not email and ("phone" in values or "email" in values):
        raise NoWayBack
    return store(actor, now, "change", values | keys_of(phone, email))
