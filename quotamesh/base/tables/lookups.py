"""From codes to keys, and which code was probably meant."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import numpy as np
from django.utils.translation import gettext_noop as _

from quotamesh.base.tables.coded import EMPTY, Coded
from quotamesh.base.tables.parsing import rows_with
from quotamesh.base.tables.problems import Message
from quotamesh.base.tables.rows import Rows

CANDIDATES = 5_000
QUESTIONS = 200
LIKENESS = 0.5
FEW = 12
CANDIDATES_TOLD = 20

_UNKNOWN = {
    "unit": _("is not the code of a unit."),
    "person": _("is not the code of a person."),
    "product": _("is not the code of a product."),
    "customer": _("is not the code of a customer."),
    "order": _("is not the number of an order."),
    "indicator": _("is not an indicator."),
}


class Nearest:
    """Hints at the codes most like one that is not known; bounded, for a file may hold a million of them."""

    def __init__(self, known: Iterable[str], names: Iterable[str] = ()):
        self.known, self.names = list(known), list(names)
        self.asked: dict[str, Message | None] = {}

    def __call__(self, word: str) -> Message | None:
        if not self.known:
            return Message(_("None are known yet: import them first."))
        if word not in self.asked:
            if len(self.asked) >= QUESTIONS:
                return None
            self.asked[word] = self._look(word)
        return self.asked[word]

    def _look(self, word: str) -> Message | None:
        # Codes first: what is like one is more probably that than a name.
        close = self._close(word, self.known) or self._close(word, self.names)
        if close:
            return Message(_("Did you mean %(codes)s?"), codes=", ".join(close))
        if len(self.known) <= FEW:
            return Message(_("Known are: %(codes)s."), codes=", ".join(self.known))
        some = ", ".join(self.known[:3])
        return Message(_("%(count)s are known, such as %(codes)s."), count=f"{len(self.known):,}", codes=some)

    def _close(self, word: str, alike: list[str]) -> list[str]:
        if len(alike) > CANDIDATES:
            alike = [code for code in alike if abs(len(code) - len(word)) <= 1 and code[:2] == word[:2]][
                :CANDIDATES
            ]
        folded = {code.casefold(): code for code in alike}
        return [folded[match] for match in get_close_matches(word.casefold(), folded, 3, LIKENESS)]


def keys_of(rows: Rows, column: str, known: Mapping[str, int], what: str) -> np.ndarray:
    """The key of every row's code, -1 for none; unknown codes are noted with the nearest known ones."""
    coded = rows.coded(column)
    return keys(rows, column, coded, known, what)


def keys(rows: Rows, column: str, coded: Coded, known: Mapping[str, int], what: str) -> np.ndarray:
    found = coded.array(lambda code: known.get(code, EMPTY), EMPTY, np.int64)
    unknown = rows_unknown(coded, known)
    rows.refuse_all(unknown, column, "unknown_code", say_unknown(what, known, coded))
    return found


@dataclass(frozen=True)
class Named:
    """Rows of a table by their codes, and by names: `names` that one row alone bears, `shared` those of several."""

    codes: dict[str, int]
    names: dict[str, int]
    shared: dict[str, list[str]]

    @classmethod
    def of(cls, rows: Iterable[tuple[int, str, str]]) -> "Named":
        """From (key, code, name)."""
        codes, bearers = {}, defaultdict(list)
        for key, code, name in rows:
            codes[code] = key
            bearers[name].append(code)
        free = {name: found for name, found in bearers.items() if name and name not in codes}
        names = {name: codes[found[0]] for name, found in free.items() if len(found) == 1}
        return cls(codes, names, {name: sorted(found) for name, found in free.items() if len(found) > 1})

    def key(self, word: str) -> int:
        """By code, which goes before a name; EMPTY where neither is known or the name says too little."""
        return self.codes.get(word, self.names.get(word, EMPTY))

    def say_shared(self, word: str) -> tuple[Message, Message]:
        codes = ", ".join(self.shared[word][:CANDIDATES_TOLD])
        return Message(_("is the name of several.")), Message(_("Write the code: %(codes)s."), codes=codes)


def keys_by_name(rows: Rows, column: str, named: Named, what: str) -> np.ndarray:
    """As `keys_of`, where an exact name does as well; one that several bear is refused with their codes."""
    coded = rows.coded(column)
    refuse_shared(rows, column, coded, named)
    unknown = rows_with(coded, lambda word: named.key(word) == EMPTY and word not in named.shared)
    rows.refuse_all(unknown, column, "unknown_code", say_unknown(what, named.codes, coded, named.names))
    return coded.array(named.key, EMPTY, np.int64)


def refuse_shared(rows: Rows, column: str, coded: Coded, named: Named) -> None:
    shared = rows_with(coded, named.shared.__contains__)
    rows.refuse_all(shared, column, "shared_name", lambda index: named.say_shared(coded[index]))


def rows_unknown(coded: Coded, known: Container[str]) -> np.ndarray:
    return rows_with(coded, lambda code: code not in known)


def say_unknown(
    what: str, known: Iterable[str], coded: Coded, names: Iterable[str] = ()
) -> Callable[[int], Any]:
    nearest = Nearest(known, names)
    return lambda index: (Message(_UNKNOWN[what]), nearest(coded[index]))


def doubled(rows: Rows, column: str, key: np.ndarray, relevant: np.ndarray | None = None) -> None:
    """Note every row whose key (-1: none) stood in an earlier row of the file."""
    places = np.flatnonzero(key != EMPTY) if relevant is None else np.flatnonzero(relevant)
    if (np.diff(key[places]) > 0).all():
        return
    order = places[np.argsort(key[places], kind="stable")]
    again = np.flatnonzero(key[order[1:]] == key[order[:-1]]) + 1
    if not len(again):
        return
    starts = np.maximum.accumulate(
        np.where(np.r_[True, key[order[1:]] != key[order[:-1]]], np.arange(len(order)), 0)
    )
    first_of = dict(zip(order[again].tolist(), order[starts[again]].tolist(), strict=True))
    rows.refuse_all(
        np.sort(order[again]), column, "doubled",
        lambda index: Message(_("stands in row %(row)s already."), row=rows.number(first_of[index])),
    )  # fmt: skip
