"""What higher features show on a customer's page: a word for the headline, figures, quick actions, a panel.

A feature offers a module with

    panel(viewer, customer, today) -> Panel | None

and asks the database as seldom as it can: all panels of a page together have about five queries.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from quotamesh.base.people.viewer import Viewer
from quotamesh.base.shell.offers import Offers
from quotamesh.do.customers.models import Customer


@dataclass(frozen=True)
class Figure:
    """`value` as it is read; `url` opens the rows behind it."""

    label: str
    value: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Action:
    """A quick action at the top of the page; the one with `main` stands out."""

    label: str
    url: str
    icon: str = "plus"
    main: bool = False


@dataclass(frozen=True)
class Panel:
    """`worth` and `next` are clauses of the headline, without a full stop: what the customer is worth to us, and
    what comes next (the one with the earliest `due` is taken). `template` is drawn with `context` and `customer`
    under `title`; without one the panel has no body. Panels stand in `order`."""

    title: str = ""
    template: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    actions: tuple[Action, ...] = ()
    worth: str = ""
    next: str = ""
    due: date | None = None
    order: int = 50


_offered = Offers()


def offer_panel(module: str) -> None:
    """Name a module with `panel(viewer, customer, today)`."""
    _offered.add(module)


def panels(viewer: Viewer, customer: Customer, today: date) -> list[Panel]:
    found = (module.panel(viewer, customer, today) for module in _offered)
    return sorted(filter(None, found), key=lambda panel: panel.order)


def next_of(found: list[Panel]) -> str:
    """What comes next: what is due first, before what has no day."""
    told = [panel for panel in found if panel.next]
    return min(told, key=lambda panel: panel.due or date.max).next if told else ""
