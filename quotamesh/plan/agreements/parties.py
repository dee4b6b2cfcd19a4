"""Who answers for a unit's target, and to whom: the two sides of talk and agreement."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from quotamesh.base.people.models import Role, Tenure, Unit
from quotamesh.base.store.paths import ancestor_ids
from quotamesh.base.store.validity import earliest_first, valid_on

HEADS = (Role.DIRECTOR, Role.LEADER)


@dataclass(frozen=True)
class Party:
    person_id: int
    code: str
    name: str
    role: str


def parties(units: Iterable[Unit], day: date) -> dict[int, tuple[Party | None, Party | None]]:
    """{unit: (owner, leader)} on a day, in one query.

    A seat's owner is who holds it, any other unit's is its director or leader. The leader is the head of the
    nearest unit above who is somebody else; None where there is nobody.
    """
    heads: dict[int, list[Party]] = defaultdict(list)
    holders: dict[int, Party] = {}
    tenures = (
        Tenure.objects.filter(valid_on(day)).select_related("person", "seat").order_by(earliest_first(), "id")
    )
    for tenure in tenures:
        party = Party(tenure.person_id, tenure.person.code, tenure.person.name, tenure.role)
        holders[tenure.seat_id] = party
        if tenure.role in HEADS and tenure.seat.parent_id:
            heads[tenure.seat.parent_id].append(party)
    for found in heads.values():
        found.sort(key=lambda party: HEADS.index(Role(party.role)))
    return {unit.pk: _sides(unit, heads, holders) for unit in units}


def _sides(unit: Unit, heads, holders) -> tuple[Party | None, Party | None]:
    seat = unit.kind == Unit.Kind.SEAT
    owner = holders.get(unit.pk) if seat else next(iter(heads.get(unit.pk, ())), None)
    if owner is None:
        return None, None
    above = reversed(ancestor_ids(unit.path)[:-1])
    candidates = (head for pk in above for head in heads.get(pk, ()) if head.person_id != owner.person_id)
    return owner, next(candidates, None)
