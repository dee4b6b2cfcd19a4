"""States in a plan (named accounts, accounts covered …): a year is its last month, not the sum of twelve."""

from collections.abc import Sequence

from quotamesh.do.catalog.own import definitions


def state_keys() -> set[int]:
    """Keys of the indicators that tell a state."""
    return {each.key for each in definitions().values() if each.is_stock}


def is_state(indicator: int) -> bool:
    return indicator in state_keys()


def year_of(months: Sequence[int], *, state: bool) -> int:
    """What a year of twelve months comes to."""
    return months[-1] if state else sum(months)
