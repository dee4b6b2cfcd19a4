"""The customers of the demo company, each in the book of one seat."""

from dataclasses import dataclass

import numpy as np

from quotamesh.site.demo import names
from quotamesh.site.demo.shape import ABROAD, CUSTOMERS, SEGMENTS, STARTUP, STARTUPS_BUYING, YEARS
from quotamesh.site.demo.staff import Post


@dataclass(frozen=True)
class Client:
    """`since`: the first year in which it buys; `activity`: how often."""

    code: str
    name: str
    book: str
    segment: int
    industry: str
    place: str
    channel: str
    since: int
    activity: float


def clients_of(rng: np.random.Generator, posts: list[Post]) -> list[Client]:
    """In the order of their books, so that a book is one stretch of the list."""
    books = _books(posts)
    weights = np.array([post.strength + 0.003 for post in books.values()])
    share = weights / weights.sum()
    counts = np.maximum(np.rint(CUSTOMERS * share).astype(int), 4)
    firms = names.Firms(rng)
    found: list[Client] = []
    for (book, post), count in zip(books.items(), counts.tolist(), strict=True):
        found += [_client(rng, firms, book, post, len(found) + i, first=i == 0) for i in range(count)]
    return found


def _books(posts: list[Post]) -> dict[str, Post]:
    """The first post that serves each book."""
    books: dict[str, Post] = {}
    for post in posts:
        if post.strength:
            books.setdefault(post.book, post)
    return books


def _client(rng, firms: names.Firms, book: str, post: Post, index: int, *, first: bool) -> Client:
    segment = 1 if first else int(rng.choice(len(SEGMENTS), p=[each.part for each in SEGMENTS]))
    industry, word = names.INDUSTRIES[rng.integers(len(names.INDUSTRIES))]
    place = post.team.places[rng.integers(len(post.team.places))]
    channels, odds = zip(*names.CHANNELS, strict=True)
    return Client(
        code=f"C{index + 1:04d}",
        name=firms.name(segment, place, word, abroad=post.team.code == ABROAD),
        book=book,
        segment=segment,
        industry=industry,
        place=place,
        channel=channels[rng.choice(len(channels), p=odds)],
        since=YEARS[0] if first else _since(rng, segment),
        activity=float(SEGMENTS[segment].activity * rng.lognormal(0, 0.5)),
    )


def _since(rng, segment: int) -> int:
    """Start-ups that have not bought yet get a year beyond the last."""
    if segment != STARTUP:
        return int(rng.choice(YEARS, p=(0.86, 0.06, 0.05, 0.03)))
    luck = rng.random()
    return next((year for year, share in STARTUPS_BUYING.items() if luck < share), YEARS[-1] + 1)
