"""Tiers follow when two customers become one: only who stands by itself stands in a tier, from the next run anew."""

from django.utils.translation import gettext as _

from quotamesh.base.people.queries import company
from quotamesh.base.shell.formats import local_date, short_money, symbol
from quotamesh.do.tiers.models import Standing, Wallet


def watch(customers: list[int]) -> None:
    """Nothing is needed from before."""


def settle(customers: list[int], _seen: None) -> None:
    Standing.objects.filter(customer__in=customers).exclude(customer__merged_into=None).delete()


def told(row: Wallet | Standing) -> str:
    """How a row reads where both of two customers that become one have one."""
    if isinstance(row, Standing):
        return _("Tier: %(tier)s, since %(day)s") % {
            "tier": row.get_tier_display(),
            "day": local_date(row.since),
        }
    currency = company().currency
    amount = symbol(currency) + short_money(row.amount, currency)
    values = {"amount": amount, "by": row.noted_by, "day": local_date(row.noted_on)}
    return _("Spends a year on what we sell: %(amount)s (%(by)s, %(day)s)") % values
