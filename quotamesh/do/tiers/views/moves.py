"""Who went from one tier to another, and why."""

from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from quotamesh.base.shell.formats import local_date, number
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.do.tiers import queries
from quotamesh.do.tiers.models import Move, Tier
from quotamesh.do.tiers.views.common import tabs, tier_asked
from quotamesh.do.tiers.wording import why

PAGE = 50
SPANS = {"30": 30, "90": 90, "365": 365}


@require_GET
@login_required
def show(request):
    span = request.GET.get("days") if request.GET.get("days") in SPANS else "90"
    start = request.today - timedelta(days=SPANS[span])
    before, after = tier_asked(request, "before"), tier_asked(request, "after")
    rows = queries.moves(request.viewer, start, before, after)
    if request.GET.get("format"):
        return shown_table(request, _table(rows.iterator(chunk_size=5000)), "tier moves")
    ways = queries.ways(queries.moves(request.viewer, start))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": tabs(request, "moves"),
        "headline": headline(ways, start),
        "ways": _ways(ways),
        "tiers": Tier.choices,
        "days": span,
        "spans": [(key, _("last %(days)d days") % {"days": days}) for key, days in SPANS.items()],
        "before": before,
        "after": after,
        "page": page,
        "table": _table(page.object_list),
    }
    return render(request, "tiers/moves.html", context)


def headline(ways: dict[tuple[str, str], int], start: date) -> str:
    total = sum(ways.values())
    if not total:
        return _("Nobody changed the tier since %(day)s.") % {"day": local_date(start)}
    values = {
        "total": number(total),
        "day": local_date(start),
        "won": number(sum(n for (_before, after), n in ways.items() if after == Tier.STRATEGIC)),
        "lost": number(sum(n for (before, _after), n in ways.items() if before == Tier.STRATEGIC)),
    }
    return (
        _(
            "%(total)s customers changed their tier since %(day)s: %(won)s became strategic, "
            "%(lost)s are no longer."
        )
        % values
    )


def _ways(ways: dict[tuple[str, str], int]) -> dict:
    """From each tier (down) to each tier (across)."""
    rows = [
        {
            "label": label,
            "cells": [None if before == after else ways.get((before, after), 0) for after in Tier.values],
        }
        for before, label in Tier.choices
    ]
    return {"heads": Tier.labels, "rows": rows}


def _table(rows) -> Table:
    columns = [
        Column("customer", _("Customer"), "strong", link="url"),
        Column("code", _("Code"), phone=False),
        Column("owner", _("Owner")),
        Column("day", _("Day"), "date"),
        Column("before", _("From")),
        Column("after", pgettext("tier", "To")),
        Column("why", _("What changed"), "prose"),
    ]
    return Table(columns, [_row(row) for row in rows], _("Moves between tiers"), cards=True)


def _row(move: Move) -> dict:
    return {
        "url": reverse("tiers:customer", args=[move.customer.uid]),
        "customer": move.customer.name,
        "code": move.customer.code,
        "owner": move.customer.owner.name if move.customer.owner else "",
        "day": move.day,
        "before": move.get_before_display(),
        "after": move.get_after_display(),
        "why": why(move.why),
    }
