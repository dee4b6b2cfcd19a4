"""Opportunities for programs: the same queries, actions and sight as the pages."""

from typing import Annotated, Literal
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.http import Http404
from ninja import Query, Router, Status

from quotamesh.base.people.models import Person
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.shell.api import PROBLEMS, ProblemRaised, refusal, telling
from quotamesh.do.catalog.models import Product
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.queries import visible_customers
from quotamesh.do.pipeline import actions, queries, report
from quotamesh.do.pipeline.access import may_add, may_change, may_override, may_set_flows
from quotamesh.do.pipeline.actions import losses
from quotamesh.do.pipeline.actions.move import Wish
from quotamesh.do.pipeline.chances import Chances
from quotamesh.do.pipeline.errors import (
    GateShut,
    HandOverRefused,
    MayNotOverride,
    NotAllowed,
    PipelineError,
    StaleOpportunity,
    StaleReason,
)
from quotamesh.do.pipeline.flows import flow_book
from quotamesh.do.pipeline.forms import owners_for
from quotamesh.do.pipeline.models import Opportunity
from quotamesh.do.pipeline.reasons import loss_reasons
from quotamesh.do.pipeline.shapes import (
    AnswerIn,
    Code,
    DealHandedOut,
    DealsHandOverIn,
    FlowOut,
    LineIO,
    LossReasonChangeIn,
    LossReasonIn,
    LossReasonOut,
    MoveIn,
    OpportunityChangeIn,
    OpportunityDetail,
    OpportunityIn,
    OpportunityOut,
    PipelineLineOut,
    ReopenIn,
    Text,
    detail_out,
    flow_out,
    opportunity_out,
)
from quotamesh.do.pipeline.wording import sentence

router = Router(tags=["opportunities"])
MOST = 500


def _problem(request, error: PipelineError) -> ProblemRaised:
    raised = refusal(
        error, sentence(error), denied=(NotAllowed, MayNotOverride), stale=(StaleOpportunity, StaleReason)
    )
    if isinstance(error, GateShut):
        raised.problem["details"]["may_override"] = may_override(request.viewer)
    return raised


told = telling(PipelineError, _problem)


def found_or_404(viewer: Viewer, uid: UUID) -> Opportunity:
    deal = queries.find(viewer, uid)
    if deal is None:
        raise Http404
    return deal


def changeable(viewer: Viewer, uid: UUID) -> Opportunity:
    deal = found_or_404(viewer, uid)
    if not may_change(viewer, deal):
        raise NotAllowed
    return deal


def customer_in_sight(viewer: Viewer, code: str) -> Customer | None:
    if not code:
        return None
    found = visible_customers(viewer).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _product(code: str) -> Product:
    found = Product.objects.filter(code=code).first()
    if found is None:
        raise ProblemRaised(422, "unknown_product", code, {"product": code})
    return found


def _lines(wanted: list[LineIO]) -> list[tuple[Product, int]]:
    return [(_product(line.product), line.amount) for line in wanted]


def _owner(request, code: str) -> Person:
    """Somebody for whom the viewer may open deals; by default oneself."""
    people = {person.code: person for person in owners_for(request.viewer, request.today)}
    if not code:
        own = next((each for each in people.values() if each.pk == request.viewer.person_id), None)
        if own is None:
            raise ProblemRaised(422, "owner_needed", "", {"owner": ""})
        return own
    if code not in people:
        raise Http404
    return people[code]


@router.get(
    "", response={200: list[OpportunityOut], **PROBLEMS}, summary="Opportunities in sight, largest first"
)
@told
def list_opportunities(
    request,
    outcome: Literal["open", "won", "lost", "all"] = "open",
    text: Annotated[Text | None, Query()] = None,
    owner: Annotated[Code | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
    offset: Annotated[int, Query(ge=0, le=2**40)] = 0,
):
    kind = {"open": "", "all": None}.get(outcome, outcome)
    asked = queries.Asked(text=text or "", outcome=kind)
    condition = Q(owner__code=owner) if owner else Q()
    rows = queries.listed(request.viewer, condition, asked, request.today)
    chances = Chances.read()
    return [opportunity_out(deal, chances) for deal in rows[offset : offset + limit]]


@router.get("/report", response={200: list[PipelineLineOut], **PROBLEMS}, summary="The pipeline report")
@told
def pipeline_report(request, by: Literal["person", "unit", "product", "source"] = "person"):
    lines = report.pipeline(request.viewer, by, request.today)
    return [
        {
            "code": line.code, "name": line.name, "won": line.won, "lost": line.lost, "open": line.open,
            "win_rate": line.win_rate, "won_amount": line.won_amount, "cycle_days": line.cycle_days,
            "weighted_amount": line.weighted,
        }
        for line in lines
    ]  # fmt: skip


@router.get("/flows", response={200: list[FlowOut], **PROBLEMS}, summary="Flows with their stages and gates")
@told
def list_flows(request):
    book = flow_book()
    return [flow_out(book, key) for key in book.flows]


@router.get(
    "/loss-reasons", response={200: list[LossReasonOut], **PROBLEMS}, summary="Reasons for losses, in order"
)
@told
def list_loss_reasons(request):
    return list(loss_reasons().by_code.values())


@router.post("/loss-reasons", response={201: LossReasonOut, **PROBLEMS}, summary="Offer one reason more")
@told
def add_loss_reason(request, wanted: LossReasonIn):
    if not may_set_flows(request.viewer):
        raise NotAllowed
    return Status(201, losses.add_reason(request.actor, **wanted.model_dump()))


@router.patch(
    "/loss-reasons/{code}",
    response={200: LossReasonOut, **PROBLEMS},
    summary="Rename, move or retire a reason, or offer it again",
)
@told
@transaction.atomic
def change_loss_reason(request, code: str, wanted: LossReasonChangeIn):
    if not may_set_flows(request.viewer):
        raise NotAllowed
    found = loss_reasons().by_code.get(code)
    if found is None:
        raise Http404
    values = wanted.model_dump(include=wanted.model_fields_set & {"name_zh", "name_en", "retired"})
    found = losses.change_reason(request.actor, found, seen=wanted.seen, **values)
    if wanted.by:
        losses.shift_reason(request.actor, found, wanted.by)
    return found


@router.post("/hand-over", response={200: list[DealHandedOut], **PROBLEMS}, summary="Hand over open deals")
@told
def hand_over_deals(request, wanted: DealsHandOverIn):
    """All go or none: 422 `hand_over_refused` says which stand in the way, and why."""
    if not may_override(request.viewer):
        raise NotAllowed
    asked = {each.uid: each.seen for each in wanted.deals}
    known = {deal.uid: deal for deal in queries.in_sight_by_uid(request.viewer, list(asked))}
    if missing := [str(uid) for uid in asked if uid not in known]:
        raise HandOverRefused({HandOverRefused.MISSING: missing})
    to = _owner(request, wanted.to)
    seen = [(known[uid], revision) for uid, revision in asked.items()]
    day = wanted.day or request.today
    return actions.hand_over(request.actor, seen, to, request.today, reason=wanted.reason, day=day)


@router.post("", response={201: OpportunityDetail, **PROBLEMS}, summary="Open an opportunity")
@told
def open_opportunity(request, wanted: OpportunityIn):
    if not may_add(request.viewer):
        raise NotAllowed
    values = wanted.model_dump(include={"name", "amount", "expected", "own_chance", "code"})
    deal = actions.open_opportunity(
        request.actor, _owner(request, wanted.owner), request.today, product=_product(wanted.product),
        customer=customer_in_sight(request.viewer, wanted.customer), lines=_lines(wanted.lines), **values,
    )  # fmt: skip
    return Status(201, detail_out(found_or_404(request.viewer, deal.uid), flow_book()))


@router.get("/{uid}", response={200: OpportunityDetail, **PROBLEMS}, summary="One opportunity")
@told
def one_opportunity(request, uid: UUID):
    return detail_out(found_or_404(request.viewer, uid), flow_book())


@router.patch("/{uid}", response={200: OpportunityDetail, **PROBLEMS}, summary="Change what is known")
@told
def change_opportunity(request, uid: UUID, wanted: OpportunityChangeIn):
    deal = changeable(request.viewer, uid)
    sent = wanted.model_fields_set
    values = wanted.model_dump(include=sent & {"name", "amount", "expected", "own_chance"})
    if "product" in sent:
        values["product"] = _product(wanted.product)
    if "customer" in sent:
        values["customer"] = customer_in_sight(request.viewer, wanted.customer)
    if "owner" in sent:
        values["owner"] = _owner(request, wanted.owner)
    lines = _lines(wanted.lines) if "lines" in sent else None
    actions.change_opportunity(request.actor, deal, request.today, seen=wanted.seen, lines=lines, **values)
    return detail_out(_again(deal), flow_book())  # fmt: skip


def _again(deal: Opportunity) -> Opportunity:
    """The deal as it stands now, even where it was just handed out of sight."""
    return Opportunity.objects.select_related(*queries.RELATED, "stage").get(pk=deal.pk)


@router.post("/{uid}/move", response={200: OpportunityDetail, **PROBLEMS}, summary="Move to another stage")
@told
def move_opportunity(request, uid: UUID, wanted: MoveIn):
    """A gate that is not met answers 422 `gate_shut`, with what it lacks."""
    deal, book = changeable(request.viewer, uid), flow_book()
    to = next((stage for stage in book.of_flow[deal.stage.flow_id] if stage.code == wanted.stage), None)
    if to is None:
        raise ProblemRaised(422, "unknown_stage", wanted.stage, {"stage": wanted.stage})
    rest = wanted.model_dump(include={"override", "why", "reason", "closed"})
    wish = Wish(to, request.today, may_override=may_override(request.viewer), **rest)
    actions.move(request.actor, deal, wish, seen=wanted.seen)
    return detail_out(_again(deal), book)


@router.post("/{uid}/reopen", response={200: OpportunityDetail, **PROBLEMS}, summary="Reopen")
@told
def reopen_opportunity(request, uid: UUID, wanted: ReopenIn):
    deal = changeable(request.viewer, uid)
    actions.reopen(request.actor, deal, request.today, reason=wanted.reason, seen=wanted.seen)
    return detail_out(_again(deal), flow_book())


@router.put(
    "/{uid}/gate/{stage}/{item}",
    response={200: OpportunityDetail, **PROBLEMS},
    summary="Answer an item of a gate",
)
@told
def answer(request, uid: UUID, stage: str, item: str, wanted: AnswerIn):
    deal, book = changeable(request.viewer, uid), flow_book()
    stages = [each for each in book.open_stages(deal.stage.flow_id) if each.code == stage]
    asked = next((each for found in stages for each in book.items[found.pk] if each.code == item), None)
    if asked is None:
        raise Http404
    asked.stage = book.stages[asked.stage_id]
    actions.answer_item(request.actor, deal, asked, text=wanted.text)
    return detail_out(_again(deal), book)
