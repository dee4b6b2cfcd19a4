"""Features that keep something by seat, and must follow when people change seats.

A feature offers a module with

    seats_changed(actor: Actor, people: list[int]) -> None

called in the transaction of the change, with the keys of the people who took, left or kept a seat in it.
"""

from importlib import import_module

from quotamesh.base.trail.actions import Actor

_modules: list[str] = []


def offer(module: str) -> None:
    if module not in _modules:
        _modules.append(module)


def seats_changed(actor: Actor, people: list[int]) -> None:
    for module in _modules:
        import_module(module).seats_changed(actor, people)
