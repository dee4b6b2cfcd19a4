"""The orders of one year, drawn in columns: who sells what to whom on which day, for how much."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from quotamesh.site.demo import shape
from quotamesh.site.demo.clients import Client
from quotamesh.site.demo.season import day_weights
from quotamesh.site.demo.staff import Post

YUAN = 100
RETURNED = 0.01
EVENED = 0.85


@dataclass(frozen=True)
class Lines:
    """Order lines in step, in order of date. `post`, `client` and `leaf` are positions in their lists.

    number and currency are lists of text, amounts are yuan before any currency, quantity is in pieces.
    """

    number: list[str]
    line: list[str]
    day: np.ndarray
    post: np.ndarray
    client: np.ndarray
    leaf: np.ndarray
    quantity: np.ndarray
    amount: np.ndarray
    cost: np.ndarray


@dataclass(frozen=True)
class Market:
    """What orders are drawn from."""

    rng: np.random.Generator
    posts: list[Post]
    clients: list[Client]

    def spans(self, year: int) -> tuple[np.ndarray, np.ndarray]:
        """First and last day of each post within the year, as positions; an empty span has last < first."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        starts = [((post.start or first) - first).days for post in self.posts]
        ends = [((post.end or last) - first).days for post in self.posts]
        return np.clip(starts, 0, 366), np.clip(ends, -1, (last - first).days)


def orders_of(market: Market, year: int) -> Lines:
    """A year's orders, the running one as far as the demo day, with its returns."""
    rng, count = market.rng, shape.ORDERS[year]
    post, day, shares = _who_and_when(market, year, count)
    client = _to_whom(market, year, post)
    order, line = _numbered(rng, count)
    leaf = _what(market, year, client[order])
    lines = _how_much(market, year, leaf, client[order], shares[post[order]], post[order])
    number = _numbers("SO", year, order)
    made = Lines(number, [str(n + 1) for n in line], day[order], post[order], client[order], leaf, *lines)
    return _until_demo_day(_with_returns(market, year, made))


def _who_and_when(market: Market, year: int, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(post and day of each order, by day; each post's part of the year). A post sells only while it is held."""
    rng = market.rng
    below = np.concatenate([[0.0], np.cumsum(day_weights(year))])
    starts, ends = market.spans(year)
    low, high = below[np.minimum(starts, len(below) - 1)], below[ends + 1]
    held = np.maximum(high - low, 0) / below[-1]
    luck = rng.lognormal(0, 0.10, len(market.posts))
    pulse = np.array(
        [post.team.pulse if post.team and year == shape.YEARS[-1] else 1.0 for post in market.posts]
    )
    odds = np.array([post.strength for post in market.posts]) * held * luck * pulse
    shares = odds / odds.sum()
    post = rng.choice(len(market.posts), size=count, p=shares)
    at = np.searchsorted(below, low[post] + rng.random(count) * (high - low)[post], side="right") - 1
    order = np.argsort(at, kind="stable")
    return post[order], np.datetime64(date(year, 1, 1)) + at[order], shares


def _to_whom(market: Market, year: int, post: np.ndarray) -> np.ndarray:
    """A client from the post's book, by activity; nobody before the first year."""
    activity = np.array([client.activity if client.since <= year else 0.0 for client in market.clients])
    below = np.concatenate([[0.0], np.cumsum(activity)])
    books = [client.book for client in market.clients]
    first = {book: len(books) - 1 - books[::-1].index(book) for book in set(books)}
    stretch = {book: (books.index(book), last + 1) for book, last in first.items()}
    bounds = np.array([stretch.get(each.book, (0, 1)) for each in market.posts])[post]
    low, high = below[bounds[:, 0]], below[bounds[:, 1]]
    found = np.searchsorted(below, low + market.rng.random(len(post)) * (high - low), side="right") - 1
    return np.minimum(found, bounds[:, 1] - 1)


def _numbered(rng: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    sizes = 1 + rng.binomial(4, 0.3, count)
    order = np.repeat(np.arange(count), sizes)
    starts = np.repeat(np.cumsum(sizes) - sizes, sizes)
    return order, np.arange(len(order)) - starts


def _what(market: Market, year: int, client: np.ndarray) -> np.ndarray:
    """The product line of each order line; the new-energy lines grow with the years."""
    tilt = (
        np.array([family.years[shape.YEARS.index(year)] / family.years[-2] for family in shape.FAMILIES])
        ** 0.7
    )
    mixes = np.array([segment.mix for segment in shape.SEGMENTS]) * tilt
    within = np.array([leaf.weight for leaf in shape.LEAVES])
    table = mixes[:, list(shape.FAMILY_OF)] * within
    below = np.cumsum(table / table.sum(axis=1, keepdims=True), axis=1)
    segments = np.array([each.segment for each in market.clients])[client]
    luck = market.rng.random(len(client))
    return np.minimum((below[segments] < luck[:, None]).sum(axis=1), len(shape.LEAVES) - 1)


def _how_much(market, year: int, leaf, client, share, post) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Quantity, amount and cost of each line. The families' years come out as the company's story says."""
    rng = market.rng
    size = np.array([segment.size for segment in shape.SEGMENTS])
    segments = np.array([each.segment for each in market.clients])[client]
    quantity = np.maximum(np.rint(rng.lognormal(0.3, 0.5, len(leaf)) * size[segments] * 1.6), 1).astype(
        np.int64
    )
    prices = np.array([each.price for each in shape.LEAVES])[leaf] * rng.normal(1, 0.05, len(leaf))
    raw = _evened(quantity * prices, post, share)
    amount = np.rint(raw * _scale(year, leaf, raw) / 100).astype(np.int64) * 100
    margin = np.array([each.margin for each in shape.LEAVES])[leaf] + rng.normal(0, 0.025, len(leaf))
    cost = np.rint(amount * (1 - np.clip(margin, 0.18, 0.46))).astype(np.int64)
    return quantity, amount, cost


def _evened(raw: np.ndarray, post: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Chance alone would make half the people heroes and half failures: bring each nearer to the own share."""
    sums = np.bincount(post, raw)[post]
    return raw * (share * raw.sum() / sums) ** EVENED


def _scale(year: int, leaf: np.ndarray, raw: np.ndarray) -> np.ndarray:
    families = np.array(shape.FAMILY_OF)[leaf]
    sums = np.bincount(families, raw, minlength=len(shape.FAMILIES))
    wanted = np.array([family.years[shape.YEARS.index(year)] * 1_000_000 for family in shape.FAMILIES])
    return (wanted / sums)[families]


def _numbers(prefix: str, year: int, order: np.ndarray) -> list[str]:
    return [f"{prefix}{year}-{n + 1:04d}" for n in order.tolist()]


def _with_returns(market: Market, year: int, lines: Lines) -> Lines:
    """Some lines come back weeks later, whole or in part, while the same post is held."""
    rng = market.rng
    back = np.nonzero(rng.random(len(lines.day)) < RETURNED)[0]
    day = lines.day[back] + rng.integers(10, 70, len(back))
    ends = np.array([post.end or date.max for post in market.posts], dtype="datetime64[D]")
    keep = (day <= np.datetime64(date(year, 12, 31))) & (day <= ends[lines.post[back]])
    back, day = back[keep], day[keep]
    part = np.ceil(lines.quantity[back] * rng.choice((0.34, 0.5, 1.0), len(back))).astype(np.int64)
    quantity = lines.quantity[back]
    both = Lines(
        lines.number + _numbers("TH", year, np.arange(len(back))),
        lines.line + ["1"] * len(back),
        np.concatenate([lines.day, day]),
        *(np.concatenate([each, each[back]]) for each in (lines.post, lines.client, lines.leaf)),
        np.concatenate([lines.quantity, -part]),
        np.concatenate([lines.amount, -lines.amount[back] * part // quantity]),
        np.concatenate([lines.cost, -lines.cost[back] * part // quantity]),
    )
    return _chosen(both, np.argsort(both.day, kind="stable"))


def _until_demo_day(lines: Lines) -> Lines:
    return _chosen(lines, np.nonzero(lines.day <= np.datetime64(shape.DEMO_DAY))[0])


def _chosen(lines: Lines, at: np.ndarray) -> Lines:
    positions = at.tolist()
    return Lines(
        [lines.number[i] for i in positions],
        [lines.line[i] for i in positions],
        *(
            getattr(lines, name)[at]
            for name in ("day", "post", "client", "leaf", "quantity", "amount", "cost")
        ),
    )
