"""Who works in the demo company: each post is one person's time on one seat."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from quotamesh.base.people.models import Role
from quotamesh.site.demo import names
from quotamesh.site.demo.shape import MARKET, OFFICE, REGIONS, Region, Team

TOP = "HQ"


@dataclass(frozen=True)
class Post:
    """`strength`: how much it sells; `book`: whose customers it serves; `after`: whose seat it takes over."""

    person: str
    name: str
    unit: str
    role: str
    start: date | None = None
    end: date | None = None
    strength: float = 0.0
    book: str = ""
    after: str = ""
    team: Team | None = None

    def covers(self, day: date) -> bool:
        return (self.start or date.min) <= day <= (self.end or date.max)


class Hiring:
    """Gives out staff numbers and names."""

    def __init__(self, rng: np.random.Generator):
        self.rng = rng
        self.names = iter(names.people(rng, 90))
        self.number = 0

    def post(self, unit: str, role: str, **more) -> Post:
        self.number += 1
        code = f"P{self.number:03d}"
        return Post(code, next(self.names), unit, role, **({"book": code} | more))


def posts_of(rng: np.random.Generator) -> list[Post]:
    """All posts, the head of the company first."""
    hiring = Hiring(rng)
    return [*_head_office(hiring), *(post for region in REGIONS for post in _region(hiring, region))]


def _head_office(hiring: Hiring) -> Iterator[Post]:
    yield hiring.post(TOP, Role.DIRECTOR)
    yield hiring.post(TOP, Role.ANALYST)
    for role in (Role.SALES_OPERATIONS, Role.SALES_OPERATIONS, Role.FINANCE, Role.LEGAL):
        yield hiring.post(OFFICE[0], role)
    for role in (Role.SDR, Role.SDR, Role.BD, Role.PRESALES, Role.PRESALES):
        yield hiring.post(MARKET[0], role)


def _region(hiring: Hiring, region: Region) -> Iterator[Post]:
    yield hiring.post(region.code, Role.DIRECTOR, strength=0.3 * region.teams[0].share, team=region.teams[0])
    for team in region.teams:
        yield from CHANGES.get(team.code, lambda hiring, team, posts: posts)(
            hiring, team, _team(hiring, team)
        )


def _team(hiring: Hiring, team: Team) -> list[Post]:
    each = team.share / (team.sellers + 0.5)
    leader = hiring.post(team.code, Role.LEADER, strength=each * 0.5, team=team)
    sellers = [
        hiring.post(team.code, Role.REPRESENTATIVE, strength=each * hiring.rng.uniform(0.75, 1.25), team=team)
        for _ in range(team.sellers)
    ]
    return [leader, *sellers]


def _moves_away(_hiring: Hiring, _team: Team, posts: list[Post]) -> list[Post]:
    """The second seller goes to the Shanghai team in mid-year, with the customers."""
    shanghai = REGIONS[0].teams[0]
    mover = posts[2]
    there = replace(mover, unit=shanghai.code, start=date(2026, 7, 1), team=shanghai)
    return [*posts[:2], replace(mover, end=date(2026, 6, 30)), there, *posts[3:]]


def _is_succeeded(hiring: Hiring, team: Team, posts: list[Post]) -> list[Post]:
    """The second seller leaves; somebody new takes over the seat and its customers."""
    leaver = posts[2]
    successor = hiring.post(
        team.code,
        Role.REPRESENTATIVE,
        start=date(2026, 6, 15),
        strength=leaver.strength * 0.7,
        book=leaver.book,
        after=leaver.person,
        team=team,
    )
    return [*posts[:2], replace(leaver, end=date(2026, 5, 31)), successor, *posts[3:]]


def _grows(hiring: Hiring, team: Team, posts: list[Post]) -> list[Post]:
    """A newcomer works on the leader's customers."""
    newcomer = hiring.post(
        team.code,
        Role.REPRESENTATIVE,
        start=date(2026, 3, 2),
        strength=posts[1].strength * 0.45,
        book=posts[0].book,
        team=team,
    )
    return [*posts, newcomer]


def _shrinks(_hiring: Hiring, _team: Team, posts: list[Post]) -> list[Post]:
    """The last seller left and was not replaced: the leader serves the customers."""
    return [*posts[:-1], replace(posts[-1], end=date(2024, 9, 30), book=posts[0].book)]


def _gets_a_leader(hiring: Hiring, team: Team, posts: list[Post]) -> list[Post]:
    first = posts[0]
    second = hiring.post(
        team.code,
        Role.LEADER,
        start=date(2025, 4, 1),
        strength=first.strength,
        book=first.book,
        after=first.person,
        team=team,
    )
    return [replace(first, end=date(2025, 3, 31)), second, *posts[1:]]


def _joined(start: date):
    def change(_hiring: Hiring, _team: Team, posts: list[Post]) -> list[Post]:
        return [*posts[:-1], replace(posts[-1], start=start, book=posts[0].book)]

    return change


CHANGES = {
    "HD2": _moves_away,
    "HB1": _joined(date(2025, 3, 3)),
    "HB2": _is_succeeded,
    "HN1": _joined(date(2024, 2, 19)),
    "HN2": _grows,
    "XN1": _shrinks,
    "XN2": _gets_a_leader,
}
