"""What the worker does by itself, once a day."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django_q.models import Schedule

from quotamesh.base.approvals.actions import remind
from quotamesh.base.notices.actions.deliver import sweep
from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.trail.actions import Actor
from quotamesh.check.dailyreports.actions import chase
from quotamesh.check.dailyreports.queries import is_worked
from quotamesh.do.leads.actions import count_unanswered, tell_overdue
from quotamesh.do.pipeline import actions as pipeline
from quotamesh.plan.namedaccounts.actions import count_lists
from quotamesh.plan.projects.actions import miss_steps

MORNING = 8
LOOKING = "quotamesh.site.schedule.look_at_approvals"
SENDING = "quotamesh.base.notices.actions.deliver.send_due"
CHASING = "quotamesh.site.schedule.chase_reports"
SWEEPING = "quotamesh.site.schedule.sweep_deliveries"
MISSING = "quotamesh.site.schedule.miss_milestones"
OVERDUE = "quotamesh.site.schedule.tell_overdue_leads"
SORTING = "quotamesh.site.schedule.sort_customers"
INTEGRITY = "quotamesh.site.schedule.look_at_records"
COUNTING = "quotamesh.site.schedule.count_accounts"
FOLLOWING = "quotamesh.site.schedule.follow_seats"
RENEWING = "quotamesh.do.pipeline.actions.stats.renew_stats"  # chances, and when a deal is stuck


def ensure() -> None:
    """Enter the daily work where it is missing; the worker calls this when it starts."""
    for func in (LOOKING, SWEEPING, MISSING, SORTING, INTEGRITY, COUNTING, FOLLOWING, RENEWING):
        Schedule.objects.get_or_create(func=func, defaults={"name": func, "schedule_type": Schedule.DAILY})
    morning = {"name": CHASING, "schedule_type": Schedule.DAILY, "next_run": _next(MORNING)}
    Schedule.objects.get_or_create(func=CHASING, defaults=morning)
    at_work = {"name": OVERDUE, "schedule_type": Schedule.MINUTES, "minutes": 10}
    Schedule.objects.get_or_create(func=OVERDUE, defaults=at_work)
    often = {"name": SENDING, "schedule_type": Schedule.MINUTES, "minutes": 1}
    Schedule.objects.get_or_create(func=SENDING, defaults=often)


def _next(hour: int) -> datetime:
    """The next time it is this hour where the company is."""
    found = company()
    now = timezone.now().astimezone(ZoneInfo(found.time_zone if found else "Asia/Shanghai"))
    then = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return then if then > now else then + timedelta(days=1)


def chase_reports() -> None:
    """Tell who sent no daily report, and their leaders; nobody on a day off."""
    found, now = company(), timezone.now()
    if found and is_worked(found, today_of(found, now)):
        chase(Actor("Quotamesh", now), found, today_of(found, now))


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


def tell_overdue_leads() -> None:
    """Count the answers that were owed by now, and tell leaders what has waited too long; the demo's clock stands."""
    found, now = company(), timezone.now()
    if found and not found.is_demo:
        count_unanswered(Actor("Quotamesh", now))
        tell_overdue(Actor("Quotamesh", now))


def sort_customers() -> None:
    """Sort all customers into tiers. The demo company's day stands still, and so do its tiers."""
    found, now = company(), timezone.now()
    if found and not found.is_demo:
        # Loaded with the night's work: arrays take a while to load.
        from quotamesh.do.tiers.actions import run_tiers

        run_tiers(Actor("Quotamesh", now), today_of(found, now), nightly=True)


def look_at_records() -> None:
    """What is worth a look in the records of last week and of this one."""
    found, now = company(), timezone.now()
    if found and not found.is_demo:
        from quotamesh.do.followups.actions.integrity import compute_week, monday_of

        monday = monday_of(today_of(found, now))
        for week in (monday - timedelta(days=7), monday):
            compute_week(Actor("Quotamesh", now), week)


def count_accounts() -> None:
    """Tell the summary how far the lists of named accounts are, by what follow-ups and orders brought."""
    found, now = company(), timezone.now()
    if found:
        count_lists(Actor("Quotamesh", now))


def follow_seats() -> None:
    """Bring open deals to the seats that their owners hold from today on."""
    found, now = company(), timezone.now()
    if found:
        pipeline.follow_seats(Actor("Quotamesh", now), today_of(found, now))
