"""Imports from the command line."""

from collections.abc import Callable, Iterable
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from quotamesh.base.exchange.actions import run_import
from quotamesh.base.exchange.results import ImportResult
from quotamesh.base.tables.registry import all_kinds, kind_named
from quotamesh.base.tables.values import Values, parted
from quotamesh.base.trail.actions import Actor

SHOWN = 20
Say = Callable[[str], object]


def import_from_command_line(
    kind: str,
    files: Iterable[str | Path],
    mapping: Iterable[str] = (),
    *,
    values: Iterable[str] = (),
    dry_run: bool = False,
    errors: str | Path | None = None,
    say: Say = print,
) -> int:
    """Import files of one kind and tell what came of it. Returns the exit code.

    mapping: as our=theirs. values: as column:theirs=ours, taken so in all rows.
    """
    paths = [Path(file) for file in files]
    complaint = _complaint(kind, paths, mapping) or _odd_value(values)
    if complaint:
        say(complaint)
        return 1
    wished = dict(pair.split("=", 1) for pair in mapping)
    target = Path(errors) if errors else Path(f"{paths[0].name}.errors.csv")
    actor = Actor("command line", timezone.now())
    sources = [(path.name, path) for path in paths]
    result = run_import(
        actor, kind, sources, wished, values=values_of(values), dry_run=dry_run, error_file=target
    )
    _tell(result, say)
    return 0 if result.ok else 1


def _complaint(kind: str, paths: list[Path], mapping: Iterable[str]) -> str:
    if kind_named(kind) is None:
        known = ", ".join(each.name for each in all_kinds())
        return _("There is nothing called %(kind)s to import. Known: %(known)s.") % {
            "kind": kind,
            "known": known,
        }
    missing = [str(path) for path in paths if not path.is_file()]
    if missing or not paths:
        return _("No such file: %(files)s.") % {"files": ", ".join(missing)}
    odd = [pair for pair in mapping if "=" not in pair]
    if odd:
        return _("Write a mapping as our=theirs, not %(pair)s.") % {"pair": odd[0]}
    return ""


def _odd_value(values: Iterable[str]) -> str:
    odd = [text for text in values if ":" not in text or "=" not in parted(text)[1]]
    return _("Write a value as column:theirs=ours, not %(text)s.") % {"text": odd[0]} if odd else ""


def values_of(texts: Iterable[str]) -> Values:
    """{column: {theirs: ours}} of texts like product:GTXPro=GTX Pro."""
    found: Values = {}
    for text in texts:
        column, pair = parted(text)
        theirs, ours = pair.split("=", 1)
        found.setdefault(column, {})[theirs] = ours
    return found


def _tell(result: ImportResult, say: Say) -> None:
    for notice in result.notices:
        say(str(notice))
    many = {(each.column, each.value): each for each in result.unknown if each.rows > 1}
    for each in many.values():
        words = _("column %(column)s: '%(value)s' – %(why)s In %(rows)s rows, first in row %(first)d.")
        values = {"column": each.column, "value": each.value, "why": each.text, "first": each.first}
        say(words % (values | {"rows": f"{each.rows:,}"}))
    single = [error for error in result.errors if (error.column, error.value) not in many]
    for error in single[:SHOWN]:
        say(str(error))
    left = result.error_count - min(len(single), SHOWN) - sum(each.rows for each in many.values())
    if left > 0:
        say(_("… and %(count)s more.") % {"count": f"{left:,}"})
    if many:
        say(_("A value is mapped for all rows with --value column:theirs=ours."))
    say(f"{result.kind}: {result.summary()}")
    if not result.ok and result.error_file:
        say(_("The rejected rows stand in %(file)s.") % {"file": result.error_file})
