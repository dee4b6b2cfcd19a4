"""The trail as a page."""

import json

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.base.trail.models import Entry
from quotamesh.base.trail.queries import verify

PAGE = 50
SHOWN = 160


@require_GET
@login_required
def show(request):
    """Who changed what, newest first; on demand the chain is checked."""
    if not request.viewer.can("read_trail"):
        raise Http404
    page = Paginator(Entry.objects.all(), PAGE).get_page(request.GET.get("page"))
    columns = [
        Column("at", _("When"), "time"),
        Column("actor", _("Who")),
        Column("verb", _("What")),
        Column("label", _("Where")),
        Column("change", _("From → to")),
    ]
    rows = [
        {"at": e.at, "actor": e.actor, "verb": e.verb, "label": e.label, "change": _told(e.change)}
        for e in page.object_list
    ]
    table = Table(columns, rows, _("Trail"))
    if file := shown_table(request, table, "trail"):
        return file
    verdict = verify() if request.GET.get("check") else None
    context = {"page": page, "table": table, "verdict": verdict}
    return render(request, "trail/trail.html", context)


def _told(change: dict) -> str:
    parts = []
    for name, value in change.items():
        if isinstance(value, list) and len(value) == 2:
            parts.append(f"{name}: {_short(value[0])} → {_short(value[1])}")
        else:
            parts.append(f"{name}: {_short(value)}")
    text = "; ".join(parts)
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _short(value) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
