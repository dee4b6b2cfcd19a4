"""One deal: what its gates ask for, what it is worth, how it came here, and what can be done."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.base.shell.formats import local_date, number
from quotamesh.do.catalog.models import Product
from quotamesh.do.pipeline.access import may_change, may_override
from quotamesh.do.pipeline.chances import Chances
from quotamesh.do.pipeline.flows import FlowBook, flow_book
from quotamesh.do.pipeline.forms import LossForm
from quotamesh.do.pipeline.gates import Gate, answers_of, contacts_of, gate_of
from quotamesh.do.pipeline.models import Opportunity, Stage, StageMove
from quotamesh.do.pipeline.panels import DealPanel, panels
from quotamesh.do.pipeline.queries import stay_of
from quotamesh.do.pipeline.reasons import loss_reasons
from quotamesh.do.pipeline.views.common import find_deal, whole
from quotamesh.do.pipeline.wording import chance_words
from quotamesh.kernel.pipeline import MILLION, weighted


@require_GET
@login_required
def show(request, uid):
    deal, book, chances = find_deal(request, uid), flow_book(), Chances.read()
    return render(request, "pipeline/deal.html", context_of(request, deal, book, chances))


def context_of(request, deal: Opportunity, book: FlowBook, chances: Chances) -> dict:
    stages = book.open_stages(deal.stage.flow_id)
    gates = gates_of(deal, book, stages)
    moves = list(deal.moves.select_related("from_stage", "to_stage"))
    reasons = loss_reasons()
    words = reasons.words(deal.why, deal.reason)
    here = next((gate for gate in gates if gate.stage.pk == deal.stage_id), None)
    return {
        "deal": deal,
        "path": [{"label": _("Pipeline"), "url": reverse("pipeline:board")}, {"label": deal.name}],
        "headline": headline(deal, here, words),
        "gates": gates,
        "here": here,
        "stages": stages,
        "way": way(deal, stages, moves, request.today, book),
        "next": next_stage(deal, stages),
        "ends": {stage.kind: stage for stage in book.of_flow[deal.stage.flow_id] if stage.is_end},
        "moves": list(reversed(moves)),
        "overrides": [move for move in moves if move.override],
        "expectations": list(deal.expectations.all()),
        "lines": list(deal.lines.select_related("product")),
        "contacts": list(deal.customer.contacts.all()[:20]) if deal.customer else [],
        "may": may_change(request.viewer, deal),
        "may_override": may_override(request.viewer),
        "loss": LossForm(reasons=reasons),
        "panels": _drawn(panels(request.viewer, deal, request.today)),
        "reason": words,
        "currency": request.company.currency,
        **worth(deal, chances, request.company.currency, request.today),
    }


def _drawn(found: list[DealPanel]) -> list[tuple[DealPanel, str]]:
    return [(panel, render_to_string(panel.template, panel.context, request=None)) for panel in found]


def gates_of(deal: Opportunity, book: FlowBook, stages: list[Stage]) -> list[Gate]:
    answers, contacts = answers_of([deal.pk]).get(deal.pk, {}), contacts_of(deal)
    return [gate_of(book, stage, deal, answers, contacts) for stage in stages]


def next_stage(deal: Opportunity, stages: list[Stage]) -> Stage | None:
    later = [stage for stage in stages if stage.order > deal.stage.order]
    return later[0] if deal.is_open and later else None


def worth(deal: Opportunity, chances: Chances, currency: str, today) -> dict:
    """The company's own chance beside the owner's word, with what it rests on."""
    if not deal.is_open:
        return {}
    chance = chances.of(deal.product.path, deal.stage_id)
    line = Product.objects.filter(path=deal.product.path[:16]).first() or deal.product
    found = {"chance_words": chance_words(chance, line.name, deal.stage.label)}
    if chance:
        found["chance"] = chance.ppm / MILLION
        if deal.amount is not None:
            found["weighted"] = whole(weighted(deal.amount, chance.ppm), currency)
        if chance.days is not None:
            found["usual_days"] = round(chance.days)
    return found


def way(
    deal: Opportunity, stages: list[Stage], moves: Iterable[StageMove], today, book: FlowBook
) -> list[dict]:
    """Each stage of the flow: days spent there so far, and whether it is the present one."""
    spent: dict[int, int] = {}
    for move in moves:
        if move.from_stage_id and move.stood is not None:
            spent[move.from_stage_id] = spent.get(move.from_stage_id, 0) + move.stood
    if deal.is_open and deal.entered:
        spent[deal.stage_id] = spent.get(deal.stage_id, 0) + max(0, (today - deal.entered).days)
    return [
        {
            "stage": stage,
            "days": spent.get(stage.pk),
            "here": stage.pk == deal.stage_id,
            "usual": stay_of(book, stage),
        }
        for stage in stages
    ]


def headline(deal: Opportunity, here: Gate | None, reason: str) -> str:
    if deal.outcome == Opportunity.Outcome.WON:
        return _("Won on %(day)s.") % {"day": local_date(deal.closed)} if deal.closed else _("Won.")
    if deal.outcome == Opportunity.Outcome.LOST:
        values = {"day": local_date(deal.closed), "reason": reason or "–"}
        return _("Lost on %(day)s: %(reason)s") % values
    assert here is not None
    values = {
        "stage": deal.stage.label,
        "day": local_date(deal.entered),
        "lacking": _(", ").join(item.label for item in here.lacking),
        "points": number(here.points_lacking),
    }
    if here.lacking:
        return _("%(stage)s since %(day)s; still lacking: %(lacking)s.") % values
    if here.points_lacking:
        return _("%(stage)s since %(day)s; the gate lacks points: %(points)s.") % values
    return _("%(stage)s since %(day)s; the gate is open.") % values
