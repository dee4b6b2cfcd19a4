"""The records as columns: what counts for whom, of what, on which day."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import islice

import numpy as np

Ints = np.ndarray
BLOCK = 20_000  # rows at once as tuples: many columns of a large year would not fit beside them


@dataclass(frozen=True)
class CreditColumns:
    """One entry per credited part of an order line. int64 in step, `date` datetime64[D], `has_cost` bool."""

    order_id: Ints
    customer_id: Ints
    seat_id: Ints
    product_id: Ints
    date: np.ndarray
    quantity_milli: Ints
    amount: Ints
    cost: Ints
    has_cost: np.ndarray

    def __len__(self) -> int:
        return len(self.order_id)

    def where(self, mask: np.ndarray) -> "CreditColumns":
        return CreditColumns(*(getattr(self, field.name)[mask] for field in fields(self)))

    @classmethod
    def from_rows(cls, rows: Iterator[tuple]) -> "CreditColumns":
        """From tuples in the order of the fields but the last; a cost of None is 'not known'."""
        blocks = []
        while block := list(islice(rows, BLOCK)):
            blocks.append(_block(block))
        return cls(*(np.concatenate(parts) for parts in zip(*blocks or [_block([])], strict=True)))


def _block(rows: list[tuple]) -> tuple[np.ndarray, ...]:
    columns = list(zip(*rows, strict=True)) if rows else [()] * 8
    numbers = [np.fromiter(column, np.int64, len(rows)) for column in (*columns[:4], *columns[5:7])]
    cost = columns[7]
    return (
        *numbers[:4],
        np.array(columns[4], dtype="datetime64[D]"),
        *numbers[4:],
        np.fromiter((value or 0 for value in cost), np.int64, len(rows)),
        np.fromiter((value is not None for value in cost), bool, len(rows)),
    )


@dataclass(frozen=True)
class PaymentCredits:
    """The parts of payments as they count for seats and products. int64 in step, `date` datetime64[D]."""

    seat_id: Ints
    product_id: Ints
    date: np.ndarray
    amount: Ints

    def __len__(self) -> int:
        return len(self.seat_id)
