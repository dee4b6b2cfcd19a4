"""People move and seats change hands; what was before stays with who held the seat then."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from quotamesh.base.people import followers
from quotamesh.base.people.models import Person, Tenure, Unit
from quotamesh.base.store.paths import place
from quotamesh.base.trail.actions import Actor, record


class BadMove(Exception):
    """The move does not fit the history: nobody holds the seat on that day, or not yet before it."""

    def words(self) -> str:
        return _("Nobody holds this seat on the day before, so nobody can leave it on this day.")


def _leaving(seat: Unit, day: date) -> Tenure:
    before = day - timedelta(1)
    tenure = next((t for t in Tenure.objects.filter(seat=seat) if t.covers(before) and t.covers(day)), None)
    if tenure is None:
        raise BadMove
    return tenure


def _end(tenure: Tenure, day: date) -> date | None:
    """Close the tenure the day before; returns when it would have ended."""
    until, tenure.valid_to = tenure.valid_to, day - timedelta(1)
    tenure.save(update_fields=["valid_to"])
    return until


@transaction.atomic
def move(actor: Actor, seat: Unit, *, to: Unit, day: date) -> Tenure:
    """The seat's holder takes a new seat in another unit from a day on.

    Raises:
        BadMove: nobody holds the seat on that day.
    """
    old = _leaving(seat, day)
    until = _end(old, day)
    new_seat = Unit(
        code=_free_code(f"{old.person.code}@{to.code}"), name=old.person.name, kind=Unit.Kind.SEAT, parent=to
    )
    new_seat.save()
    new_seat.path, new_seat.depth = place(new_seat.pk, to.path)
    new_seat.save(update_fields=["path", "depth"])
    tenure = Tenure.objects.create(
        seat=new_seat, person=old.person, role=old.role, valid_from=day, valid_to=until
    )
    followers.seats_changed(actor, [old.person_id])
    change = {"unit": [seat.parent and seat.parent.code, to.code], "from": [None, day]}
    record(
        actor, "person.move", subject="person", key=str(old.person.uid), label=old.person.name, change=change
    )
    return tenure


@transaction.atomic
def hand_over(actor: Actor, seat: Unit, *, to: Person, day: date) -> Tenure:
    """Another person holds the seat from a day on.

    Raises:
        BadMove: nobody holds the seat on that day.
    """
    old = _leaving(seat, day)
    until = _end(old, day)
    tenure = Tenure.objects.create(seat=seat, person=to, role=old.role, valid_from=day, valid_to=until)
    followers.seats_changed(actor, [old.person_id, to.pk])
    change = {"holder": [old.person.code, to.code], "from": [None, day]}
    record(actor, "seat.hand_over", subject="unit", key=str(seat.uid), label=seat.name, change=change)
    return tenure


def _free_code(wanted: str) -> str:
    code, number = wanted[:60], 2
    while Unit.objects.filter(code=code).exists():
        code, number = f"{wanted[:56]}-{number}", number + 1
    return code
