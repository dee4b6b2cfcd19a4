"""The day of a customer's last contact follows the follow-ups: when one is withdrawn or put right, and when two
customers become one."""

from collections.abc import Collection
from datetime import date

from django.db.models import Max

from quotamesh.do.customers.actions.seen import set_contacts
from quotamesh.do.followups.models import FollowUp


def latest(customers: Collection[int]) -> dict[int, date]:
    """{customer: day of the last follow-up that stands}; those who have none are left out."""
    rows = FollowUp.objects.filter(customer__in=customers, withdrawn_at=None).order_by()
    return dict(rows.values("customer_id").annotate(last=Max("day")).values_list("customer_id", "last"))


def contact_taken_back(customer: int, day: date) -> None:
    """A follow-up of this day no longer stands: where it was the last contact, the one before it is."""
    set_contacts({customer: latest([customer]).get(customer)}, only=day)


def watch(customers: list[int]) -> None:
    """Nothing is needed from before."""


def settle(customers: list[int], _seen: None) -> None:
    set_contacts(latest(customers))
