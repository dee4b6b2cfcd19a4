"""Imports from the command line."""

from collections.abc import Callable, Iterable
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from quotamesh.base.exchange.actions import run_import
from quotamesh.base.exchange.results import ImportResult
from quotamesh.base.tables.registry import all_kinds, kind_named
from quotamesh.base.trail.actions import Actor

SHOWN = 20
Say = Callable[[str], object]


def import_from_command_line(
    kind: str,
    files: Iterable[str | Path],
    mapping: Iterable[str] = (),
    *,
    dry_run: bool = False,
    errors: str | Path | None = None,
    say: Say = print,
) -> int:
    """Import files of one kind and tell what came of it; `mapping` as our=theirs. Returns the exit code."""
    paths = [Path(file) for file in files]
    complaint = _complaint(kind, paths, mapping)
    if complaint:
        say(complaint)
        return 1
    wished = dict(pair.split("=", 1) for pair in mapping)
    target = Path(errors) if errors else Path(f"{paths[0].name}.errors.csv")
    actor = Actor("command line", timezone.now())
    sources = [(path.name, path) for path in paths]
    result = run_import(actor, kind, sources, wished, dry_run=dry_run, error_file=target)
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


def _tell(result: ImportResult, say: Say) -> None:
    for notice in result.notices:
        say(str(notice))
    for error in result.errors[:SHOWN]:
        say(str(error))
    if result.error_count > SHOWN:
        say(_("… and %(count)s more.") % {"count": f"{result.error_count - SHOWN:,}"})
    say(f"{result.kind}: {result.summary()}")
    if not result.ok and result.error_file:
        say(_("The rejected rows stand in %(file)s.") % {"file": result.error_file})
