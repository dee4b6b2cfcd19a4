"""商机看板: the open deals of a person or a unit, stage by stage."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from quotamesh.do.pipeline.access import may_override
from quotamesh.do.pipeline.chances import Chances
from quotamesh.do.pipeline.flows import FlowBook, flow_book
from quotamesh.do.pipeline.queries import Card, Column, board
from quotamesh.do.pipeline.reasons import loss_reasons
from quotamesh.do.pipeline.views.common import frame, headline, scope_asked, text_of, whole
from quotamesh.kernel.pipeline import MILLION


@require_GET
@login_required
def show(request):
    scope, book = scope_asked(request), flow_book()
    flow = _flow(book, text_of(request, "flow"))
    found = board(request.viewer, scope.condition(), request.today, book, flow, Chances.read())
    currency = request.company.currency
    context = frame(request, "board", scope) | {
        "headline": headline(found.count, found.weighted, found.stuck, currency),
        "board": found,
        "columns": [_column(request, column) for column in found.columns],
        "hidden": found.count - found.shown,
        "flow": book.flows[flow],
        "flows": list(book.flows.values()) if len(book.flows) > 1 else [],
        "may_override": may_override(request.viewer),
        "reasons": loss_reasons().choices,
        "amount": whole(found.amount, currency),
    }
    part = "columns" if request.headers.get("X-Part") == "board" else "board"
    return render(request, f"pipeline/{part}.html", context)


def _flow(book: FlowBook, uid: str) -> int:
    if not uid:
        return book.standard
    found = next((key for key, flow in book.flows.items() if str(flow.uid) == uid), None)
    if found is None:
        raise Http404(uid)
    return found


def _column(request, column: Column) -> dict:
    currency = request.company.currency
    return {
        "stage": column.stage,
        "count": column.count,
        "amount": whole(column.amount, currency),
        "weighted": None if column.weighted is None else whole(column.weighted, currency),
        "cards": [_card(request, card) for card in column.cards],
        "more": column.count - len(column.cards),
    }


def _card(request, card: Card) -> dict:
    deal, viewer = card.deal, request.viewer
    own = deal.owner_id == viewer.person_id
    return {
        "card": card,
        "deal": deal,
        "amount": None if deal.amount is None else whole(deal.amount, request.company.currency),
        "lacking": [item.label for item in card.gate.lacking],
        "points": card.gate.points_lacking,
        "chance": card.chance.ppm / MILLION if card.chance else None,
        "owner": "" if own else deal.owner.name,
        "may": own or may_override(viewer),
        "late": deal.expected is not None and deal.expected < request.today,
    }
