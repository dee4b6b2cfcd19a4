"""Features that keep something by seat, and must follow when people change seats.

A feature offers a module with

    seats_changed(actor: Actor, people: list[int]) -> None

called in the transaction of the change, with the keys of the people who took, left or kept a seat in it.
"""

from quotamesh.base.shell.offers import Offers
from quotamesh.base.trail.actions import Actor

_offered = Offers()


def offer(module: str) -> None:
    _offered.add(module)


def seats_changed(actor: Actor, people: list[int]) -> None:
    for module in _offered:
        module.seats_changed(actor, people)
