"""The trail as a page."""

import json
from collections.abc import Iterator

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.base.shell import formats
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import FORMATS, table_response
from quotamesh.base.trail.finding import Wanted, find, wanted_of
from quotamesh.base.trail.models import Entry, Head
from quotamesh.base.trail.queries import verify
from quotamesh.base.trail.telling import tell
from quotamesh.base.trail.words import book

PAGE, EXPORTED = 50, 100_000
EXPORT = ("id", "at", "actor", "actor_id", "verb", "subject", "subject_key", "label", "change", "digest")


@require_GET
@login_required
def show(request):
    """Who changed what, newest first; on demand the chain is checked."""
    if not request.viewer.can("read_trail"):
        raise Http404
    wanted = wanted_of(request.GET)
    if form := request.GET.get("format"):
        return _file(wanted, form)
    found = list(find(wanted)[: PAGE + 1])
    shown = found[:PAGE]
    context = {
        "table": _table(shown, request.company.currency),
        "headline": _headline(wanted),
        "wanted": wanted,
        "subjects": _subjects(),
        "after": shown[-1].pk if len(found) > PAGE else None,
        "verdict": verify() if request.GET.get("check") else None,
    }
    return render(request, "trail/trail.html", context)


def _table(entries: list[Entry], currency: str) -> Table:
    columns = [
        Column("what", _("What was done"), "prose"),
        Column("actor", _("Who")),
        Column("at", _("When"), "time"),
        Column("kind", _("Kind"), phone=False),
    ]
    rows = [
        {"at": told.entry.at, "actor": told.entry.actor, "what": told.sentence, "kind": told.kind}
        for told in tell(entries, currency)
    ]
    return Table(columns, rows, _("Trail"), cards=True)


def _headline(wanted: Wanted) -> str:
    head = Head.objects.filter(pk=1).first()
    count = formats.number(head.length if head else 0)
    words = _("%(count)s entries, each sealed to the one before.") % {"count": count}
    return f"{words} {_('Shown is what you look for.')}" if wanted.narrow else words


def _subjects() -> list[tuple[str, str]]:
    """Kinds of things by their names; several that bear the same name stand there once."""
    named: dict[str, list[str]] = {}
    for subject, label in book().subjects.items():
        named.setdefault(str(label), []).append(subject)
    return sorted((",".join(subjects), label) for label, subjects in named.items())


def _file(wanted: Wanted, form: str):
    """Entries as they are stored, for programs: nothing is put into words."""
    if form not in FORMATS:
        raise Http404(form)
    return table_response("trail", EXPORT, _rows(wanted), form)


def _rows(wanted: Wanted) -> Iterator[list]:
    for entry in find(wanted)[:EXPORTED].iterator(chunk_size=2000):
        values = [getattr(entry, name) for name in EXPORT]
        values[EXPORT.index("at")] = entry.at.isoformat()
        values[EXPORT.index("change")] = json.dumps(entry.change, ensure_ascii=False, sort_keys=True)
        yield ["" if value is None else value for value in values]
