"""Reminding those whose word is awaited: a note they find in the product."""

from collections.abc import Iterable

from django.db import transaction

from quotamesh.base.trail.actions import Actor, record
from quotamesh.plan.agreements.models import Reminder

Awaited = tuple[int, int]


@transaction.atomic
def remind(actor: Actor, fiscal_year: int, awaited: Iterable[Awaited]) -> int:
    """A note to each (unit, person); a newer one takes the place of the older."""
    awaited = sorted(set(awaited))
    for unit, person in awaited:
        Reminder.objects.filter(unit_id=unit, person_id=person, fiscal_year=fiscal_year).delete()
    Reminder.objects.bulk_create(
        Reminder(unit_id=unit, person_id=person, fiscal_year=fiscal_year, at=actor.at, by=actor.name)
        for unit, person in awaited
    )
    if awaited:
        change = {"people": [None, len(awaited)]}
        record(
            actor, "agreement.remind", subject="agreement", key=f"FY{fiscal_year}", label="", change=change
        )
    return len(awaited)
