"""Customers that may be the same as one whose name is typed."""

from dataclasses import dataclass

from django.db.models import QuerySet

from quotamesh.base.people.viewer import Viewer
from quotamesh.do.customers.finding import typed
from quotamesh.do.customers.models import Customer, SearchKey, Suspect
from quotamesh.do.customers.queries import visible_customers
from quotamesh.kernel.names import LEAST_FOR_SLIP, alike, is_chinese, read, tokens

LOOKED_AT = 300
SHOWN = 5


def candidates(name: str, but: int | None = None) -> list[tuple[int, int]]:
    """(customer, likeness) of those whose names are alike, most alike first.

    A slip lies in one half of a name, so the other half is there as it stands: both are looked up in the index.
    """
    wanted = read(name)
    if not any(c.isalnum() for c in wanted.core):
        return []
    rows = dict(Customer.objects.filter(core=wanted.core).values_list("id", "name")[:LOOKED_AT])
    for start in _halves(wanted.core):
        key = start.encode()
        keys = SearchKey.objects.filter(key__gte=key, key__lt=key + b"\xff", shared=False)
        rows |= dict(keys.values_list("customer_id", "customer__name")[:LOOKED_AT])
    rows.pop(but, None)
    found = ((pk, alike(wanted, read(other))) for pk, other in rows.items())
    return sorted((each for each in found if each[1]), key=lambda each: (-each[1], each[0]))


def _halves(core: str) -> list[str]:
    """The first half of a name, and the rest from the next character or word on that keys begin with."""
    text = typed(core)
    half = len(text) // 2
    if len(text) < LEAST_FOR_SLIP - 1:
        return []
    starts, place = [], 0
    for part in tokens(core):
        starts += range(place, place + len(part)) if is_chinese(part) else [place]
        place += len(part)
    second = [text[start:] for start in starts if half <= start <= len(text) - 2]
    words = [text[start:half] for start in starts if 0 < start <= half - 2]
    return [text[:half], *second[:1], *words[-1:]]


@dataclass(frozen=True)
class Alike:
    """Customers in sight that may be the same, and how many more there are out of sight."""

    shown: list[tuple[Customer, int]]
    elsewhere: int


def alike_in_sight(viewer: Viewer, name: str, but: int | None = None) -> Alike:
    found = dict(candidates(name, but)) if name.strip() else {}
    seen = {each.pk: each for each in visible_customers(viewer).filter(pk__in=found)}
    shown = [(seen[pk], likeness) for pk, likeness in found.items() if pk in seen]
    return Alike(shown[:SHOWN], len(found) - len(seen))


def suspects(viewer: Viewer, *, different: bool = False) -> QuerySet[Suspect]:
    """Suspected pairs of which both are in sight, most alike first."""
    rows = Suspect.objects.filter(
        different=different, one__merged_into=None, other__merged_into=None
    ).select_related("one__owner", "other__owner")
    if not viewer.sees_all:
        seen = visible_customers(viewer).order_by().values("pk")
        rows = rows.filter(one__in=seen, other__in=seen)
    return rows
