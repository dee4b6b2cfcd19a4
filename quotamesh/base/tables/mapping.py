"""Which header of a file holds which of our columns."""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_noop as _
from django.utils.translation import override

from quotamesh.base.tables.headers import plain
from quotamesh.base.tables.kinds import Column, Kind
from quotamesh.base.tables.problems import Message, TableError
from quotamesh.base.tables.reading import Table

OWN_COLUMNS = {"row", "error", "file"}


@dataclass(frozen=True)
class Guess:
    mapping: dict[str, str]
    notices: tuple[Message, ...]


def signature(headers: list[str]) -> str:
    """Names a set of headers, whatever their order."""
    return hashlib.sha256("\n".join(sorted(map(plain, headers))).encode()).hexdigest()


def guess(kind: Kind, headers: list[str], wished: dict[str, str] | None = None) -> dict[str, str]:
    """What was wished, then our own names, then other words for them where only one header fits."""
    mapping = dict(wished or {})
    free = {header for header in headers if header not in mapping.values()}
    for known in (lambda column: {plain(column.name)}, _words):
        for column in kind.columns:
            fitting = [header for header in headers if header in free and plain(header) in known(column)]
            if column.name not in mapping and len(fitting) == 1:
                mapping[column.name] = fitting[0]
                free.discard(fitting[0])
    return mapping


def _words(column: Column) -> set[str]:
    """Other words for a column, and what the pages call it in every language they speak."""
    words = set(map(plain, column.aliases))
    for language, _name in settings.LANGUAGES:
        with override(language):
            words.add(plain(str(column.label)))
    return words


def map_table(kind: Kind, table: Table, wished: dict[str, str]) -> Guess:
    """The mapping of one file, with notices of what was guessed and what is left out.

    Raises:
        TableError: a wish names a column or a header that does not exist, or a required column has no header.
    """
    _check_wishes(kind, table, wished)
    mapping = guess(kind, table.headers, wished)
    missing = [name for name in kind.required if name not in mapping]
    if missing:
        message = Message(
            _("%(file)s has no column for %(missing)s. Its headers: %(headers)s."),
            file=table.name, missing=", ".join(missing), headers=", ".join(table.headers),
        )  # fmt: skip
        raise TableError("missing_column", message)
    for group in kind.one_of:
        if not any(name in mapping for name in group):
            message = Message(
                _("%(file)s needs a column for one of %(missing)s. Its headers: %(headers)s."),
                file=table.name, missing=", ".join(group), headers=", ".join(table.headers),
            )  # fmt: skip
            raise TableError("missing_column", message)
    return Guess(mapping, tuple(_notices(kind, table, mapping, wished)))


def _check_wishes(kind: Kind, table: Table, wished: dict[str, str]) -> None:
    for ours, theirs in wished.items():
        if ours not in kind.names:
            message = Message(
                _("There is no column %(name)s. Known: %(known)s."), name=ours, known=", ".join(kind.names)
            )
            raise TableError("unknown_column", message)
        if theirs not in table.headers:
            message = Message(
                _("%(file)s has no header %(name)s. Its headers: %(headers)s."),
                file=table.name, name=theirs, headers=", ".join(table.headers),
            )  # fmt: skip
            raise TableError("unknown_header", message)


def _notices(kind: Kind, table: Table, mapping: dict[str, str], wished: dict[str, str]):
    for ours, theirs in mapping.items():
        if ours not in wished and plain(theirs) != plain(ours):
            yield Message(
                _("%(file)s: %(theirs)s is read as %(ours)s."), file=table.name, theirs=theirs, ours=ours
            )
    ignored = [h for h in table.headers if h not in mapping.values() and h.casefold() not in OWN_COLUMNS]
    if ignored:
        yield Message(_("%(file)s: ignored %(headers)s."), file=table.name, headers=", ".join(ignored))
    if table.ignored:
        yield Message(
            _("%(file)s: other sheets are ignored: %(sheets)s."),
            file=table.name,
            sheets=", ".join(table.ignored),
        )
