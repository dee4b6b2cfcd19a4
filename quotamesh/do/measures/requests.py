"""Values in codes, as programs and pages send them, become values by keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quotamesh.base.people.models import Tenure
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.store.validity import latest_first, overlaps
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.models import Product
from quotamesh.do.catalog.own import definitions
from quotamesh.do.measures.access import may_record
from quotamesh.do.measures.actions import BadMeasure, Value


@dataclass(frozen=True)
class Told:
    """A value as it was sent."""

    person: str
    indicator: str
    day: date
    amount: int
    product: str = ""


class NotAllowed(Exception):
    """The viewer sees the person but does not record for them."""


def values_of(viewer: Viewer, told: Sequence[Told]) -> list[Value]:
    """Raises:
    BadMeasure: something is not known; who is out of sight is not known either.
    NotAllowed
    """
    if not told:
        return []
    known = definitions()
    products = dict(
        Product.objects.filter(code__in={each.product for each in told}).values_list("code", "pk")
    )
    products[""] = root_product().pk
    tenures = _tenures(viewer, told)
    values = []
    for at, each in enumerate(told):
        if each.indicator not in known:
            raise BadMeasure("unknown_indicator", at, each.indicator)
        if each.product not in products:
            raise BadMeasure("unknown_product", at, each.product)
        tenure = _held(viewer, tenures, at, each)
        key = known[each.indicator].key
        values.append(
            Value(tenure.seat_id, tenure.person_id, key, products[each.product], each.day, each.amount)
        )
    return values


def _tenures(viewer: Viewer, told: Sequence[Told]) -> dict[str, list[Tenure]]:
    days = [each.day for each in told]
    rows = Tenure.objects.filter(
        viewer.units("seat__"),
        overlaps(min(days), max(days)),
        person__code__in={each.person for each in told},
    )
    found: dict[str, list[Tenure]] = {}
    for tenure in rows.select_related("seat", "person").order_by(latest_first(), "-pk"):
        found.setdefault(tenure.person.code, []).append(tenure)
    return found


def _held(viewer: Viewer, tenures: dict[str, list[Tenure]], at: int, told: Told) -> Tenure:
    if told.person not in tenures:
        raise BadMeasure("unknown_person", at, told.person)
    held = next((tenure for tenure in tenures[told.person] if tenure.covers(told.day)), None)
    if held is None:
        raise BadMeasure("no_seat", at, told.person)
    if not may_record(viewer, held):
        raise NotAllowed
    return held
