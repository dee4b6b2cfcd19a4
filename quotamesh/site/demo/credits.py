"""Drawn lines as the columns that the orders take in: currencies, and who is credited for what."""

from dataclasses import dataclass

import numpy as np

from quotamesh.do.orders.columns import LineColumns
from quotamesh.kernel.money import convert, rate_fraction
from quotamesh.site.demo import shape
from quotamesh.site.demo.sales import YUAN, Lines, Market

SHARED = 0.08
SPLITS = (6000, 7000, 5000)
IN_EUROS = 0.3


@dataclass(frozen=True)
class Keys:
    """What the stored company calls its things: keys in step with posts, clients and leaves."""

    person: np.ndarray
    seat: np.ndarray
    client: np.ndarray
    leaf: np.ndarray


def columns_of(market: Market, keys: Keys, lines: Lines) -> LineColumns:
    first = _first_of_order(lines)
    currency = _currencies(market, lines, first)
    original, amount, cost = _money(lines, currency)
    offsets, posts, shares = _credits(market, lines, first)
    return LineColumns(
        order=lines.number,
        line=lines.line,
        date=lines.day,
        customer_id=keys.client[lines.client],
        product_id=keys.leaf[lines.leaf],
        quantity_milli=lines.quantity * 1000,
        amount=amount,
        amount_original=original,
        cost=cost,
        has_cost=np.ones(len(amount), dtype=bool),
        currency=currency,
        credit_offsets=offsets,
        credit_person_id=keys.person[posts],
        credit_seat_id=keys.seat[posts],
        credit_share_bp=shares,
    )


def _first_of_order(lines: Lines) -> np.ndarray:
    """For every line the position of its order's first line."""
    first: dict[str, int] = {}
    return np.array([first.setdefault(number, i) for i, number in enumerate(lines.number)])


def _currencies(market: Market, lines: Lines, first: np.ndarray) -> list[str]:
    """The team abroad sells in dollars, or in euros, one currency a client."""
    luck = np.random.default_rng(len(market.clients)).random(len(market.clients))
    home = np.array([post.team is None or post.team.code != shape.ABROAD for post in market.posts])
    chosen = np.where(home[lines.post], "CNY", np.where(luck[lines.client] < IN_EUROS, "EUR", "USD"))
    return chosen[first].tolist()


def rate_on(currency: str, day: np.datetime64) -> str:
    half = (day.astype("datetime64[M]").astype(int) - 53 * 12) // 6
    return shape.RATES[currency][half]


def _money(lines: Lines, currency: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(in the order's currency, in the company's, cost in the company's), all in the smallest unit."""
    amount = lines.amount * YUAN
    original, cost = amount.copy(), lines.cost * YUAN
    for i in np.nonzero(np.array(currency) != "CNY")[0].tolist():
        rate = rate_on(currency[i], lines.day[i])
        top, bottom = rate_fraction(rate)
        original[i] = int(amount[i]) * bottom // top // 10_000 * 10_000
        amount[i] = convert(original[i : i + 1], top, bottom)[0]
    return original, amount, cost


def _credits(market: Market, lines: Lines, first: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(offsets, posts, shares): most lines count for one seat, the lines of some orders for two."""
    shared = market.rng.random(len(first))[first] < SHARED
    split = np.array(SPLITS)[market.rng.integers(len(SPLITS), size=len(first))[first]]
    others = {int(i): _colleague(market, lines, int(i)) for i in np.unique(first[shared])}
    other = np.array([others.get(int(i), -1) for i in first])
    shared &= other >= 0
    counts = np.where(shared, 2, 1)
    offsets = np.concatenate([[0], np.cumsum(counts)])
    posts, shares = np.repeat(lines.post, counts), np.full(int(counts.sum()), 10_000)
    at = offsets[:-1][shared]
    shares[at], shares[at + 1] = split[shared], 10_000 - split[shared]
    posts[at + 1] = other[shared]
    return offsets, posts, shares


def _colleague(market: Market, lines: Lines, at: int) -> int:
    """Somebody else who sells in the same team, or leads its region, on that day; −1 where there is nobody."""
    mine, day = market.posts[lines.post[at]], lines.day[at].item()
    near = [
        i
        for i, post in enumerate(market.posts)
        if post.team is mine.team and post.strength and post.person != mine.person and post.covers(day)
    ]
    return int(market.rng.choice(near)) if near else -1
