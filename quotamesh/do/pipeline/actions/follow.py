"""Open deals stand at the seat their owner holds: they follow when people change seats."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from quotamesh.base.people.models import Person, Tenure, Unit
from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import today_of
from quotamesh.base.store.validity import valid_on
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.pipeline.actions.firsts import parts
from quotamesh.do.pipeline.models import Opportunity


def seats_changed(actor: Actor, people: list[int]) -> None:
    """What the register of people calls; a change of a later day is followed on that day, by the nightly work."""
    if there := company():
        follow_seats(actor, today_of(there, actor.at), people)


@transaction.atomic
def follow_seats(actor: Actor, day: date, people: Iterable[int] | None = None) -> int:
    """Bring open deals to the seats of their owners on a day; returns how many moved.

    A deal stays where its owner still holds the seat, one of several at once, and where the owner holds none any more:
    it is then handed over by who leads the seat. What was counted stays with the seats of its days.
    """
    chunks: Iterable[list[int] | None] = [None] if people is None else parts(people)
    moved = 0
    for chunk in chunks:
        for owner, deals in _elsewhere(day, chunk).items():
            moved += _bring(actor, owner, day, deals)
    return moved


def _elsewhere(day: date, people: list[int] | None) -> dict[int, list[tuple[int, str]]]:
    """Open deals at a seat their owner does not hold, though holding another: (key, code of the seat) by owner."""
    held = Tenure.objects.filter(valid_on(day), person=OuterRef("owner"))
    rows = Opportunity.objects.filter(Exists(held), outcome="").exclude(
        Exists(held.filter(seat=OuterRef("seat")))
    )
    if people is not None:
        rows = rows.filter(owner__in=people)
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for pk, owner, seat in rows.order_by("owner", "pk").values_list("pk", "owner_id", "seat__code"):
        found[owner].append((pk, seat))
    return found


def _bring(actor: Actor, owner: int, day: date, deals: list[tuple[int, str]]) -> int:
    tenures = Tenure.objects.filter(valid_on(day), person=owner).select_related("seat", "person")
    tenure = tenures.order_by(F("valid_from").desc(nulls_last=True), "-seat_id")[0]
    seat, person = tenure.seat, tenure.person
    moved = sum(
        Opportunity.objects.filter(pk__in=part, owner=owner, outcome="").update(seat=seat)
        for part in parts(pk for pk, _seat in deals)
    )
    _note(actor, person, seat, sorted({code for _pk, code in deals}), moved)
    return moved


def _note(actor: Actor, person: Person, seat: Unit, before: list[str], moved: int) -> None:
    change = {"seat": [before, seat.code], "deals": [None, moved]}
    record(
        actor, "opportunity.follow", subject="person", key=str(person.uid), label=person.name, change=change
    )
