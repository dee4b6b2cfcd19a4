"""Talks and agreements for programs: the same queries, actions and sight as the pages."""

from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpResponse
from ninja import File, Query, Router, Status, UploadedFile

from quotamesh.base.shell.api import PROBLEMS, ProblemRaised, code_of, telling
from quotamesh.plan.agreements import actions, errors, queries
from quotamesh.plan.agreements import board as boards
from quotamesh.plan.agreements.access import may_plan_unit, side_in_talk, side_of
from quotamesh.plan.agreements.checking import LARGEST_FILE
from quotamesh.plan.agreements.confirming import confirm
from quotamesh.plan.agreements.content import read
from quotamesh.plan.agreements.findings import finding
from quotamesh.plan.agreements.models import Agreement, Talk
from quotamesh.plan.agreements.schemas import (
    AgreementOut,
    BranchIn,
    CaseOut,
    CountOut,
    FindingOut,
    SignatureOut,
    SignIn,
    TalkOut,
    TurnIn,
    TurnOut,
)
from quotamesh.plan.agreements.wording import WORDED, sentence
from quotamesh.plan.targets.finding import find_plan, find_unit

router = Router(tags=["agreements"])
FORBIDDEN = (errors.NotAllowed, errors.NotAParty, errors.WrongPassword)
UNFIT = (errors.ReasonWanted, errors.BadOffer, errors.TextTooLong, errors.SameNumbers)


told = telling(
    WORDED,
    lambda request, error: ProblemRaised(_status(error), code_of(error), sentence(error), _details(error)),
)


def _status(error: Exception) -> int:
    if isinstance(error, FORBIDDEN):
        return 403
    return 422 if isinstance(error, UNFIT) else 409


def _details(error: Exception) -> dict:
    return {name: str(value) for name, value in vars(error).items()}


@router.get(
    "", response={200: list[CaseOut], **PROBLEMS}, summary="Where talks and agreements of a year stand"
)
def board(request, year: Annotated[int, Query(ge=1950, le=2099)]):
    return [_case(case) for case in boards.board(request.viewer, year)]


def _case(case: boards.Case) -> CaseOut:
    return CaseOut(
        unit=case.unit.code,
        name=case.unit.name,
        owner=case.owner,
        leader=case.leader,
        state=case.state,
        differs=case.differs,
        agreement=case.agreement.uid if case.agreement else None,
        talk=case.talk.uid if case.talk else None,
    )


@router.post("/talks", response={201: CountOut, **PROBLEMS}, summary="Open talks about a draft in a branch")
@told
def open_talks(request, wanted: BranchIn):
    plan, unit = _planned(request, wanted)
    talks = actions.open_talks(request.actor, plan, unit, request.today)
    return Status(201, CountOut(count=len(talks)))


@router.post("/drafts", response={201: CountOut, **PROBLEMS}, summary="Make agreements of a branch to sign")
@told
def draft(request, wanted: BranchIn):
    plan, unit = _planned(request, wanted)
    units = queries.branch_units(unit)
    found = actions.draft_agreements(request.actor, request.company, plan, units, request.today)
    return Status(201, CountOut(count=len(found.made), waiting=[each.code for each in found.waiting]))


def _planned(request, wanted: BranchIn):
    plan, unit = find_plan(request.viewer, wanted.plan), find_unit(request.viewer, wanted.unit)
    if not may_plan_unit(request.viewer, unit):
        raise errors.NotAllowed
    return plan, unit


@router.get("/talks/{uid}", response={200: TalkOut, **PROBLEMS}, summary="One talk with its turns")
def get_talk(request, uid: UUID):
    return _talk(queries.find_talk(request.viewer, uid))


@router.post(
    "/talks/{uid}/turns", response={200: TalkOut, **PROBLEMS}, summary="Accept, counter, dispute, say"
)
@told
def take_turn(request, uid: UUID, wanted: TurnIn):
    talk = queries.find_talk(request.viewer, uid)
    side = side_in_talk(request.viewer, talk)
    if side is None:
        raise errors.NotAllowed
    _take(request.actor, talk, side, wanted)
    return _talk(queries.find_talk(request.viewer, uid))


def _take(actor, talk: Talk, side: str, wanted: TurnIn) -> None:
    if wanted.verb == "accept":
        actions.accept(actor, talk, side, seen=wanted.seen)
    elif wanted.verb == "offer":
        actions.offer(actor, talk, side, wanted.offer or {}, wanted.text, seen=wanted.seen)
    elif wanted.verb == "dispute":
        actions.dispute(actor, talk, side, wanted.text, seen=wanted.seen)
    else:
        actions.say(actor, talk, side, wanted.text)


def _talk(talk: Talk) -> TalkOut:
    return TalkOut(
        uid=talk.uid,
        plan=talk.plan.uid,
        unit=talk.unit.code,
        owner=talk.owner.name,
        leader=talk.leader.name,
        state=talk.state,
        offer=talk.offer,
        offered_by=talk.offered_by,
        revision=talk.revision,
        turns=[TurnOut.from_orm(turn) for turn in talk.turns.all()],
    )


@router.post("/check", response={200: FindingOut, **PROBLEMS}, summary="Is a PDF the one that was issued?")
def check(request, document: File[UploadedFile]):
    if document.size is None or document.size > LARGEST_FILE:
        raise ProblemRaised(422, "too_large", "At most 20 MB")
    found = finding(request.viewer, document.read())
    return FindingOut(**{name: getattr(found, name) for name in FindingOut.model_fields})


@router.get("/{uid}", response={200: AgreementOut, **PROBLEMS}, summary="One agreement, with what was signed")
def get_agreement(request, uid: UUID):
    return _agreement(queries.find_agreement(request.viewer, uid))


@router.post(
    "/{uid}/sign", response={200: AgreementOut, **PROBLEMS}, summary="Sign the content of this digest"
)
@told
def sign(request, uid: UUID, wanted: SignIn):
    """The password of the key's owner is asked once more; wrong ones count towards the lock of sign-ins."""
    agreement = queries.find_agreement(request.viewer, uid)
    if side_of(request.viewer.person_id, agreement):
        confirm(request, wanted.password)
    actions.sign(request.actor, agreement, queries.person_of(request.viewer), wanted.digest)
    return _agreement(queries.find_agreement(request.viewer, uid))


@router.get("/{uid}/pdf", response={200: None, **PROBLEMS}, summary="The document as PDF")
def pdf(request, uid: UUID, language: Literal["zh-hans", "en"] = "zh-hans"):
    agreement = queries.find_agreement(request.viewer, uid)
    return HttpResponse(actions.issue(request.actor, agreement, language), content_type="application/pdf")


def _agreement(agreement: Agreement) -> AgreementOut:
    return AgreementOut(
        uid=agreement.uid,
        number=agreement.number,
        fiscal_year=agreement.fiscal_year,
        version=agreement.version,
        state=agreement.state,
        digest=agreement.digest,
        content=read(agreement.content),
        canonical=agreement.content,
        signatures=[SignatureOut.from_orm(made) for made in agreement.signatures.all()],
    )
