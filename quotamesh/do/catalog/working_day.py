"""The company's own word on a day."""

from datetime import date

from django.db import transaction

from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.catalog.models import CalendarDay


@transaction.atomic
def set_working_day(actor: Actor, *, day: date, working: bool, note: str = "") -> CalendarDay:
    """Say that a day is worked or off, above the public calendar."""
    before = CalendarDay.objects.filter(day=day).first()
    row, _ = CalendarDay.objects.update_or_create(day=day, defaults={"working": working, "note": note})
    change = {"working": [before and before.working, working], "note": [before and before.note, note]}
    record(
        actor, "calendar.day", subject="calendar", key=day.isoformat(), label=day.isoformat(), change=change
    )
    return row
