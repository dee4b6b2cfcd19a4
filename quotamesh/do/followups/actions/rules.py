"""What must hold of a follow-up, whichever door it comes through."""

from datetime import date

from quotamesh.base.people.models import Person, Tenure
from quotamesh.base.store.validity import latest_first, valid_on
from quotamesh.do.customers.models import Contact, Customer
from quotamesh.do.followups.errors import BadFollowUp, NoSeat
from quotamesh.do.pipeline.models import Opportunity

LONGEST = 100_000
LONGEST_STEP = 200
FIRST_DAY = date(1990, 1, 1)
ROUNDED = 100  # millionths of a degree: about eleven metres
MOST_LATITUDE, MOST_LONGITUDE = 90_000_000, 180_000_000
Place = tuple[int, int]


def check_day(day: date, today: date) -> None:
    if day > today:
        raise BadFollowUp("future", "day", day.isoformat())
    if day < FIRST_DAY:
        raise BadFollowUp("too_early", "day", day.isoformat())


def check_texts(summary: str, need: str, next_step: str, due: date | None, day: date) -> None:
    if not summary.strip():
        raise BadFollowUp("no_summary", "summary")
    longest = {"summary": LONGEST, "need": LONGEST, "next_step": LONGEST_STEP}
    for field, text in (("summary", summary), ("need", need), ("next_step", next_step)):
        if len(text) > longest[field]:
            raise BadFollowUp("too_long", field, f"{longest[field]:,}")
        if "\x00" in text:
            raise BadFollowUp("nul", field)
    if next_step.strip() and due is None:
        raise BadFollowUp("no_due", "due")
    if due is not None and not next_step.strip():
        raise BadFollowUp("no_step", "next_step")
    if due is not None and due < day:
        raise BadFollowUp("due_before", "due")


def check_belonging(customer: Customer, contact: Contact | None, opportunity: Opportunity | None) -> None:
    if contact is not None and contact.customer_id != customer.pk:
        raise BadFollowUp("not_theirs", "contact", contact.name)
    if opportunity is not None and opportunity.customer_id != customer.pk:
        raise BadFollowUp("not_theirs", "opportunity", opportunity.name)


def rounded(place: Place | None) -> Place | None:
    """A place as it is kept: no finer than about eleven metres."""
    if place is None:
        return None
    latitude, longitude = place
    if abs(latitude) > MOST_LATITUDE or abs(longitude) > MOST_LONGITUDE:
        raise BadFollowUp("place", "place")
    return _to(latitude), _to(longitude)


def _to(value: int) -> int:
    return (value + ROUNDED // 2) // ROUNDED * ROUNDED


def seat_of(person: Person, day: date) -> int:
    """The seat the person held on the day; of two at once the one begun last.

    Raises:
        NoSeat
    """
    held = Tenure.objects.filter(valid_on(day), person=person).order_by(latest_first(), "-pk").first()
    if held is None:
        raise NoSeat(person.name, day)
    return held.seat_id
