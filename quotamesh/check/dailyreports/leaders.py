"""Who leads somebody: the nearest leader or director on the line upward, never the person themselves."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from quotamesh.base.people.models import Person, Role, Tenure
from quotamesh.base.store.validity import valid_on

LEADING = (Role.LEADER, Role.DIRECTOR)


def leaders_of(tenures: Sequence[Tenure], day: date) -> dict[int, list[Person]]:
    """{key of a tenure: its leaders on a day}, in one query for any number. `seat` is read along."""
    led: dict[str, list[Person]] = defaultdict(list)
    rows = Tenure.objects.filter(valid_on(day), role__in=LEADING, seat__parent__isnull=False)
    for row in rows.select_related("person", "seat__parent").order_by("pk"):
        led[row.seat.parent.path].append(row.person)
    return {tenure.pk: _nearest(led, tenure) for tenure in tenures}


def _nearest(led: dict[str, list[Person]], tenure: Tenure) -> list[Person]:
    above = sorted((path for path in led if tenure.seat.path.startswith(path)), key=len, reverse=True)
    for path in above:
        others = [person for person in led[path] if person.pk != tenure.person_id]
        if others:
            return others
    return []
