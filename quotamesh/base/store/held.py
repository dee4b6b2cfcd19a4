"""What a request asks more than once is read once: a box that is held as long as the request."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_box: ContextVar[dict[Hashable, Any] | None] = ContextVar("held", default=None)


@contextmanager
def held() -> Iterator[None]:
    """Within it `once` reads once. A request is short; what lives longer reads anew each time."""
    token = _box.set({})
    try:
        yield
    finally:
        _box.reset(token)


def once(key: Hashable, read: Callable[[], T]) -> T:
    """What `read` gives, kept under its key as long as the box is held."""
    box = _box.get()
    if box is None:
        return read()
    if key not in box:
        box[key] = read()
    return box[key]


def forget() -> None:
    """After a change: the next reader reads anew."""
    box = _box.get()
    if box is not None:
        box.clear()
