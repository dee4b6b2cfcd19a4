"""名单客户 Named accounts: who is looked after by name, and who is not yet."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from quotamesh.base.shell.formats import percent
from quotamesh.base.shell.periods import year_name
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import table_response
from quotamesh.plan.namedaccounts.exports import exported
from quotamesh.plan.namedaccounts.models import NamedAccount
from quotamesh.plan.namedaccounts.queries import (
    Counts,
    accounts,
    counts_of,
    holder_codes,
    holders,
)
from quotamesh.plan.namedaccounts.views.common import frame

PAGE = 50


@require_GET
@login_required
def show(request):
    context = frame(request, "list")
    ended = request.GET.get("ended") == "1"
    rows = accounts(
        request.viewer, request.company, context["year"],
        text=context["text"], team=context["team"], ended=ended, today=request.today,
    )  # fmt: skip
    if request.GET.get("format"):
        found = list(rows)
        fields, told = exported(found, holder_codes({row.seat_id for row in found}, request.today))
        return table_response(f"named accounts FY{context['year']}", fields, told, request.GET["format"])
    counts = counts_of(rows)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context |= {
        "page": page,
        "table": _table(request, list(page.object_list)),
        "headline": headline(counts, year_name(context["year"]), ended),
        "figures": [] if ended else _figures(counts),
        "ended": ended,
    }
    return render(request, "namedaccounts/list.html", context)


def headline(counts: Counts, year: str, ended: bool) -> str:
    values = {"year": year, "count": counts.named, "gaps": counts.gaps}
    if ended:
        return (
            ngettext("%(count)d account left the list.", "%(count)d accounts left the list.", counts.named)
            % values
        )
    if not counts.named:
        return _("%(year)s: nobody is on the list yet.") % values
    if counts.gaps:
        return (
            ngettext(
                "%(gaps)d of %(count)d named accounts lacks a next step or a coverage plan.",
                "%(gaps)d of %(count)d named accounts lack a next step or a coverage plan.",
                counts.gaps,
            )
            % values
        )
    return (
        ngettext(
            "%(count)d named account, with a next step and a coverage plan.",
            "All %(count)d named accounts have a next step and a coverage plan.",
            counts.named,
        )
        % values
    )


def _figures(counts: Counts) -> list[tuple]:
    """Label, count, share and what it means."""
    rows = (
        (_("Covered"), counts.covered, _("contacts are planned")),
        (_("Reached"), counts.reached, _("spoke with who decides")),
        (_("Penetrated"), counts.penetrated, _("need confirmed by several")),
        (_("Accounts signed"), counts.signed, _("an order or a deal won in this year")),
    )
    return [(label, count, percent(counts.share(count), 0), meaning) for label, count, meaning in rows]


def _table(request, rows: list[NamedAccount]) -> Table:
    held = holders({row.seat_id for row in rows}, request.today)
    columns = [
        Column("customer", _("Customer"), "strong", link="url"),
        Column("state", _("Looked after"), "state"),
        Column("next_step", _("Next step"), wide=True),
        Column("due", _("Due"), "date"),
        Column("holder", _("Owner")),
        Column("team", _("Team"), phone=False),
        Column("priority", _("Priority")),
        Column("total", _("Contacts planned"), "number", phone=False),
        Column("stage", _("How far")),
    ]
    return Table(columns, [_row(request, row, held) for row in rows], _("Named accounts"), cards=True)


def _row(request, row: NamedAccount, held: dict[int, str]) -> dict:
    return {
        "customer": row.customer.name,
        "url": reverse("namedaccounts:account", args=[row.uid]),
        "state": _looked_after(row, request.today),
        "next_step": row.next_step,
        "due": row.due,
        "holder": held.get(row.seat_id, row.seat.name),
        "team": row.get_team_display(),
        "priority": row.priority,
        "total": row.total,
        "stage": _stage(row),
    }


def _looked_after(row: NamedAccount, today) -> tuple[str, str]:
    if row.ended_on:
        return "none", _("left: %(why)s") % {"why": row.ended_why}
    if not row.next_step and not row.total:
        return "bad", _("no plan, no next step")
    if not row.next_step:
        return "bad", _("no next step")
    if not row.total:
        return "bad", _("no coverage plan")
    if row.quiet:
        return "watch", _("gone quiet")
    if row.due and row.due < today:
        return "watch", _("overdue")
    return "good", _("looked after")


def _stage(row: NamedAccount) -> str:
    if row.signed:
        return _("signed")
    if row.penetrated:
        return _("penetrated")
    if row.reached:
        return _("reached")
    return _("covered") if row.total else _("named")
