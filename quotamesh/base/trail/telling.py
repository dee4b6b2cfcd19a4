"""Entries of the trail as sentences: what was done to what, and each change with its label, before and after."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from quotamesh.base.shell import formats
from quotamesh.base.trail.models import Entry
from quotamesh.base.trail.words import Book, Line, book

LONGEST, MOST_LINES, MONTHS = 200, 8, 12
DAY = re.compile(r"\d{4}-\d\d-\d\d")
HIDDEN = re.compile(
    r"[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)  # seals and keys tell people nothing
POINTS = 10_000


@dataclass(frozen=True)
class Told:
    """`sentence` and `changes` as safe HTML; `kind` is the kind of thing."""

    entry: Entry
    sentence: SafeString
    kind: str


def tell(entries: Sequence[Entry], currency: str) -> list[Told]:
    """Asks the database once for each kind of reference, however many entries there are."""
    words = book()
    fields = words.names["indicator"](set()) if "indicator" in words.names else {}
    lines = {entry.pk: _lines(words, entry, fields) for entry in entries}
    reading = Reading(words, _names(words, [line for each in lines.values() for line in each]), currency)
    return [
        Told(entry, reading.sentence(entry, lines[entry.pk]), str(words.subjects.get(entry.subject, "")))
        for entry in entries
    ]


def _lines(words: Book, entry: Entry, indicators: Mapping) -> list[Line]:
    own = words.lines.get(entry.verb)
    if own:
        return own(entry.change)
    found = [_line(words, indicators, entry.subject, name, value) for name, value in entry.change.items()]
    return [line for line in found if line.kind != "hidden" and not _says_nothing(line)]


def _line(words: Book, indicators: Mapping, subject: str, name: str, value: Any) -> Line:
    """The label may stand behind what it is of: `Acme: visits`."""
    of, colon, own = name.rpartition(": ")
    label, kind = words.field_of(subject, own)
    label = of + colon + str(indicators.get(own, label))
    if isinstance(value, list) and len(value) == 2:
        return Line(label, value[0], value[1], kind)
    return Line(label, None, value, kind, plain=True)


def _says_nothing(line: Line) -> bool:
    told = [value for value in (line.before, line.after) if value not in (None, "", [], {})]
    return all(isinstance(value, str) and HIDDEN.fullmatch(value) for value in told)


def _names(words: Book, lines: Iterable[Line]) -> dict[str, Mapping]:
    """{kind: {reference: name}} of all that the lines refer to."""
    wanted: dict[str, set] = defaultdict(set)
    for line in lines:
        for kind, value in line.of:
            wanted[kind] |= set(_leaves(value))
        if line.kind in words.names:
            wanted[line.kind] |= set(_leaves([line.before, line.after]))
    return {kind: words.names[kind](values) for kind, values in wanted.items() if kind in words.names}


def _leaves(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        # References may be the keys, as in {person: how many}.
        yield from value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _leaves(each)
    elif value is not None:
        yield value


class Reading:
    """Writes values in the words of the reader."""

    def __init__(self, words: Book, names: dict[str, Mapping], currency: str):
        self.words, self.names, self.currency = words, names, currency

    def sentence(self, entry: Entry, lines: Sequence[Line]) -> SafeString:
        done = self.words.verbs.get(entry.verb, entry.verb)
        label = self.label(entry)
        said = format_html("{} <strong><bdi>{}</bdi></strong>", done, label)
        if not lines:
            return said
        shown = format_html_join("", "<li>{}</li>", ([self.change(line)] for line in lines[:MOST_LINES]))
        left = len(lines) - MOST_LINES
        more = format_html("<li>{}</li>", _("… and %(count)s more.") % {"count": left}) if left > 0 else ""
        return format_html('{}<ul class="trail-changes">{}{}</ul>', said, shown, more)

    def label(self, entry: Entry) -> str:
        """What it was done to; what is kept under a word of the program reads as that word."""
        label = self.words.words.get(entry.label, entry.label)
        return formats.local_date(date.fromisoformat(label)) if DAY.fullmatch(str(label)) else str(label)

    def change(self, line: Line) -> SafeString:
        of = [self.named(kind, value) for kind, value in line.of]
        label = " · ".join(filter(None, [*of, str(line.label)]))
        after = self.text(line.after, line.kind)
        colon = "：" if formats.is_chinese() else ": "
        if line.plain or line.before in (None, "", [], {}) or line.before == line.after:
            return format_html("<span>{}{}</span>{}", label, colon, after)
        before = self.text(line.before, line.kind)
        return format_html("<span>{}{}</span>{} → {}", label, colon, before, after)

    def named(self, kind: str, value: Any) -> str:
        return str(self.names.get(kind, {}).get(value, self.words.words.get(value, value)))

    def text(self, value: Any, kind: str) -> str:
        text = self.plain(value, kind)
        return text if len(text) <= LONGEST else text[:LONGEST] + "…"

    def plain(self, value: Any, kind: str) -> str:
        if value in (None, "", [], {}):
            return formats.NOTHING
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, dict):
            return _comma().join(
                f"{self.key(k, kind)} {self.plain(v, self.below(k, kind))}" for k, v in value.items()
            )
        if isinstance(value, list):
            return self.several(value, kind)
        if isinstance(value, int | float):
            return self.number(value, kind)
        return self.word(str(value), kind)

    def several(self, values: list, kind: str) -> str:
        if len(values) == 2 and values[0] is None:  # from nothing
            return self.plain(values[1], kind)
        if len(values) == MONTHS and all(isinstance(each, int) for each in values):
            return _("%(sum)s over twelve months") % {"sum": self.number(sum(values), kind)}
        return _comma().join(self.plain(each, kind) for each in values)

    def key(self, name: str, kind: str) -> str:
        if name in self.names.get(kind, {}):
            return self.named(kind, name)
        return str(self.words.field_of("", name)[0])

    def below(self, name: str, kind: str) -> str:
        """The kind of what stands under a key: an indicator's amount, a field's own kind, or as above."""
        if kind == "indicator":
            return f"of:{name}"
        own = self.words.field_of("", name)[1]
        return kind if own == "text" or name in self.names.get(kind, {}) else own

    def number(self, value: float, kind: str) -> str:
        if kind == "money" and isinstance(value, int):
            return formats.money(value, self.currency)
        if kind == "year":
            return str(value)
        if kind == "ratio":
            return formats.percent(Fraction(str(value)))
        if kind == "points":
            return formats.percent(Fraction(value) / POINTS)
        if kind.startswith("of:") and self.words.amount and isinstance(value, int):
            return self.words.amount(kind.removeprefix("of:"), value, self.currency)
        if kind in self.names:
            return self.named(kind, value)
        return formats.number(value) if isinstance(value, int) else f"{value:g}"

    def word(self, value: str, kind: str) -> str:
        if kind in self.names:
            return self.named(kind, value)
        if kind == "word":
            return str(self.words.words.get(value, value))
        if DAY.fullmatch(value):
            return formats.local_date(date.fromisoformat(value))
        return value


def _comma() -> str:
    return "、" if formats.is_chinese() else ", "
