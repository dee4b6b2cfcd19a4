"""Customers who have not been spoken to for longer than the rhythm of their tier."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quotamesh.check.today.action import Action
from quotamesh.check.today.desk import Desk
from quotamesh.check.today.kinds.customers import keeping_a_customer
from quotamesh.check.today.rules import Rule
from quotamesh.do.tiers.models import Card, Standing, Tier
from quotamesh.kernel.next_actions import fading

NAME = gettext_lazy("Customers due for a contact")
MEANING = gettext_lazy(
    "Customers of a tier whose rhythm has passed without a contact; each rhythm passed counts as a round."
)
MINUTES, LOSS = 15, 0.04
MOST_LOSS, MOST = 0.2, 60


def find(desk: Desk, rule: Rule) -> list[Action]:
    """Two queries: the cards' rhythms, and the customers past them, those who buy most first."""
    rhythms = dict(Card.objects.values_list("tier", "rhythm_days"))
    if not rhythms:
        return []
    shortest = desk.today - timedelta(min(rhythms.values()))
    rows = Standing.objects.filter(
        customer__owner_id=desk.person, customer__last_contact__lt=shortest, tier__in=rhythms
    ).select_related("customer")
    due = [row for row in rows.order_by("-monetary", "pk")[:MOST] if _waited(desk, row) > rhythms[row.tier]]
    return [_action(desk, rule, row, rhythms[row.tier]) for row in due]


def _waited(desk: Desk, row: Standing) -> int:
    return desk.waited(row.customer.last_contact)


def _action(desk: Desk, rule: Rule, row: Standing, rhythm: int) -> Action:
    days = _waited(desk, row)
    told = ngettext(
        "%(tier)s: no contact for %(n)d day, at least every %(rhythm)d",
        "%(tier)s: no contact for %(n)d days, at least every %(rhythm)d",
        days,
    )
    return keeping_a_customer(
        desk, rule, row.customer, row.monetary, fading(rule.loss, days, rhythm, MOST_LOSS),
        title=_("Get in touch"),
        reason=told % {"tier": Tier(row.tier).label, "n": days, "rhythm": rhythm},
        key=f"{row.customer.uid}:{row.customer.last_contact.isoformat()}",
    )  # fmt: skip
