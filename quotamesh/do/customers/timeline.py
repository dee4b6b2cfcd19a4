"""What happened with a customer, told by every feature that has something to tell."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from quotamesh.base.people.viewer import Viewer
from quotamesh.base.shell.offers import Offers
from quotamesh.do.customers.models import Customer


@dataclass(frozen=True)
class Event:
    """One thing that happened: `kind` names icon and filter, `text` is what one reads, `url` opens the record."""

    day: date
    kind: str
    text: str
    who: str = ""
    detail: str = ""
    amount: int | None = None
    url: str = ""


Teller = Callable[[Viewer, Customer, int], list[Event]]
_offered = Offers()


def offer(module: str) -> None:
    """Name a module with `events(viewer, customer, most) -> list[Event]`, latest first, only what is in sight."""
    _offered.add(module)


def events(viewer: Viewer, customer: Customer, most: int = 50) -> list[Event]:
    """The latest of all that happened with a customer."""
    tellers: list[Teller] = [module.events for module in _offered]
    found = [event for tell in tellers for event in tell(viewer, customer, most)]
    return sorted(found, key=lambda event: event.day, reverse=True)[:most]
