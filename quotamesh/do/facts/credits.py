"""The records as columns: what counts for whom, of what, on which day."""

from dataclasses import dataclass, fields

import numpy as np

Ints = np.ndarray


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
    def from_rows(cls, rows: list[tuple]) -> "CreditColumns":
        """From tuples in the order of the fields but the last; a cost of None is 'not known'."""
        columns = list(zip(*rows, strict=True)) if rows else [()] * 8
        numbers = [np.array(column, dtype=np.int64) for column in (*columns[:4], *columns[5:7])]
        cost = columns[7]
        return cls(
            *numbers[:4],
            np.array(columns[4], dtype="datetime64[D]"),
            *numbers[4:],
            np.array([value or 0 for value in cost], dtype=np.int64),
            np.array([value is not None for value in cost], dtype=bool),
        )


def joined(first: CreditColumns, second: CreditColumns) -> CreditColumns:
    return CreditColumns(
        *(np.concatenate([getattr(first, f.name), getattr(second, f.name)]) for f in fields(CreditColumns))
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
