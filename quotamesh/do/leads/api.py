"""Leads for programs: the same queries, actions and sight as the pages."""

from typing import Annotated, Literal
from uuid import UUID

from django.http import Http404
from ninja import Query, Router, Status

from quotamesh.base.people.models import Person
from quotamesh.base.shell.api import PROBLEMS, ProblemRaised
from quotamesh.do.catalog.models import Product
from quotamesh.do.customers.models import Customer
from quotamesh.do.customers.queries import visible_customers
from quotamesh.do.leads import actions, queries
from quotamesh.do.leads.access import (
    may_add,
    may_assign,
    may_change,
    taker,
)
from quotamesh.do.leads.errors import NotAllowed
from quotamesh.do.leads.handing import owners_for
from quotamesh.do.leads.matching import Assigner
from quotamesh.do.leads.models import Lead
from quotamesh.do.leads.shapes import (
    MOST,
    LeadAnswerIn,
    LeadChangeIn,
    LeadCloseIn,
    LeadConvertIn,
    LeadGivenIn,
    LeadIn,
    LeadMergeIn,
    LeadOut,
    LeadPreviewOut,
    told,
)
from quotamesh.do.leads.source_api import source_named
from quotamesh.do.leads.wording import because

router = Router(tags=["leads"])


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
        request.actor, source_named(body.source), values | {"product": _product(body.product)}, owner=owner,
        entry=Lead.Entry.PROGRAM, code=body.code, day=body.date, cost=body.cost,
    )  # fmt: skip
    return Status(201, _again(lead))


@router.get("/{uid}", response={200: LeadOut, **PROBLEMS}, summary="One lead")
def lead(request, uid: UUID):
    return lead_out(_found(request, uid))


@router.patch("/{uid}", response={200: LeadOut, **PROBLEMS}, summary="Put right what is known of a lead")
@told
def change(request, uid: UUID, body: LeadChangeIn):
    found = _changeable(request, uid)
    values = body.model_dump(include=body.model_fields_set - {"seen"})
    if "source" in values:
        values["source"] = source_named(values["source"])
    if "product" in values:
        values["product"] = _product(values["product"])
    return _again(actions.change_lead(request.actor, found, seen=body.seen, **values))


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
