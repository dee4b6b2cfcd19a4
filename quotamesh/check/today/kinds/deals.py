"""What the kinds that are about deals share."""

from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.shell.formats import percent, short_money
from quotamesh.check.today.action import Action
from quotamesh.check.today.desk import Desk
from quotamesh.check.today.rules import Rule
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.kernel.next_actions import kept, worth


def deal_url(deal: Opportunity) -> str:
    return reverse("pipeline:deal", args=[deal.uid])


def about(deal: Opportunity) -> str:
    name = deal.customer.name if deal.customer else ""
    return deal.name if name in deal.name else f"{name} · {deal.name}"


def at_stake(desk: Desk, deal: Opportunity, before: float, after: float) -> tuple[int, str]:
    """(worth, where it comes from) of bringing a deal from one chance to another."""
    amount = deal.amount or desk.usual[0]
    values = {
        "amount": short_money(amount, desk.company.currency),
        "before": percent(before, 0),
        "after": percent(after, 0),
    }
    how = _("%(amount)s × (%(after)s − %(before)s)") % values
    return worth(amount, before, after), how


def keeping(
    desk: Desk, rule: Rule, deal: Opportunity, loss: float, title: str, reason: str, key: str = ""
) -> Action:
    """An action that keeps a deal's chance from falling by a share."""
    value, how = at_stake(desk, deal, *kept(desk.chance(deal), loss))
    return Action(
        kind=rule.kind,
        key=key or str(deal.uid),
        title=title,
        about=about(deal),
        reason=reason,
        url=deal_url(deal),
        worth=value,
        minutes=rule.minutes,
        how=how,
        share=desk.share(deal.expected),
        due=deal.expected,
    )
