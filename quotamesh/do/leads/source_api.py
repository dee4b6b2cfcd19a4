"""Sources of leads, what they cost and bring, and rebates, for programs."""

from typing import Annotated
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from ninja import Query, Router, Status

from quotamesh.base.shell.api import PROBLEMS, ProblemRaised
from quotamesh.do.leads import rebates
from quotamesh.do.leads.access import (
    may_approve_rebates,
    may_pay_rebates,
    may_settle,
    sees_settings,
)
from quotamesh.do.leads.actions import rebates as settling
from quotamesh.do.leads.actions import sources as of_sources
from quotamesh.do.leads.errors import NotAllowed
from quotamesh.do.leads.models import Referral, Source
from quotamesh.do.leads.shapes import (
    MOST,
    Day,
    LeadFormIn,
    LeadFormOut,
    LeadSourceChangeIn,
    LeadSourceCostIn,
    LeadSourceIn,
    LeadSourceOut,
    LeadSourceYieldOut,
    RebateDecisionIn,
    RebateOut,
    RebatePaymentIn,
    told,
)
from quotamesh.do.leads.yields import SourceYield, yields

router = Router(tags=["leads"])


def source_named(code: str) -> Source:
    found = Source.objects.filter(code=code).first()
    if found is None:
        raise ProblemRaised(422, "unknown_source", "", {"source": code})
    return found


@router.get("/sources", response={200: list[LeadSourceOut], **PROBLEMS}, summary="Sources of leads")
def sources(request):
    return list(Source.objects.all())


@router.post("/sources", response={201: LeadSourceOut, **PROBLEMS}, summary="Name a source")
@told
def make_source(request, body: LeadSourceIn):
    if not may_settle(request.viewer):
        raise NotAllowed
    return Status(201, of_sources.make_source(request.actor, **body.model_dump()))


@router.patch(
    "/sources/{uid}", response={200: LeadSourceOut, **PROBLEMS}, summary="Change a source, or retire it"
)
@told
def change_source(request, uid: UUID, body: LeadSourceChangeIn):
    found = _source(request, uid, change=True)
    values = body.model_dump(include=body.model_fields_set - {"seen"})
    return of_sources.change_source(request.actor, found, seen=body.seen, **values)


@router.get("/forms", response={200: list[LeadFormOut], **PROBLEMS}, summary="Public forms of the sources")
def forms(request):
    _sees_forms(request)
    return [_form_out(request, row) for row in Source.objects.exclude(token=None)]


@router.post(
    "/sources/{uid}/form", response={200: LeadFormOut, **PROBLEMS}, summary="Open, close or renew its form"
)
@told
def set_form(request, uid: UUID, body: LeadFormIn):
    found = _source(request, uid, change=True)
    renew = body.what == "renew"
    row = of_sources.open_form(request.actor, found, is_open=body.what != "close", renew=renew)
    return _form_out(request, row)


def _sees_forms(request) -> None:
    if not sees_settings(request.viewer):
        raise Http404


def _source(request, uid: UUID, *, change: bool = False) -> Source:
    _sees_forms(request)
    found = Source.objects.filter(uid=uid).first()
    if found is None:
        raise Http404
    if change and not may_settle(request.viewer):
        raise NotAllowed
    return found


def _form_out(request, row: Source) -> LeadFormOut:
    address = request.build_absolute_uri(reverse("leads:form", args=[row.token])) if row.token else None
    return LeadFormOut(source=row.code, uid=row.uid, open=row.form_open, address=address)


@router.post("/costs", response={201: LeadSourceCostIn, **PROBLEMS}, summary="Note what a source cost")
@told
def add_cost(request, body: LeadSourceCostIn):
    if not may_settle(request.viewer):
        raise NotAllowed
    values = body.model_dump(exclude={"source"})
    of_sources.add_cost(request.actor, source_named(body.source), **values)
    return Status(201, body)


@router.get(
    "/yield",
    response={200: list[LeadSourceYieldOut], **PROBLEMS},
    summary="What each source brings; total last",
)
def source_yield(request, start: Annotated[Day, Query()], end: Annotated[Day, Query()]):
    found = yields(request.viewer, request.company, request.actor.at, start, end)
    return [_yield_out(row) for row in (*found.rows, found.total)]


def _yield_out(row: SourceYield) -> LeadSourceYieldOut:
    return LeadSourceYieldOut(
        source=row.source.code if row.source else None, leads=row.leads, answers_due=row.due,
        answered_in_time=row.in_time, converted=row.converted, won=row.won, won_amount=row.won_amount,
        cost=row.cost, cost_per_lead=row.per_lead, cost_per_customer=row.per_customer,
    )  # fmt: skip


@router.get(
    "/rebates", response={200: list[RebateOut], **PROBLEMS}, summary="Rebates for referred leads in sight"
)
def list_rebates(request, limit: Annotated[int, Query(ge=1, le=MOST)] = 100):
    return [_rebate_out(row) for row in rebates.visible_referrals(request.viewer)[:limit]]


def _rebate_out(row: Referral) -> RebateOut:
    found = rebates.rebate_of(row)
    return RebateOut(
        uid=row.uid, lead=row.lead.uid, name=row.name, step=found.step, won=found.won, owed=found.owed,
        paid_on=row.paid_on, revision=row.revision,
    )  # fmt: skip


def _rebate(request, uid: UUID) -> Referral:
    found = rebates.visible_referrals(request.viewer).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


@router.post(
    "/rebates/{uid}/decide", response={200: RebateOut, **PROBLEMS}, summary="Approve or refuse a rebate"
)
@told
def decide_rebate(request, uid: UUID, body: RebateDecisionIn):
    found = _rebate(request, uid)
    if not may_approve_rebates(request.viewer):
        raise NotAllowed
    if body.decision == "refuse":
        return _rebate_out(settling.refuse_rebate(request.actor, found, body.why, seen=body.seen))
    return _rebate_out(settling.approve_rebate(request.actor, found, seen=body.seen))


@router.post(
    "/rebates/{uid}/pay", response={200: RebateOut, **PROBLEMS}, summary="Note that a rebate was paid"
)
@told
def pay_rebate(request, uid: UUID, body: RebatePaymentIn):
    found = _rebate(request, uid)
    if not may_pay_rebates(request.viewer):
        raise NotAllowed
    return _rebate_out(settling.pay_rebate(request.actor, found, body.day, seen=body.seen))
