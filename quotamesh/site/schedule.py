"""What the worker does by itself, once a day."""

from django.utils import timezone
from django_q.models import Schedule

from quotamesh.base.approvals.actions import remind
from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.trail.actions import Actor

LOOKING = "quotamesh.site.schedule.look_at_approvals"


def ensure() -> None:
    """Enter the daily work where it is missing; the worker calls this when it starts."""
    Schedule.objects.get_or_create(func=LOOKING, defaults={"name": LOOKING, "schedule_type": Schedule.DAILY})


def look_at_approvals() -> None:
    """Close the requests that have expired, and ask those who hold the roles now."""
    found, now = company(), timezone.now()
    if found:
        remind(Actor("Quotamesh", now), today_of(found, now))
