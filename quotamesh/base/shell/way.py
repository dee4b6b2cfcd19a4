"""Where a page stands on a way of several pages: a feature above offers the way, the pages below show it."""

from collections.abc import Callable
from dataclasses import dataclass

from quotamesh.base.shell.offers import Offers


@dataclass(frozen=True)
class Stop:
    name: str
    url: str


@dataclass(frozen=True)
class Way:
    """`home` is the page of the whole way; `before` and `after` are the neighbours of the page shown."""

    home: Stop
    before: Stop | None
    after: Stop | None


Find = Callable[[object, str, int], Way | None]
_offered = Offers()


def offer(module: str) -> None:
    """Name a module with `way(viewer, code, year) -> Way | None`; asks no database."""
    _offered.add(module)


def find(viewer: object, code: str, year: int) -> Way | None:
    for module in _offered:
        ask: Find = module.way
        if found := ask(viewer, code, year):
            return found
    return None
