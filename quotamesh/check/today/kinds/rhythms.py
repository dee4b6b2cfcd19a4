"""Customers who have not been spoken to for longer than the rhythm of their tier."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quotamesh.check.today.action import Action
from quotamesh.check.today.desk import Desk
from quotamesh.check.today.kinds.customers import keeping_a_customer
from quotamesh.check.today.rules import Rule
from quotamesh.do.tiers.cards import rhythms
from quotamesh.do.tiers.models import Standing, Tier
from quotamesh.do.tiers.queries import past_rhythm
from quotamesh.kernel.next_actions import fading

NAME = gettext_lazy("Customers due for a contact")
MEANING = gettext_lazy(
    "Customers of a tier whose rhythm has passed without a contact; each rhythm passed counts as a round."
)
MINUTES, LOSS = 15, 0.04
MOST_LOSS, MOST = 0.2, 60


def find(desk: Desk, rule: Rule) -> list[Action]:
    """Two queries: the rhythms, and the customers past that of their tier, those who buy most first."""
    days_of = rhythms()
    rows = Standing.objects.filter(past_rhythm(desk.today, days_of), customer__owner_id=desk.person)
    rows = rows.select_related("customer").order_by("-monetary", "pk")[:MOST]
    return [_action(desk, rule, row, days_of[row.tier]) for row in rows]


def _action(desk: Desk, rule: Rule, row: Standing, rhythm: int) -> Action:
    last = row.customer.last_contact
    waited = desk.waited(last) if last else rhythm
    return keeping_a_customer(
        desk, rule, row.customer, row.monetary, fading(rule.loss, waited, rhythm, MOST_LOSS),
        title=_("Get in touch"),
        reason=_reason(row, rhythm, waited if last else None),
        key=f"{row.customer.uid}:{last.isoformat() if last else 'never'}",
    )  # fmt: skip


def _reason(row: Standing, rhythm: int, days: int | None) -> str:
    values = {"tier": Tier(row.tier).label, "n": days, "rhythm": rhythm}
    if days is None:
        return _("%(tier)s: no contact is noted yet, at least every %(rhythm)d days") % values
    told = ngettext(
        "%(tier)s: no contact for %(n)d day, at least every %(rhythm)d",
        "%(tier)s: no contact for %(n)d days, at least every %(rhythm)d",
        days,
    )
    return told % values
