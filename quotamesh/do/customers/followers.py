"""Features that keep something by customer, and must follow when two customers become one, or one two again.

A feature offers a module with

    watch(customers: list[int]) -> Any          called before the records move
    settle(customers: list[int], seen: Any)     called after, in the same transaction
"""

from importlib import import_module
from typing import Any

_modules: list[str] = []


def offer(module: str) -> None:
    if module not in _modules:
        _modules.append(module)


def watch(customers: list[int]) -> list[Any]:
    return [import_module(module).watch(customers) for module in _modules]


def settle(customers: list[int], seen: list[Any]) -> None:
    for module, before in zip(_modules, seen, strict=True):
        import_module(module).settle(customers, before)
