"""Named accounts as a file, under the headers by which they come in again."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quotamesh.plan.namedaccounts.models import NamedAccount

FIELDS = ("customer", "person", "period", "team", "priority", "next_step", "due")
TOLD = ("customer_name", "seat", "contacts_planned", "reached_on", "penetrated_on", "ended_on", "ended_why")
EVERY_MONTH = "contacts_per_month"


def exported(
    rows: Sequence[NamedAccount], holders: Mapping[int, str]
) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """Headers and rows. A number for every month stands there only where no account plans its months apart: what a
    file does not bring stays as it is."""
    even = all(len(set(row.months)) == 1 for row in rows)
    return [*FIELDS, *([EVERY_MONTH] if even else []), *TOLD], (_row(row, holders, even) for row in rows)


def _row(row: NamedAccount, holders: Mapping[int, str], even: bool) -> tuple[Any, ...]:
    return (
        row.customer.code, holders.get(row.seat_id, ""), f"FY{row.fiscal_year}", row.team, row.priority, row.next_step,
        row.due, *([row.months[0]] if even else []), row.customer.name, row.seat.name, row.planned,
        row.reached_on, row.penetrated_on, row.ended_on, row.ended_why,
    )  # fmt: skip
