"""阶段与输单: chances and stage times from the company's own history, and why deals were lost."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from quotamesh.base.shell.formats import number, percent
from quotamesh.base.shell.tables import Column, Table
from quotamesh.do.catalog.models import Product
from quotamesh.do.pipeline.access import may_set_flows
from quotamesh.do.pipeline.chances import Chances
from quotamesh.do.pipeline.flows import FlowBook, flow_book
from quotamesh.do.pipeline.queries import Reason, closings, losses, stay_of
from quotamesh.do.pipeline.reasons import Reasons, loss_reasons
from quotamesh.do.pipeline.views.common import frame, scope_asked
from quotamesh.kernel.pipeline import MILLION

LOOKED_BACK = timedelta(days=365)


@require_GET
@login_required
def show(request):
    scope, book, chances = scope_asked(request), flow_book(), Chances.read()
    seen = (request.viewer, scope.condition(), request.today - LOOKED_BACK, request.today)
    lost, reasons = losses(*seen), loss_reasons()
    context = frame(request, "insight", scope) | {
        "headline": headline(lost, reasons, *closings(*seen)),
        "chances": _chances(book, chances),
        "losses": _losses(lost, reasons, request.company.currency),
        "may_set": may_set_flows(request.viewer),
    }
    return render(request, "pipeline/insight.html", context)


def headline(lost: list[Reason], reasons: Reasons, won: int, closed: int) -> str:
    """The answer at the top, of the same deals as the table of losses."""
    if not closed:
        return _("No deal was closed here in the last year.")
    values = {
        "rate": percent(won / closed),
        "closed": number(closed),
        "reason": reasons.words(lost[0].code, lost[0].words) or _("no reason told") if lost else "",
    }
    told = (
        ngettext(
            "%(rate)s of %(closed)s deal closed in the last year was won",
            "%(rate)s of %(closed)s deals closed in the last year were won",
            closed,
        )
        % values
    )
    if lost:
        return _("%(told)s; most are lost for: %(reason)s.") % {"told": told, **values}
    return _("%(told)s.") % {"told": told}


def _chances(book: FlowBook, chances: Chances) -> Table:
    """By stage, and below it by main line."""
    names = dict(Product.objects.filter(depth__lte=1).values_list("pk", "name"))
    rows = []
    for key, stage in book.stages.items():
        if stage.is_end:
            continue
        name = stage.label if len(book.flows) == 1 else f"{book.flows[stage.flow_id]} · {stage.label}"
        for line, where in [(0, name), *((pk, names[pk]) for pk in names)]:
            if (chance := chances.known.get((line, key))) is None:
                continue
            base = chance.own if line else chance.stage
            rows.append(
                {
                    "where": where, "depth": 1 if line else 0, "closed": base.closed, "won": base.won,
                    "rate": base.won / base.closed if base.closed else None, "chance": chance.ppm / MILLION,
                    "days": None if chance.days is None else round(chance.days),
                    "usual": None if line else stay_of(book, stage),
                }
            )  # fmt: skip
    columns = [
        Column("where", _("Stage"), "strong"),
        Column("closed", _("Closed deals that stood here"), "number"),
        Column("won", _("Won of them"), "number"),
        Column("rate", _("Share"), "percent"),
        Column("chance", _("Chance, shrunk"), "percent"),
        Column("days", _("Days to the close"), "number"),
        Column("usual", _("Stuck after days"), "number"),
    ]
    return Table(columns, rows, _("Chances by stage"), cards=True)


def _losses(lost: list[Reason], reasons: Reasons, currency: str) -> Table:
    whole = sum(reason.count for reason in lost)
    rows = [
        {
            "reason": reasons.words(reason.code, reason.words) or _("no reason told"),
            "count": reason.count,
            "share": reason.count / whole,
            "amount": reason.amount,
        }
        for reason in lost[:50]
    ]
    columns = [
        Column("reason", _("Reason"), "strong"),
        Column("count", _("Deals"), "number"),
        Column("share", _("Share"), "percent"),
        Column("amount", _("Amount"), "short", currency=currency),
    ]
    return Table(columns, rows, _("Why deals were lost"), ident="losses")
