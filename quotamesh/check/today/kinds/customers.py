"""What the kinds that are about customers share."""

from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.shell.formats import percent, short_money
from quotamesh.check.today.action import Action
from quotamesh.check.today.desk import Desk
from quotamesh.check.today.rules import Rule
from quotamesh.do.customers.models import Customer
from quotamesh.kernel.next_actions import worth

AGAIN = 0.5  # the chance that a customer buys in the next twelve months what was bought in the last


def keeping_a_customer(
    desk: Desk, rule: Rule, customer: Customer, yearly: int, loss: float, *, title: str, reason: str, key: str
) -> Action:
    """An action that keeps a customer buying: of a year's purchases the share `loss` is at stake."""
    values = {"amount": short_money(yearly, desk.company.currency), "chance": percent(AGAIN * loss)}
    return Action(
        kind=rule.kind,
        key=key,
        title=title,
        about=customer.name,
        reason=reason,
        url=reverse("customers:customer", args=[customer.uid]),
        worth=worth(yearly, 0.0, AGAIN * loss),
        minutes=rule.minutes,
        how=_("a year's purchases %(amount)s × %(chance)s") % values,
        share=desk.share_of_year,
    )
