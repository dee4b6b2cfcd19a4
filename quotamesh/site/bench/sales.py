"""Order lines drawn from a seed: three lines an order, every tenth credited to two people.

A customer belongs to one salesperson."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from quotamesh.site.bench.ground import YEAR, Ground

if TYPE_CHECKING:
    from quotamesh.do.orders.columns import LineColumns

PER_ORDER = 3
CUSTOMERS = 10  # of each salesperson


@dataclass(frozen=True)
class Drawn:
    """n lines by position: `order` and who sold (`first`, and `second` where `shared`), what, when, for how much."""

    order: np.ndarray
    customer: np.ndarray
    day: np.ndarray
    first: np.ndarray
    second: np.ndarray
    shared: np.ndarray
    product: np.ndarray
    quantity: np.ndarray
    amount: np.ndarray

    def __len__(self) -> int:
        return len(self.order)


def draw(ground: Ground, lines: int, seed: int = 11, *, days: int = 365, sharing: float = 0.1) -> Drawn:
    rng = np.random.default_rng(seed)
    order = np.arange(lines) // PER_ORDER
    orders = int(order[-1]) + 1
    people, customers = len(ground.people), len(ground.customers)
    customer = rng.integers(0, customers, orders)[order]
    first = customer * people // customers
    return Drawn(
        order=order,
        customer=customer,
        day=np.datetime64(f"{YEAR}-01-01") + rng.integers(0, days, orders)[order],
        first=first,
        second=(first + 1) % people,
        shared=(rng.random(lines) < sharing) & (people > 1),
        product=rng.integers(0, len(ground.lines), lines),
        quantity=rng.integers(1, 20, lines) * 1000,
        amount=rng.integers(10_000, 5_000_000, lines) * np.where(rng.random(lines) < 0.03, -1, 1),
    )


def columns_of(ground: Ground, drawn: Drawn, prefix: str = "SO") -> "LineColumns":
    """The drawn lines as the product stores them."""
    from quotamesh.do.orders.columns import LineColumns

    count = len(drawn)
    per_line = 1 + drawn.shared.astype(np.int64)
    offsets = np.concatenate([[0], np.cumsum(per_line)])
    person = np.repeat(drawn.first, per_line)
    share = np.repeat(np.where(drawn.shared, 6000, 10_000), per_line)
    seconds = offsets[1:][drawn.shared] - 1
    person[seconds], share[seconds] = drawn.second[drawn.shared], 4000
    return LineColumns(
        order=[f"{prefix}{number:07}" for number in drawn.order.tolist()],
        line=[str(i % PER_ORDER + 1) for i in range(count)],
        date=drawn.day,
        customer_id=ground.customers[drawn.customer],
        product_id=ground.lines[drawn.product],
        quantity_milli=drawn.quantity,
        amount=drawn.amount,
        amount_original=drawn.amount,
        cost=drawn.amount * 6 // 10,
        has_cost=np.ones(count, dtype=bool),
        currency=["CNY"] * count,
        credit_offsets=offsets,
        credit_person_id=ground.people[person],
        credit_seat_id=ground.seats[person],
        credit_share_bp=share,
    )


def store(ground: Ground, lines: int, **how) -> Drawn:
    """Draw lines and store them with their summary."""
    from quotamesh.do.orders.actions import store_orders
    from quotamesh.site.bench.ground import actor

    drawn = draw(ground, lines, **how)
    store_orders(actor(), columns_of(ground, drawn))
    return drawn
