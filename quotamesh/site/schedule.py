"""What the worker does by itself, once a day."""

from django.utils import timezone
from django_q.models import Schedule

from quotamesh.base.approvals.actions import remind
from quotamesh.base.notices.actions.deliver import sweep
from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.trail.actions import Actor
from quotamesh.plan.projects.actions import miss_steps

LOOKING = "quotamesh.site.schedule.look_at_approvals"
SENDING = "quotamesh.base.notices.actions.deliver.send_due"
SWEEPING = "quotamesh.site.schedule.sweep_deliveries"
MISSING = "quotamesh.site.schedule.miss_milestones"
SORTING = "quotamesh.site.schedule.sort_customers"


def ensure() -> None:
    """Enter the daily work where it is missing; the worker calls this when it starts."""
    for func in (LOOKING, SWEEPING, MISSING, SORTING):
        Schedule.objects.get_or_create(func=func, defaults={"name": func, "schedule_type": Schedule.DAILY})
    often = {"name": SENDING, "schedule_type": Schedule.MINUTES, "minutes": 1}
    Schedule.objects.get_or_create(func=SENDING, defaults=often)


def look_at_approvals() -> None:
    """Close the requests that have expired, and ask those who hold the roles now."""
    found, now = company(), timezone.now()
    if found:
        remind(Actor("Quotamesh", now), today_of(found, now))


def sweep_deliveries() -> None:
    """Forget what went out long ago."""
    sweep(timezone.now())


def miss_milestones() -> None:
    """Count the milestones whose day has gone by."""
    found, now = company(), timezone.now()
    if found:
        miss_steps(Actor("Quotamesh", now), today_of(found, now))


def sort_customers() -> None:
    """Sort all customers into tiers. The demo company's day stands still, and so do its tiers."""
    found, now = company(), timezone.now()
    if found and not found.is_demo:
        # Loaded with the night's work: arrays take a while to load.
        from quotamesh.do.tiers.actions import run_tiers

        run_tiers(Actor("Quotamesh", now), today_of(found, now), nightly=True)
