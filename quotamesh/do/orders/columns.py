"""Orders and payments as columns, checked and ready to be stored."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class LineColumns:
    """n order lines with m credits; the credits of line i are credit_offsets[i] to credit_offsets[i + 1].

    Amounts in the smallest unit, quantity in thousandths, shares in basis points that add up to 10000 a line.
    """

    order: list[str]
    line: list[str]
    date: np.ndarray
    customer_id: np.ndarray
    product_id: np.ndarray
    quantity_milli: np.ndarray
    amount: np.ndarray
    amount_original: np.ndarray
    cost: np.ndarray
    has_cost: np.ndarray
    currency: list[str]
    credit_offsets: np.ndarray
    credit_person_id: np.ndarray
    credit_seat_id: np.ndarray
    credit_share_bp: np.ndarray

    def __len__(self) -> int:
        return len(self.order)


@dataclass(frozen=True)
class PaymentColumns:
    """n payments; amounts in the smallest unit."""

    number: list[str]
    order_id: np.ndarray
    date: np.ndarray
    amount: np.ndarray
    amount_original: np.ndarray
    currency: list[str]

    def __len__(self) -> int:
        return len(self.number)
