"""What the verbs share: a deal held fast, the summary kept in step, the seat of a person on a day."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db.models import F

from quotamesh.base.people.models import Person, Tenure, Unit
from quotamesh.base.store.validity import latest_first, valid_on
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.facts import records
from quotamesh.do.pipeline.actions.firsts import renew_first_deals, won_of
from quotamesh.do.pipeline.counts import counts_of
from quotamesh.do.pipeline.errors import NoSeat, StaleOpportunity
from quotamesh.do.pipeline.models import Opportunity

RELATED = ("customer", "owner", "seat", "product", "stage")
MOST = 10**14  # of a deal, in the smallest unit, so that sums stay within the database's integers


def held(deal: Opportunity, seen: int | None, wanted: dict[str, Any]) -> Opportunity:
    """The deal as it stands, locked until the transaction ends.

    Raises:
        StaleOpportunity: it is not the version that was seen.
    """
    rows = Opportunity.objects.select_for_update(of=("self",)).select_related(*RELATED)
    now = rows.get(pk=deal.pk)
    if seen is not None and seen != now.revision:
        differing = {
            name: [told(value), told(getattr(now, name))]
            for name, value in wanted.items()
            if value != getattr(now, name)
        }
        raise StaleOpportunity(now.name, differing)
    return now


def told(value: Any) -> str:
    return "–" if value in (None, "") else str(value)


@contextmanager
def booked(*deals: int, customers: Iterable[int | None] = ()) -> Iterator[None]:
    """Keep the summary in step with deals changed within, and with who is a new customer of `customers`."""
    of_customers = {pk for pk in customers if pk}
    touched = {*deals, *won_of(of_customers)}
    before = counts_of(list(touched))
    yield
    touched |= won_of(of_customers)
    renew_first_deals(of_customers)
    records.book(before, counts_of(list(touched)))


def seat_on(person: Person, day: date) -> Unit | None:
    """The seat a person held on a day; of two at once the one begun last."""
    tenures = Tenure.objects.filter(valid_on(day), person=person).select_related("seat")
    found = tenures.order_by(latest_first(), "-seat_id").first()
    return found.seat if found else None


def seat_or_last(person: Person, day: date) -> Unit:
    """The seat held on a day, else the last one held before, else the first one to come.

    Raises:
        NoSeat
    """
    if found := seat_on(person, day):
        return found
    tenures = Tenure.objects.filter(person=person).select_related("seat")
    last = tenures.order_by(F("valid_to").desc(nulls_first=True), latest_first()).first()
    if last is None:
        raise NoSeat(person.name)
    return last.seat


def saved(actor: Actor, deal: Opportunity, verb: str, change: dict[str, Any]) -> Opportunity:
    deal.revision += 1
    deal.save()
    trail(actor, deal, verb, change)
    return deal


def trail(actor: Actor, deal: Opportunity, verb: str, change: dict[str, Any]) -> None:
    record(
        actor, f"opportunity.{verb}", subject="opportunity", key=str(deal.uid), label=deal.name, change=change
    )


def cycle_of(opened: date | None, closed: date | None) -> int | None:
    return (closed - opened).days if opened and closed and closed >= opened else None
