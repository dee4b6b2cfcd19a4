"""Customers as one types: by a part of the name, by code, by the first letters of the reading."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, QuerySet

from quotamesh.base.people.viewer import Viewer
from quotamesh.do.customers.finding import typed, with_key
from quotamesh.do.customers.models import Customer, SearchKey
from quotamesh.do.customers.queries import people_in_sight
from quotamesh.kernel.names import tokens

MOST = 12
LOOKED_AT = 120


@dataclass(frozen=True)
class Found:
    uid: UUID
    code: str
    name: str
    owner: str


def find_customers(viewer: Viewer, text: str, most: int = MOST) -> list[Found]:
    """The customers in sight that fit best; of an empty text those one had to do with last."""
    wanted = typed(text)
    if not wanted:
        return [] if text.strip() else recent_customers(viewer, most)
    rows = _keys(viewer, wanted).values_list("customer_id", flat=True)
    keys = list(dict.fromkeys(rows[:LOOKED_AT]))
    found = _shown(Customer.objects.filter(pk__in=keys))
    return sorted(found, key=lambda each: _rank(each, wanted))[:most]


def _keys(viewer: Viewer, wanted: str) -> QuerySet[SearchKey]:
    rows = with_key(wanted).order_by("key")
    if viewer.sees_all:
        return rows.filter(shared=False)
    return rows.filter(holder__in=people_in_sight(viewer))


def _rank(found: Found, wanted: str) -> tuple:
    name = "".join(tokens(found.name))
    return (
        typed(found.code) != wanted,
        not name.startswith(wanted),
        wanted not in name,
        len(name),
        found.code,
    )


def _shown(rows: QuerySet[Customer]) -> list[Found]:
    return [Found(*row) for row in rows.values_list("uid", "code", "name", "owner__name")]


def recent_customers(viewer: Viewer, most: int) -> list[Found]:
    """One's own, those first with whom there was contact or an order last."""
    if viewer.person_id is None:
        return []
    latest = (F("last_contact").desc(nulls_last=True), F("last_order").desc(nulls_last=True), "code")
    return _shown(Customer.objects.filter(owner=viewer.person_id).order_by(*latest)[:most])
