"""Features that keep something by customer, and must follow when two customers become one, or one two again.

A feature offers a module with

    watch(customers: list[int]) -> Any          called before the records move
    settle(customers: list[int], seen: Any)     called after, in the same transaction
"""

from typing import Any

from quotamesh.base.shell.offers import Offers

_offered = Offers()


def offer(module: str) -> None:
    _offered.add(module)


def watch(customers: list[int]) -> list[Any]:
    return [module.watch(customers) for module in _offered]


def settle(customers: list[int], seen: list[Any]) -> None:
    for module, before in zip(_offered, seen, strict=True):
        module.settle(customers, before)
