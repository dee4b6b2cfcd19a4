"""The days of orders and contacts, told by the features that keep them: from these the stage of a customer comes."""

from collections.abc import Iterable, Mapping
from datetime import date

from quotamesh.base.store import bulk
from quotamesh.do.customers.models import Customer

CHUNK = 500
Spans = Mapping[int, tuple[date | None, date | None]]
SPAN = ("first_order", "last_order")


def note_orders(spans: Spans) -> None:
    """{customer: days of its first and its last order}, as they are now; None where there is none left."""
    bulk.change(Customer, SPAN, [(pk, *span) for pk, span in spans.items()])


def widen_orders(spans: Mapping[int, tuple[date, date]]) -> None:
    """The same for orders that came in addition: the known span grows."""
    known = {pk: (first, last) for pk, first, last in _rows(spans, SPAN)}
    wider = {
        pk: (min(first, known[pk][0] or first), max(last, known[pk][1] or last))
        for pk, (first, last) in spans.items()
    }
    note_orders({pk: span for pk, span in wider.items() if span != known[pk]})


def note_contacts(days: Mapping[int, date]) -> None:
    """{customer: day of a contact}; an earlier day than the last known changes nothing."""
    later = [
        (pk, days[pk]) for pk, known in _rows(days, ("last_contact",)) if known is None or known < days[pk]
    ]
    bulk.change(Customer, ("last_contact",), later)


def set_contacts(days: Mapping[int, date | None], *, only: date | None = None) -> None:
    """{customer: day of its last contact}, as it is now; `only` where that day is known as the last one."""
    rows = _rows(days, ("last_contact",))
    differing = [(pk, days[pk]) for pk, known in rows if days[pk] != known and only in (None, known)]
    bulk.change(Customer, ("last_contact",), differing)


def _rows(keys: Iterable[int], fields: tuple[str, ...]):
    wanted = set(keys)
    rows = Customer.everything.order_by().values_list("id", *fields)
    if len(wanted) <= CHUNK:
        return list(rows.filter(pk__in=wanted))
    return [row for row in rows.iterator(chunk_size=20_000) if row[0] in wanted]
