"""Leads whose clock is running."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quotamesh.base.shell.formats import local_day, local_time
from quotamesh.check.today.action import Action
from quotamesh.check.today.desk import Desk
from quotamesh.check.today.kinds.steps import usual_at_stake
from quotamesh.check.today.rules import Rule
from quotamesh.do.leads.models import Lead

NAME = gettext_lazy("Leads to answer")
MEANING = gettext_lazy("New leads with a clock: a usual deal at the chance with which leads become one.")
MINUTES, LOSS = 10, 0.5
MOST, SOON = 60, timedelta(days=2)


def find(desk: Desk, rule: Rule) -> list[Action]:
    rows = Lead.objects.filter(owner_id=desk.person, state=Lead.State.NEW, answer_due__lte=desk.now + SOON)
    value, how = usual_at_stake(desk, rule.loss)
    return [_action(desk, rule, row, value, how) for row in rows.order_by("answer_due", "pk")[:MOST]]


def _action(desk: Desk, rule: Rule, row: Lead, value: int, how: str) -> Action:
    return Action(
        kind=rule.kind,
        key=str(row.uid),
        title=_("Answer the lead"),
        about=str(row),
        reason=_reason(desk, row),
        url=reverse("leads:lead", args=[row.uid]),
        worth=value,
        minutes=rule.minutes,
        how=how,
        due=row.answer_due.astimezone(ZoneInfo(desk.company.time_zone)).date(),
    )


def _reason(desk: Desk, row: Lead) -> str:
    hours = int((desk.now - row.answer_due).total_seconds() // 3600)
    if hours >= 24:
        return ngettext(
            "its answer is %(n)d day overdue", "its answer is %(n)d days overdue", hours // 24
        ) % {"n": hours // 24}  # fmt: skip
    if hours >= 1:
        return ngettext("its answer is %(n)d hour overdue", "its answer is %(n)d hours overdue", hours) % {
            "n": hours
        }
    if row.answer_due <= desk.now:
        return _("its answer is due now")
    values = {"day": local_day(row.answer_due), "time": local_time(row.answer_due)}
    return _("answer due %(day)s, %(time)s") % values
