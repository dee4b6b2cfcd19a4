"""Leads for programs: the same queries, actions and sight as the pages."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import Http404
from ninja import Field, Query, Router, Schema, Status
from pydantic import AfterValidator

from quotamesh.base.people.models import Person
from quotamesh.base.shell.api import PROBLEMS, ProblemRaised, refusal, telling
from quotamesh.do.catalog.models import Product
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.queries import visible_customers
from quotamesh.do.leads import actions, queries, rebates
from quotamesh.do.leads.access import (
    may_add,
    may_approve_rebates,
    may_assign,
    may_change,
    may_pay_rebates,
    may_settle,
    taker,
)
from quotamesh.do.leads.actions import rebates as settling
from quotamesh.do.leads.actions import sources as of_sources
from quotamesh.do.leads.errors import LeadError, NotAllowed, StaleLead
from quotamesh.do.leads.forms.basic import no_control
from quotamesh.do.leads.handing import owners_for
from quotamesh.do.leads.matching import Assigner
from quotamesh.do.leads.models import Lead, Referral, Source
from quotamesh.do.leads.wording import because, sentence
from quotamesh.do.leads.yields import SourceYield, yields
from quotamesh.kernel.money import MAX_AMOUNT

router = Router(tags=["leads"])
MOST = 500
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2049, 12, 31)
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
Code = Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$")]
Words = Annotated[str, Field(max_length=200), AfterValidator(no_control)]
Text = Annotated[str, Field(max_length=100_000), AfterValidator(no_control)]
Amount = Annotated[int, Field(ge=0, le=MAX_AMOUNT)]
Seen = Annotated[int | None, Field(ge=1, le=2**31 - 1)]
Kind = Literal["content", "event", "referral", "outbound", "private", "advertising", "other"]
Why = Literal["no_need", "no_budget", "not_now", "unreached", "rival", "spam", "other"]


class LeadOut(Schema):
    """`answer_due` is null where no clock runs; `owner` where nobody has it yet, then `unit` names the queue."""

    uid: UUID
    code: str
    source: str
    date: date
    state: str
    company: str
    contact: str
    phone: str
    email: str
    region: str
    need: str
    product: str | None
    owner: str | None
    unit: str
    customer: str | None
    cost: int
    answer_due: datetime | None
    answered_at: datetime | None
    wake_on: date | None
    revision: int


class LeadIn(Schema):
    """Without `owner` the rules decide. Phone or e-mail must be there."""

    source: Code
    code: Code = ""
    date: Day | None = None
    owner: Code = ""
    company: Words = ""
    contact: Annotated[str, Field(max_length=100), AfterValidator(no_control)] = ""
    phone: Annotated[str, Field(max_length=40), AfterValidator(no_control)] = ""
    email: Annotated[str, Field(max_length=254, pattern=r"^$|^[^@\s\x00]+@[^@\s\x00]+\.[^@\s\x00]+$")] = ""
    region: Annotated[str, Field(max_length=100), AfterValidator(no_control)] = ""
    need: Text = ""
    product: Code = ""
    cost: Amount | None = None


class LeadAnswerIn(Schema):
    way: Literal["call", "visit", "online", "message", "note"]
    text: Annotated[str, Field(min_length=1, max_length=5000), AfterValidator(no_control)]
    seen: Seen = None


class LeadGivenIn(Schema):
    """To a person by code; empty: to whom the rules name."""

    to: Code = ""
    seen: Seen = None


class LeadCloseIn(Schema):
    """With `wake_on` it is given back until that day, without it is dropped."""

    why: Why
    words: Words = ""
    wake_on: Day | None = None
    seen: Seen = None


class LeadConvertIn(Schema):
    """An existing customer by code, or the name of a new one; a deal begins where `product` is named."""

    owner: Code
    customer: Code = ""
    name: Words = ""
    deal_name: Words = ""
    product: Code = ""
    amount: Amount | None = None
    expected: Day | None = None
    seen: Seen = None


class LeadMergeIn(Schema):
    into: UUID
    seen: Seen = None


class LeadPreviewOut(Schema):
    person: str | None
    rule: str | None
    because: str


class LeadSourceOut(Schema):
    code: str
    name: str
    kind: str
    per_lead: int
    closed: bool


class LeadSourceIn(Schema):
    code: Annotated[str, Field(min_length=1, max_length=64), AfterValidator(no_control)]
    name: Annotated[str, Field(min_length=1, max_length=100), AfterValidator(no_control)]
    kind: Kind = "other"
    per_lead: Amount = 0


class LeadSourceCostIn(Schema):
    source: Code
    start: Day
    end: Day
    amount: Annotated[int, Field(ge=1, le=MAX_AMOUNT)]
    note: Words = ""


class LeadSourceYieldOut(Schema):
    """`source` is null in the total. Costs are null for those who do not see the whole company."""

    source: str | None
    leads: int
    answers_due: int
    answered_in_time: int
    converted: int
    won: int
    won_amount: int
    cost: int | None
    cost_per_lead: int | None
    cost_per_customer: int | None


class RebateOut(Schema):
    """`step`: waiting, owed, approved, paid or refused."""

    uid: UUID
    lead: UUID
    name: str
    step: str
    won: int | None
    owed: int | None
    paid_on: date | None
    revision: int


class RebateDecisionIn(Schema):
    decision: Literal["approve", "refuse"]
    why: Words = ""
    seen: Seen = None


class RebatePaymentIn(Schema):
    day: Day
    seen: Seen = None


told = telling(
    LeadError, lambda request, error: refusal(error, sentence(error), denied=NotAllowed, stale=StaleLead)
)


def lead_out(lead: Lead) -> LeadOut:
    same = ("uid", "code", "date", "state", "company", "contact", "phone", "email", "region", "need", "cost")
    more = ("answer_due", "answered_at", "wake_on", "revision")
    return LeadOut(
        **{name: getattr(lead, name) for name in (*same, *more)},
        source=lead.source.code,
        unit=lead.unit.code,
        product=lead.product.code if lead.product else None,
        owner=lead.owner.code if lead.owner else None,
        customer=lead.customer.code if lead.customer else None,
    )


def _again(lead: Lead) -> LeadOut:
    rows = Lead.objects.select_related("source", "unit", "product", "owner", "customer")
    return lead_out(rows.get(pk=lead.pk))


def _found(request, uid: UUID) -> Lead:
    found = queries.find(request.viewer, uid)
    if found is None:
        raise Http404
    return found


def _changeable(request, uid: UUID) -> Lead:
    found = _found(request, uid)
    if not may_change(request.viewer, found):
        raise NotAllowed
    return found


def _product(code: str) -> Product | None:
    if not code:
        return None
    found = Product.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _source(code: str) -> Source:
    found = Source.objects.filter(code=code).first()
    if found is None:
        raise ProblemRaised(422, "unknown_source", "", {"source": code})
    return found


def _taker(request, code: str) -> Person:
    """Who is out of sight is not known; one may always take a lead oneself."""
    found = taker(request.viewer, request.today, code)
    if found is None:
        raise ProblemRaised(422, "unknown_person", "", {"person": code})
    if found.pk != request.viewer.person_id and not may_assign(request.viewer):
        raise NotAllowed
    return found


@router.get("", response={200: list[LeadOut], **PROBLEMS}, summary="Leads in sight: to be answered first")
def list_leads(
    request,
    view: Literal["mine", "queue", "team", "overdue", "asleep", "closed"] = "team",
    source: Annotated[str, Query(max_length=64, pattern=r"^[^\x00]*$")] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
    offset: Annotated[int, Query(ge=0, le=10**6)] = 0,
):
    at = request.actor.at
    rows = queries.leads(request.viewer, request.company, at, request.today, view, source=source)
    return [lead_out(row) for row in rows[offset : offset + limit]]


@router.post("", response={201: LeadOut, **PROBLEMS}, summary="Take in a lead; the rules give it to somebody")
@told
def take_in(request, body: LeadIn):
    if not may_add(request.viewer):
        raise NotAllowed
    owner = _taker(request, body.owner) if body.owner else None
    if body.code and Lead.objects.filter(code=body.code).exists():
        raise ProblemRaised(422, "code_taken", "", {"code": body.code})
    values = body.model_dump(include={"company", "contact", "phone", "email", "region", "need"})
    lead = actions.take_in(
        request.actor, _source(body.source), values | {"product": _product(body.product)}, owner=owner,
        entry=Lead.Entry.PROGRAM, code=body.code, day=body.date, cost=body.cost,
    )  # fmt: skip
    return Status(201, _again(lead))


@router.get("/sources", response={200: list[LeadSourceOut], **PROBLEMS}, summary="Sources of leads")
def sources(request):
    return list(Source.objects.all())


@router.post("/sources", response={201: LeadSourceOut, **PROBLEMS}, summary="Name a source")
@told
def make_source(request, body: LeadSourceIn):
    if not may_settle(request.viewer):
        raise NotAllowed
    return Status(201, of_sources.make_source(request.actor, **body.model_dump()))


@router.post("/costs", response={201: LeadSourceCostIn, **PROBLEMS}, summary="Note what a source cost")
@told
def add_cost(request, body: LeadSourceCostIn):
    if not may_settle(request.viewer):
        raise NotAllowed
    values = body.model_dump(exclude={"source"})
    of_sources.add_cost(request.actor, _source(body.source), **values)
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


@router.get("/{uid}", response={200: LeadOut, **PROBLEMS}, summary="One lead")
def lead(request, uid: UUID):
    return lead_out(_found(request, uid))


@router.post("/{uid}/answer", response={200: LeadOut, **PROBLEMS}, summary="Note how it was answered")
@told
def answer(request, uid: UUID, body: LeadAnswerIn):
    found = _changeable(request, uid)
    return _again(actions.answer(request.actor, found, body.way, body.text, seen=body.seen))


@router.get(
    "/{uid}/preview", response={200: LeadPreviewOut, **PROBLEMS}, summary="Who would get it by the rules"
)
@told
def preview(request, uid: UUID):
    found = _changeable(request, uid)
    if not may_assign(request.viewer):
        raise NotAllowed
    decision = Assigner(request.today).decide(found)
    in_sight = decision.owner and decision.seat and request.viewer.sees_path(decision.seat.path)
    rule = decision.rule.name if decision.rule else None
    return LeadPreviewOut(
        person=decision.owner.code if in_sight else None, rule=rule, because=because(decision.why, rule or "")
    )


@router.post(
    "/{uid}/give", response={200: LeadOut, **PROBLEMS}, summary="Give it to somebody, or by the rules"
)
@told
def give(request, uid: UUID, body: LeadGivenIn):
    found = _changeable(request, uid)
    if not may_assign(request.viewer):
        raise NotAllowed
    if not body.to:
        return _again(actions.assign_by_rules(request.actor, found, seen=body.seen)[0])
    return _again(actions.assign(request.actor, found, _taker(request, body.to), seen=body.seen))


@router.post(
    "/{uid}/close", response={200: LeadOut, **PROBLEMS}, summary="Drop it, or give it back until a day"
)
@told
def close(request, uid: UUID, body: LeadCloseIn):
    found = _changeable(request, uid)
    if body.wake_on:
        return _again(
            actions.recycle(request.actor, found, body.why, body.wake_on, body.words, seen=body.seen)
        )
    return _again(actions.drop(request.actor, found, body.why, body.words, seen=body.seen))


@router.post("/{uid}/merge", response={200: LeadOut, **PROBLEMS}, summary="Let another lead stand for it")
@told
def merge(request, uid: UUID, body: LeadMergeIn):
    found = _changeable(request, uid)
    return _again(actions.merge(request.actor, found, _changeable(request, body.into), seen=body.seen))


@router.post(
    "/{uid}/convert", response={200: LeadOut, **PROBLEMS}, summary="Make it a customer, and begin a deal"
)
@told
def convert(request, uid: UUID, body: LeadConvertIn):
    found = _changeable(request, uid)
    tenures = owners_for(request.viewer, found, request.today)
    owner = next((each.person for each in tenures if each.person.code == body.owner), None)
    if owner is None:
        raise ProblemRaised(422, "unknown_person", "", {"person": body.owner})
    product = _product(body.product)
    name = body.deal_name or body.name or str(found)
    deal = actions.Deal(name, product, body.amount, body.expected) if product else None
    done = actions.convert(
        request.actor,
        found,
        owner,
        customer=_customer(request, body.customer),
        name=body.name,
        deal=deal,
        seen=body.seen,
    )
    return _again(done)


def _customer(request, code: str) -> Customer | None:
    if not code:
        return None
    found = visible_customers(request.viewer).filter(code=code).first()
    if found is None:
        raise ProblemRaised(422, "unknown_customer", "", {"customer": code})
    return found
