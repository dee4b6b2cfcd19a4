"""Where a customer stands, told by the days of orders and contacts and never typed.

potential   no order yet
new         the first order lies within the last NEW_DAYS days
active      an order within the last ACTIVE_DAYS days, the first one longer ago than NEW_DAYS
lapsed      the last order is older than ACTIVE_DAYS days
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

NEW_DAYS = 90
ACTIVE_DAYS = 365


class Stage(StrEnum):
    POTENTIAL = "potential"
    NEW = "new"
    ACTIVE = "active"
    LAPSED = "lapsed"


@dataclass(frozen=True)
class Standing:
    """`since`: days since what made the stage (first order of a new one, last order else); `quiet`: days since the
    last contact. None where there was none."""

    stage: Stage
    since: int | None
    quiet: int | None


def spans(today: date) -> tuple[date, date]:
    """From which day on a first order makes a customer new, and a last order active."""
    return today - timedelta(days=NEW_DAYS), today - timedelta(days=ACTIVE_DAYS)


def standing(first: date | None, last: date | None, contact: date | None, today: date) -> Standing:
    """The stage on a day, from the first order, the last order and the last contact.

    Raises:
        ValueError: only one of first and last order is given, or they are the wrong way round.
    """
    quiet = (today - contact).days if contact else None
    if first is None or last is None:
        if first is not last:
            raise ValueError("a first order without a last one")
        return Standing(Stage.POTENTIAL, None, quiet)
    if first > last:
        raise ValueError("the first order after the last one")
    new_since, active_since = spans(today)
    if last < active_since:
        return Standing(Stage.LAPSED, (today - last).days, quiet)
    if first >= new_since:
        return Standing(Stage.NEW, (today - first).days, quiet)
    return Standing(Stage.ACTIVE, (today - last).days, quiet)
