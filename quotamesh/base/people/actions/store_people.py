"""A table of people becomes people, their seats and who held them when."""

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext_noop as _

from quotamesh.base.people import followers
from quotamesh.base.people.check_people import Draft, People
from quotamesh.base.people.models import Person, Role, Tenure, Unit
from quotamesh.base.store import bulk
from quotamesh.base.store.paths import place
from quotamesh.base.tables.kinds import Outcome
from quotamesh.base.tables.problems import Message
from quotamesh.base.tables.upserts import change, insert, upsert

Seats = dict[tuple[str, str], int]


@transaction.atomic
def store_people(actor, people: People, _progress) -> Outcome:
    """Make and change people by code, a seat for each in every unit, a tenure a row. The caller leaves the trail."""
    persons = upsert(Person, people.persons, "code", {"email": ""})
    _rename_seats(people)
    ids = dict(Person.objects.filter(code__in=people.persons).values_list("code", "id"))
    seats = _seats(people)
    fresh = [draft for draft in people.tenures if draft.known is None]
    insert(Tenure, [_tenure(draft, ids, seats) for draft in fresh])
    changes = change(Tenure, _wanted(people))
    followers.seats_changed(actor, list(ids.values()))
    told = _changed_people(people, persons.changes, changes)
    known = [draft for draft in people.tenures if draft.known]
    changed = sum(draft.code in persons.changes or str(draft.index) in changes for draft in known)
    return Outcome(len(fresh), changed, len(known) - changed, told, tuple(_side_by_side(people)))


def _rename_seats(people: People) -> None:
    """A seat bears the name of the person it was made for."""
    wanted = {
        seat.pk: (seat, {"name": people.persons[code]["name"]})
        for code, seat in (
            (tenure.person.code, tenure.seat) for tenure in Tenure.objects.select_related("person", "seat")
        )
        if code in people.persons
    }
    change(Unit, wanted)


def _seats(people: People) -> Seats:
    """The seat of each person in each unit; missing ones are made."""
    seats: Seats = {
        (tenure.person.code, tenure.seat.parent.code): tenure.seat_id
        for tenure in Tenure.objects.select_related("person", "seat__parent")
    }
    units = {unit.code: unit for unit in Unit.objects.all()}
    wanted = list(dict.fromkeys((d.code, d.unit) for d in people.tenures if (d.code, d.unit) not in seats))
    taken, rows = set(units), []
    for (code, unit), pk in zip(wanted, bulk.reserve_ids(Unit, len(wanted)), strict=True):
        seat_code = next(free for free in _seat_codes(code, unit) if free not in taken)
        taken.add(seat_code)
        path, depth = place(pk, units[unit].path)
        name = people.persons[code]["name"]
        parent = units[unit].pk
        rows.append({"id": pk, "code": seat_code, "name": name, "kind": Unit.Kind.SEAT, "parent": parent, "path": path,
                     "depth": depth, "valid_from": None, "valid_to": None})  # fmt: skip
        seats[code, unit] = pk
    insert(Unit, rows)
    return seats


def _seat_codes(code: str, unit: str) -> Iterator[str]:
    """The person's code, else person@unit; numbered where both are taken or too long."""
    longest = Unit._meta.get_field("code").max_length
    yield code
    yield f"{code}@{unit}"[:longest]
    number = 2
    while True:
        ending = f"~{number}"
        yield f"{code}@{unit}"[: longest - len(ending)] + ending
        number += 1


def _tenure(draft: Draft, ids: dict[str, int], seats: Seats) -> dict:
    return {
        "seat": seats[draft.code, draft.unit],
        "person": ids[draft.code],
        "role": draft.role or Role.REPRESENTATIVE,
        "valid_from": draft.start,
        "valid_to": draft.end,
    }


def _wanted(people: People) -> dict[str, tuple[Tenure, dict]]:
    wanted = {}
    for draft in people.tenures:
        if draft.known:
            fields = {"valid_to": draft.end} if people.brings_end else {}
            fields |= {"role": draft.role} if draft.role else {}
            wanted[str(draft.index)] = (draft.known, fields)
    return wanted


def _changed_people(people: People, persons: dict, tenures: dict) -> dict:
    told = dict(persons)
    for draft in people.tenures:
        if str(draft.index) in tenures:
            told[f"{draft.code}@{draft.unit}"] = tenures[str(draft.index)]
    return told


def _side_by_side(people: People) -> Iterator[Message]:
    """A person who now sits in two units at once: rightly so for some, a forgotten end for others."""
    open_units: dict[str, set[str]] = {}
    tenures = Tenure.objects.filter(valid_to=None, person__code__in=people.persons)
    for code, unit in tenures.values_list("person__code", "seat__parent__code"):
        open_units.setdefault(code, set()).add(unit)
    for code, units in sorted(open_units.items()):
        if len(units) > 1:
            template = _("%(person)s sits in several units at once: %(units)s.")
            yield Message(template, person=code, units=", ".join(sorted(units)))
