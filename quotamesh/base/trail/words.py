"""How entries of the trail read for people. Each feature words its own in a module `traced`, found by its name:

VERBS     {verb: what was done, followed by what it was done to}
SUBJECTS  {subject: what kind of thing it is}
FIELDS    {field or "subject.field": label, or (label, kind)}; kinds: money, ratio, points (hundredths of a percent),
          year, word,
          hidden, those of NAMES; text otherwise
WORDS     {a stored word: how it reads}
NAMES     {kind: function of a set of references that gives {reference: name}}
AMOUNT    function of (indicator, amount, currency) that writes it
LINES     {verb: function of an entry's change that gives its lines}

What no feature words is shown as it is stored.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps

OURS = "quotamesh."


@dataclass(frozen=True)
class Line:
    """One change: a label, what it is of (as references to be named), before and after; `plain` has no before."""

    label: Any
    before: Any
    after: Any
    kind: str = "text"
    of: tuple[tuple[str, Any], ...] = ()
    plain: bool = False


@dataclass
class Book:
    """The words of all features together."""

    verbs: dict[str, Any] = field(default_factory=dict)
    subjects: dict[str, Any] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    words: dict[str, Any] = field(default_factory=dict)
    names: dict[str, Callable[[set], Mapping]] = field(default_factory=dict)
    lines: dict[str, Callable[[dict], list[Line]]] = field(default_factory=dict)
    amount: Callable[[Any, int, str], str] | None = None

    def field_of(self, subject: str, name: str) -> tuple[Any, str]:
        """(label, kind) of a field; the name itself where nobody has words for it."""
        found = self.fields.get(f"{subject}.{name}", self.fields.get(name))
        if found is None:
            return name.replace("_", " "), "text"
        return found if isinstance(found, tuple) else (found, "text")


@lru_cache(maxsize=1)
def book() -> Book:
    found = Book()
    for app in apps.get_app_configs():
        name = f"{app.name}.traced"
        if not app.name.startswith(OURS) or find_spec(name) is None:
            continue
        module = import_module(name)
        for part in ("verbs", "subjects", "fields", "words", "names", "lines"):
            getattr(found, part).update(getattr(module, part.upper(), {}))
        found.amount = getattr(module, "AMOUNT", found.amount)
    return found
