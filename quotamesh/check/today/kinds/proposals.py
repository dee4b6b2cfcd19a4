"""Proposals that nobody has spoken about for days."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quotamesh.check.today.action import Action
from quotamesh.check.today.desk import Desk
from quotamesh.check.today.kinds.deals import keeping
from quotamesh.check.today.rules import Rule
from quotamesh.do.pipeline.models import Opportunity, Stage
from quotamesh.kernel.next_actions import fading

NAME = gettext_lazy("Proposals without an answer")
MEANING = gettext_lazy(
    "Deals in a stage of proposals without a contact for four days; each three days count as a round."
)
MINUTES, LOSS = 10, 0.08
PATIENCE, EVERY, MOST_LOSS = 4, 3, 0.4


def find(desk: Desk, rule: Rule) -> list[Action]:
    waiting = ((deal, _silent_since(deal)) for deal in desk.deals if deal.stage.kind == Stage.Kind.PROPOSAL)
    return [_action(desk, rule, deal, since) for deal, since in waiting if desk.waited(since) >= PATIENCE]


def _silent_since(deal: Opportunity) -> date | None:
    """The day the proposal stage was entered or the customer was last spoken to, whichever is later."""
    contact = deal.customer.last_contact if deal.customer else None
    days = [day for day in (deal.entered, contact) if day]
    return max(days) if days else None


def _action(desk: Desk, rule: Rule, deal: Opportunity, since: date) -> Action:
    days = desk.waited(since)
    loss = fading(rule.loss, days, EVERY, MOST_LOSS)
    title = _("Ask what they say to the proposal")
    reason = ngettext("unanswered for %(n)d day", "unanswered for %(n)d days", days) % {"n": days}
    return keeping(desk, rule, deal, loss, title, reason, f"{deal.uid}:{since.isoformat()}")
