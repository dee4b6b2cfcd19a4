"""Tiers follow when two customers become one: only who stands by itself stands in a tier, from the next run anew."""

from quotamesh.do.tiers.models import Standing


def watch(customers: list[int]) -> None:
    """Nothing is needed from before."""


def settle(customers: list[int], _seen: None) -> None:
    Standing.objects.filter(customer__in=customers).exclude(customer__merged_into=None).delete()
