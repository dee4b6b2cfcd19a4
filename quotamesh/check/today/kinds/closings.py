"""Deals whose day to close has passed."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quotamesh.base.shell.formats import local_day
from quotamesh.check.today.action import Action
from quotamesh.check.today.desk import Desk
from quotamesh.check.today.kinds.deals import keeping
from quotamesh.check.today.rules import Rule
from quotamesh.kernel.next_actions import fading

NAME = gettext_lazy("Deals past their day")
MEANING = gettext_lazy("Open deals that should have been closed; each week counts as a round.")
MINUTES, LOSS = 15, 0.10
EVERY, MOST_LOSS = 7, 0.5


def find(desk: Desk, rule: Rule) -> list[Action]:
    found = []
    for deal in desk.deals:
        late = desk.waited(deal.expected)
        if late:
            told = ngettext("expected on %(day)s, %(n)d day ago", "expected on %(day)s, %(n)d days ago", late)
            reason = told % {"day": local_day(deal.expected), "n": late}
            loss = fading(rule.loss, late + EVERY, EVERY, MOST_LOSS)
            key = f"{deal.uid}:{deal.expected.isoformat()}"
            found.append(
                keeping(desk, rule, deal, loss, _("Ask for the decision, or say when it comes"), reason, key)
            )
    return found
