"""What a calendar feed tells: next steps, milestones and closing dates of one person, under their own sight."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.people.models import User
from quotamesh.base.people.viewer import Viewer
from quotamesh.check.today.actions.feed import digest_of
from quotamesh.check.today.kinds.deals import deal_url
from quotamesh.check.today.models import Feed
from quotamesh.do.followups.queries import open_steps
from quotamesh.do.pipeline.access import visible_opportunities
from quotamesh.kernel.ics import DayEvent
from quotamesh.plan.projects.access import visible_projects
from quotamesh.plan.projects.models import Step

BACK, AHEAD, MOST = timedelta(days=30), timedelta(days=366), 300
Absolute = Callable[[str], str]


def owner_of(token: str) -> User | None:
    """Whose secret this is; nobody's if it was renewed, or the sign-in was closed."""
    row = Feed.objects.filter(digest=digest_of(token), user__is_active=True).select_related("user").first()
    return row.user if row else None


def feed_of(user: User) -> Feed | None:
    return Feed.objects.filter(user=user).first()


def events(viewer: Viewer, today: date, absolute: Absolute) -> list[DayEvent]:
    """Three queries. `absolute` makes a whole address of a path."""
    if viewer.person_id is None:
        return []
    between = (today - BACK, today + AHEAD)
    parts = (_steps(viewer, between, absolute), _milestones(viewer, between, absolute))
    return [event for part in (*parts, _closings(viewer, between, absolute)) for event in part]


def _steps(viewer: Viewer, between: tuple[date, date], absolute: Absolute) -> Iterator[DayEvent]:
    rows = open_steps([viewer.person_id], until=between[1]).filter(due__gte=between[0])
    for row in rows[:MOST]:
        url = absolute(reverse("followups:one", args=[row.uid]))
        yield DayEvent(f"step-{row.uid}", row.due, f"{row.customer.name}: {row.next_step}", row.need, url)


def _milestones(viewer: Viewer, between: tuple[date, date], absolute: Absolute) -> Iterator[DayEvent]:
    seen = visible_projects(viewer).filter(opportunity__outcome="").values("pk")
    rows = Step.objects.filter(
        project__in=seen, owner_id=viewer.person_id, due__range=between, reached_on=None
    )
    for row in rows.select_related("project__opportunity").order_by("due", "pk")[:MOST]:
        url = absolute(reverse("projects:project", args=[row.project.uid]))
        yield DayEvent(
            f"milestone-{row.uid}", row.due, f"{row.project.opportunity.name}: {row.name}", "", url
        )


def _closings(viewer: Viewer, between: tuple[date, date], absolute: Absolute) -> Iterator[DayEvent]:
    """One's own deals only: a leader's calendar would be full of everybody's."""
    rows = visible_opportunities(viewer).filter(
        owner_id=viewer.person_id, outcome="", expected__range=between
    )
    for row in rows.select_related("customer").order_by("expected", "pk")[:MOST]:
        title = _("Close: %(name)s") % {"name": row.name}
        about = row.customer.name if row.customer else ""
        yield DayEvent(f"closing-{row.uid}", row.expected, title, about, absolute(deal_url(row)))
