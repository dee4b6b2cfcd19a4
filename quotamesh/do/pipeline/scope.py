"""Whose deals a page shows: one person's, or those of a unit in sight."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from quotamesh.base.people.models import Person, Tenure, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.paths import below
from quotamesh.base.store.validity import valid_on
from quotamesh.do.pipeline.models import Opportunity

MOST_PEOPLE = 200


@dataclass(frozen=True)
class Scope:
    """`person` or `unit` is set, or neither for all that is in sight; `units` and `people` are what may be chosen."""

    person: Person | None = None
    unit: Unit | None = None
    units: list[Unit] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.person.name if self.person else self.unit.name if self.unit else ""

    def condition(self) -> Q:
        if self.person:
            return Q(owner=self.person)
        # Everything is below the top: nothing has to be looked up for that.
        return below(self.unit.path, "seat__path") if self.unit and self.unit.parent_id else Q()


def scope_of(viewer: Viewer, day: date, unit: str = "", person: str = "") -> Scope:
    """What the address asks for, within sight; by default the own deals, or those of the highest unit in sight.

    One query for those who see only their own seat, two for others.

    Raises:
        Http404
    """
    if _only_self(viewer):
        own = Person.objects.filter(pk=viewer.person_id).first()
        if person and (own is None or str(own.uid) != person):
            raise Http404(person)
        return Scope(person=own)
    units = list(Unit.objects.filter(viewer.units()).exclude(kind=Unit.Kind.SEAT).order_by("path"))
    chosen = _of(units, unit) if unit else units[0] if units else None
    reach = below(chosen.path, "seat__path") if chosen else Q()
    held = Tenure.objects.filter(viewer.units("seat__"), reach, valid_on(day)).select_related("person")
    people = list(
        {tenure.person_id: tenure.person for tenure in held.order_by("seat__path")[:MOST_PEOPLE]}.values()
    )
    return Scope(_person(viewer, people, person), chosen, units, people)  # fmt: skip


def _only_self(viewer: Viewer) -> bool:
    """Whether all in sight are the viewer's own seats: those of nobody below."""
    return (
        viewer.person_id is not None
        and not viewer.sees_all
        and not viewer.roles & {"leader", "director", "analyst"}
    )


def _of(units: list[Unit], uid: str) -> Unit:
    found = next((each for each in units if str(each.uid) == uid), None)
    if found is None:
        raise Http404(uid)
    return found


def _person(viewer: Viewer, people: list[Person], uid: str) -> Person | None:
    """Somebody of the list, or somebody who left with deals in sight."""
    if not uid:
        return None
    known = next((each for each in people if str(each.uid) == uid), None)
    if known:
        return known
    try:
        found = Person.objects.filter(uid=UUID(uid)).first()
    except ValueError as error:
        raise Http404(uid) from error
    if found is None or not _in_sight(viewer, found):
        raise Http404(uid)
    return found


def _in_sight(viewer: Viewer, person: Person) -> bool:
    if Tenure.objects.filter(viewer.units("seat__"), person=person).exists():
        return True
    return Opportunity.objects.filter(viewer.units("seat__"), owner=person).exists()
