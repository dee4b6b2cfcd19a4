"""Who gets a lead: the first rule that fits, and among those it reaches the one whose turn it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Way(StrEnum):
    """How a rule chooses among the people it reaches."""

    TURN = "turn"
    LOAD = "load"
    REGION = "region"
    SKILL = "skill"


@dataclass(frozen=True)
class Case:
    """What is known of a lead. `product` is a path of the product tree, '' where none is named."""

    source: int
    kind: str
    region: str = ""
    product: str = ""


@dataclass(frozen=True)
class AssigningRule:
    """Conditions that all must hold (None or '' asks nothing), the way of choosing, and the pool by keys.

    `regions` holds words in small letters, of which one must stand in the lead's region.
    """

    key: int
    way: Way
    pool: tuple[int, ...] = ()
    source: int | None = None
    kind: str = ""
    regions: tuple[str, ...] = ()
    product: str = ""
    last: int | None = None

    def fits(self, case: Case) -> bool:
        """Whether the lead meets every condition."""
        return (
            self.source in (None, case.source)
            and self.kind in ("", case.kind)
            and (not self.regions or any(word in case.region.casefold() for word in self.regions))
            and (not self.product or case.product.startswith(self.product))
        )

    def covers(self, other: "AssigningRule") -> bool:
        """Whether every lead that meets the other's conditions meets these too: a later one never applies."""
        return (
            self.source in (None, other.source)
            and (not self.kind or self.kind == other.kind)
            and (not self.regions or (bool(other.regions) and set(other.regions) <= set(self.regions)))
            and (not self.product or other.product.startswith(self.product))
        )


@dataclass(frozen=True)
class People:
    """Who is there today: open leads of each, product paths each knows, region words each serves (small letters)."""

    present: frozenset[int]
    open_leads: dict[int, int] = field(default_factory=dict)
    skills: dict[int, tuple[str, ...]] = field(default_factory=dict)
    regions: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def load(self, person: int) -> tuple[int, int]:
        return self.open_leads.get(person, 0), person


@dataclass(frozen=True)
class Choice:
    """Rule and person; no person where the rule reaches nobody, no rule where none fits."""

    rule: int | None
    person: int | None


def choose(rules: Sequence[AssigningRule], case: Case, people: People) -> Choice:
    """The first rule that fits decides, even if it reaches nobody: then the lead waits in its queue."""
    rule = next((each for each in rules if each.fits(case)), None)
    if rule is None:
        return Choice(None, None)
    reached = reach(rule, case, people)
    if not reached:
        return Choice(rule.key, None)
    person = in_turn(reached, rule.last) if rule.way is Way.TURN else min(reached, key=people.load)
    return Choice(rule.key, person)


def reach(rule: AssigningRule, case: Case, people: People) -> list[int]:
    """Who of the pool is there and, where the way asks for it, serves the region or knows the product; by key."""
    present = sorted(set(rule.pool) & people.present)
    if rule.way is Way.REGION:
        region = case.region.casefold()
        return [
            person for person in present if any(word in region for word in people.regions.get(person, ()))
        ]
    if rule.way is Way.SKILL:
        return [
            person
            for person in present
            if any(case.product.startswith(line) for line in people.skills.get(person, ()))
        ]
    return present


def in_turn(people: Sequence[int], last: int | None) -> int:
    """Round robin over sorted keys: who comes after the last one, the first where nobody does.

    Whoever joins or leaves between two turns, nobody is passed over and nobody comes twice in a round.
    """
    return next((person for person in people if last is not None and person > last), people[0])


def shadowed(rules: Sequence[AssigningRule]) -> dict[int, int]:
    """Rules that never apply: {rule: the earlier one that takes everything it asks for}."""
    found: dict[int, int] = {}
    for place, rule in enumerate(rules):
        above = next((each for each in rules[:place] if each.covers(rule)), None)
        if above is not None:
            found[rule.key] = above.key
    return found
