"""Next steps that were agreed in a follow-up and are due, or past due."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quotamesh.base.shell.formats import local_day, percent, short_money
from quotamesh.base.trail.actions import Actor
from quotamesh.check.today.action import Action
from quotamesh.check.today.desk import Desk
from quotamesh.check.today.kinds.deals import at_stake
from quotamesh.check.today.rules import Rule
from quotamesh.do.followups.actions import tick, untick
from quotamesh.do.followups.models import FollowUp
from quotamesh.do.followups.queries import open_steps
from quotamesh.kernel.next_actions import fading, kept, worth

NAME = gettext_lazy("Next steps")
MEANING = gettext_lazy(
    "What was agreed with a customer and is due; each three days of delay count as a round."
)
MINUTES, LOSS = 20, 0.10
EVERY, MOST_LOSS, MOST = 3, 0.5, 60


def find(desk: Desk, rule: Rule) -> list[Action]:
    rows = open_steps([desk.person], until=desk.today).select_related("opportunity__product")[:MOST]
    return [_action(desk, rule, row) for row in rows]


def _action(desk: Desk, rule: Rule, row: FollowUp) -> Action:
    late = desk.waited(row.due)
    loss = fading(rule.loss, late + EVERY, EVERY, MOST_LOSS)
    deal = row.opportunity
    if deal is not None and deal.is_open:
        value, how = at_stake(desk, deal, *kept(desk.chance(deal), loss))
    else:
        value, how = usual_at_stake(desk, loss)
    return Action(
        kind=rule.kind,
        key=str(row.uid),
        title=row.next_step,
        about=row.customer.name,
        reason=_reason(row.due, late),
        url=reverse("followups:one", args=[row.uid]),
        worth=value,
        minutes=rule.minutes,
        how=how,
        share=desk.share(deal.expected if deal else None),
        due=row.due,
    )


def _reason(due: date, late: int) -> str:
    if not late:
        return _("agreed for today")
    told = ngettext("agreed for %(day)s, %(n)d day ago", "agreed for %(day)s, %(n)d days ago", late)
    return told % {"day": local_day(due), "n": late}


def usual_at_stake(desk: Desk, loss: float) -> tuple[int, str]:
    """Where there is no deal yet: a usual deal at the usual chance."""
    amount, chance = desk.usual
    before, after = kept(chance, loss)
    values = {
        "amount": short_money(amount, desk.company.currency),
        "before": percent(before),
        "after": percent(after),
    }
    told = _("usual deal %(amount)s × (%(after)s − %(before)s)") % values
    return worth(amount, before, after), told if amount else ""


def done(actor: Actor, desk: Desk, key: str) -> None:
    """The step is ticked off in the follow-up itself."""
    if row := _row(desk, key):
        tick(actor, row, desk.today)


def undone(actor: Actor, desk: Desk, key: str) -> None:
    if row := _row(desk, key):
        untick(actor, row)


def _row(desk: Desk, key: str) -> FollowUp | None:
    uid = key.partition(":")[0]
    return FollowUp.objects.filter(uid=uid, person_id=desk.person).first()
