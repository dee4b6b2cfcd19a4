"""Reading the company and its organisation."""

from django.db.models import QuerySet

from quotamesh.base.people.models import Company, Person, Tenure, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.paths import ancestor_ids


def company() -> Company | None:
    """The company of this installation, or None before the set-up."""
    return Company.objects.first()


def root_unit() -> Unit:
    return Unit.objects.get(parent=None)


def visible_units(viewer: Viewer) -> QuerySet[Unit]:
    return Unit.objects.filter(viewer.units())


def visible_people(viewer: Viewer) -> QuerySet[Person]:
    """People with a seat, past or present, in the viewer's branches."""
    if viewer.sees_all:
        return Person.objects.all()
    seats = Tenure.objects.filter(viewer.units("seat__")).values("person_id")
    return Person.objects.filter(pk__in=seats)


def path_to(unit: Unit, viewer: Viewer) -> list[Unit]:
    """The way from the highest visible unit down to this one."""
    ancestors = Unit.objects.filter(pk__in=ancestor_ids(unit.path)).order_by("path")
    return [above for above in ancestors if viewer.sees_path(above.path)]
