"""Naming who stands in for whom."""

from datetime import date

from django.db import transaction

from quotamesh.base.approvals.errors import BadDeputy
from quotamesh.base.approvals.models import Deputy
from quotamesh.base.people.models import Person
from quotamesh.base.trail.actions import Actor, record


@transaction.atomic
def name_deputy(
    actor: Actor, *, person: Person, deputy: Person, first_day: date, last_day: date, day: date
) -> Deputy:
    """`deputy` decides in `person`'s place from day to day, beside them.

    Raises:
        BadDeputy: upside down, oneself, over already, the same days twice, or a circle.
    """
    _check(person, deputy, first_day, last_day, day)
    row = Deputy.objects.create(person=person, deputy=deputy, first_day=first_day, last_day=last_day)
    change = {"deputy": [None, deputy.name], "days": [None, [first_day, last_day]]}
    record(actor, "deputy.name", subject="deputy", key=str(row.uid), label=person.name, change=change)
    return row


def _check(person: Person, deputy: Person, first_day: date, last_day: date, day: date) -> None:
    if person.pk == deputy.pk:
        raise BadDeputy("oneself")
    if last_day < first_day:
        raise BadDeputy("upside_down")
    if last_day < day:
        raise BadDeputy("past")
    overlapping = Deputy.objects.select_for_update().filter(first_day__lte=last_day, last_day__gte=first_day)
    if overlapping.filter(person=person, deputy=deputy).exists():
        raise BadDeputy("twice")
    if circle := _circle(person, deputy, first_day, last_day):
        raise BadDeputy("circle", circle)


def _circle(person: Person, deputy: Person, first_day: date, last_day: date) -> tuple[str, ...]:
    """The names from the person back to themselves, on days they all share; empty where there is no way back."""
    rows = Deputy.objects.select_related("deputy").filter(first_day__lte=last_day, last_day__gte=first_day)
    by_person: dict[int, list[Deputy]] = {}
    for row in rows:
        by_person.setdefault(row.person_id, []).append(row)

    def walk(at: int, start: date, end: date, names: tuple[str, ...], seen: frozenset[int]):
        if at == person.pk:
            return names
        for row in by_person.get(at, ()):
            begin, finish = max(start, row.first_day), min(end, row.last_day)
            if begin <= finish and row.deputy_id not in seen:
                found = walk(row.deputy_id, begin, finish, (*names, row.deputy.name), seen | {row.deputy_id})
                if found:
                    return found
        return ()

    return walk(deputy.pk, first_day, last_day, (person.name, deputy.name), frozenset({deputy.pk}))


@transaction.atomic
def end_deputy(actor: Actor, row: Deputy) -> None:
    """Nobody stands in any more; what was decided stays."""
    change = {"deputy": [row.deputy.name, None], "days": [[row.first_day, row.last_day], None]}
    record(actor, "deputy.end", subject="deputy", key=str(row.uid), label=row.person.name, change=change)
    row.delete()
