"""Milestones of projects that are due soon, or past due."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quotamesh.base.shell.formats import local_day
from quotamesh.check.today.action import Action
from quotamesh.check.today.desk import Desk
from quotamesh.check.today.kinds.deals import about, at_stake
from quotamesh.check.today.rules import Rule
from quotamesh.kernel.next_actions import fading, kept
from quotamesh.plan.projects.access import visible_projects
from quotamesh.plan.projects.models import Step

NAME = gettext_lazy("Milestones of projects")
MEANING = gettext_lazy(
    "Milestones one owns that are due within three days or late; each week late counts as a round."
)
MINUTES, LOSS = 45, 0.05
SOON, EVERY, MOST_LOSS, MOST = 3, 7, 0.4, 60


def find(desk: Desk, rule: Rule) -> list[Action]:
    rows = Step.objects.filter(
        project__in=visible_projects(desk.viewer).values("pk"), project__opportunity__outcome="",
        owner_id=desk.person, due__lte=desk.ahead(SOON), reached_on=None,
    ).select_related("project__opportunity__product", "project__opportunity__customer")  # fmt: skip
    return [_action(desk, rule, row) for row in rows.order_by("due", "pk")[:MOST]]


def _action(desk: Desk, rule: Rule, row: Step) -> Action:
    deal, late = row.project.opportunity, desk.waited(row.due)
    loss = fading(rule.loss, late + EVERY, EVERY, MOST_LOSS)
    value, how = at_stake(desk, deal, *kept(desk.chance(deal), loss))
    return Action(
        kind=rule.kind,
        key=f"{row.uid}:{row.due.isoformat()}",
        title=_("Milestone: %(name)s") % {"name": row.name},
        about=about(deal),
        reason=_reason(row, late),
        url=reverse("projects:project", args=[row.project.uid]),
        worth=value,
        minutes=rule.minutes,
        how=how,
        share=desk.share(deal.expected),
        due=row.due,
    )


def _reason(row: Step, late: int) -> str:
    if not late:
        return _("due on %(day)s") % {"day": local_day(row.due)}
    return ngettext("%(n)d day late", "%(n)d days late", late) % {"n": late}
