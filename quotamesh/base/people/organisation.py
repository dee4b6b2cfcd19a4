"""The organisation as its page shows it: units in order, seats with their holders."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from quotamesh.base.people.models import Tenure, Unit, User
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.validity import latest_first


@dataclass(frozen=True)
class Place:
    """A unit, and for a seat everybody who held it, latest first; `signing` are the people who can sign in."""

    unit: Unit
    tenures: tuple[Tenure, ...]
    day: date
    signing: frozenset[int]

    @property
    def now(self) -> Tenure | None:
        return next((tenure for tenure in self.tenures if tenure.covers(self.day)), None)

    @property
    def unheard(self) -> bool:
        """Somebody holds the seat whom no notice reaches."""
        return self.now is not None and self.now.person_id not in self.signing


def signing_in() -> frozenset[int]:
    """The people who can sign in; nobody else gets notices."""
    users = User.objects.filter(is_active=True).exclude(person=None)
    return frozenset(users.values_list("person_id", flat=True))


def places(viewer: Viewer, day: date) -> list[Place]:
    """Every unit in sight, in the order of the tree."""
    held: dict[int, list[Tenure]] = defaultdict(list)
    tenures = Tenure.objects.filter(viewer.units("seat__")).select_related("person").order_by(latest_first())
    for tenure in tenures:
        held[tenure.seat_id].append(tenure)
    units = Unit.objects.filter(viewer.units()).order_by("path")
    signing = signing_in()
    return [Place(unit, tuple(held.get(unit.pk, ())), day, signing) for unit in units]
