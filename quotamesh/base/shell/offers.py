"""What higher features offer a lower one: modules by name, each loaded when it is asked for the first time."""

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType


class Offers:
    """Modules in the order in which they were offered, each once."""

    def __init__(self) -> None:
        self._names: list[str] = []

    def add(self, module: str) -> None:
        if module not in self._names:
            self._names.append(module)

    def __iter__(self) -> Iterator[ModuleType]:
        return map(import_module, self._names)
