"""Who can have customers, who is leaving some behind, and how many go to whom."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Count

from quotamesh.base.people.models import Person, Tenure
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.validity import valid_on
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.queries import visible_customers


def assignable(viewer: Viewer, day: date) -> list[Person]:
    """People in sight who hold a seat on the day."""
    held = Tenure.objects.filter(viewer.units("seat__"), valid_on(day)).values("person_id")
    return list(Person.objects.filter(pk__in=held).order_by("name", "code"))


def shareable(day: date) -> dict[str, Person]:
    """Everybody who holds a seat, by code: one shares with other teams too."""
    held = Tenure.objects.filter(valid_on(day)).values("person_id")
    return {person.code: person for person in Person.objects.filter(pk__in=held).order_by("name", "code")}


def known_to(viewer: Viewer, day: date) -> set[int]:
    """Keys of the people whom the viewer may be shown by name."""
    held = Tenure.objects.filter(viewer.units("seat__"), valid_on(day))
    return set(held.values_list("person_id", flat=True))


def person_in_sight(viewer: Viewer, code: str) -> Person | None:
    held = Tenure.objects.filter(viewer.units("seat__")).values("person_id")
    return Person.objects.filter(pk__in=held, code=code).first()


def leavers(viewer: Viewer, day: date) -> list[tuple[Person, int, bool]]:
    """People in sight with customers, how many, and whether they hold no seat any more; those first."""
    seen = Tenure.objects.filter(viewer.units("seat__"))
    still = set(seen.filter(valid_on(day)).values_list("person_id", flat=True))
    rows = Customer.objects.filter(owner__in=seen.values("person_id")).order_by()
    counts = dict(rows.values_list("owner_id").annotate(n=Count("pk")))
    people = Person.objects.filter(pk__in=counts).order_by("name", "code")
    found = [(person, counts[person.pk], person.pk not in still) for person in people]
    return sorted(found, key=lambda each: not each[2])


def owned_by(viewer: Viewer, person: Person) -> list[Customer]:
    rows = visible_customers(viewer).filter(owner=person).order_by("code")
    return list(rows.only("id", "code", "name", "region", "revision", "owner_id"))


def spread(held: Sequence[Customer], receivers: Sequence[Person], by: str) -> dict[Person, list[Customer]]:
    """Who gets which. By count: in turn. By region: a region stays together, the largest goes first, always to who
    has fewest so far."""
    plan: dict[Person, list[Customer]] = {person: [] for person in receivers}
    if by == "count":
        for number, row in enumerate(held):
            plan[receivers[number % len(receivers)]].append(row)
        return plan
    regions: defaultdict[str, list[Customer]] = defaultdict(list)
    for row in held:
        regions[row.region].append(row)
    for _region, rows in sorted(regions.items(), key=lambda each: (-len(each[1]), each[0])):
        least = min(receivers, key=lambda person: len(plan[person]))
        plan[least] += rows
    return plan
