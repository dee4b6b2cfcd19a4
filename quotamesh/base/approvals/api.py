"""Approvals for programs: the same queries and actions as the pages."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404
from ninja import Field, Query, Router, Schema

from quotamesh.base.approvals import actions, queries
from quotamesh.base.approvals.access import may_keep_rules, visible_requests
from quotamesh.base.approvals.bands import MOST_BANDS, MOST_STEPS, Ask, Band
from quotamesh.base.approvals.errors import ApprovalError, UnknownKind
from quotamesh.base.approvals.kinds import kind_of
from quotamesh.base.approvals.models import Request
from quotamesh.base.approvals.queries import asked_of
from quotamesh.base.approvals.wording import sentence, status_of
from quotamesh.base.people.models import Person
from quotamesh.base.shell.api import PROBLEMS, ProblemRaised, code_of, telling
from quotamesh.kernel.money import MAX_AMOUNT

router = Router(tags=["approvals"])
Text = Annotated[str, Field(max_length=2000, pattern=r"^[^\x00]*$")]
State = Literal["open", "approved", "refused", "withdrawn", "expired"]


class StepOut(Schema):
    order: int
    who: str
    approvers: list[str]
    state: str
    decided_by: str
    decided_for: str
    decided_at: datetime | None
    reason: str

    @staticmethod
    def resolve_approvers(step: Any) -> list[str]:
        return asked_of(step) if hasattr(step, "request_id") else step.approvers


class RequestOut(Schema):
    uid: UUID
    kind: str
    label: str
    reason: str
    unit: str
    amount: int | None
    state: State
    step: int
    asked_by: str
    asked_at: datetime
    due_on: date
    expires_on: date | None
    digest: str
    payload: Any
    steps: list[StepOut]

    @staticmethod
    def resolve_unit(row: Any) -> str:
        return getattr(row.unit, "code", row.unit)

    @staticmethod
    def resolve_step(row: Any) -> int:
        return getattr(row, "at_step", None) or row.step

    @staticmethod
    def resolve_steps(row: Any) -> list:
        return list(row.steps.all()) if hasattr(row.steps, "all") else row.steps


class DecisionIn(Schema):
    approve: bool
    reason: Text = ""
    step: Annotated[int, Field(ge=1, le=100)] | None = None


class AskIO(Schema):
    who: Literal["leader", "region", "company", "sales_operations", "finance", "legal", "person"]
    person: Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$")] | None = Field(
        None, description="code of the named person"
    )


class BandIO(Schema):
    up_to: Annotated[int, Field(ge=0, le=MAX_AMOUNT)] | None = None
    steps: Annotated[list[AskIO], Field(min_length=1, max_length=MOST_STEPS)]


class ApprovalRuleIn(Schema):
    bands: Annotated[list[BandIO], Field(min_length=1, max_length=MOST_BANDS)]
    remind_days: int = Field(3, ge=1, le=365)
    expire_days: Annotated[int, Field(ge=1, le=3650)] | None = None
    revision: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = Field(
        None, description="the revision read; refused if it changed since"
    )


class ApprovalRuleOut(Schema):
    kind: str
    name: str
    bands: list[BandIO]
    remind_days: int
    expire_days: int | None
    revision: int


def _problem(request, error) -> ProblemRaised:
    details = {name: value for name, value in vars(error).items() if value not in (None, "")}
    text = sentence(error, request.company.currency)
    return ProblemRaised(status_of(error), code_of(error), text, details)


told = telling(ApprovalError, _problem)


@router.get("", response={200: list[RequestOut], **PROBLEMS}, summary="Requests in sight, latest first")
def list_requests(
    request, state: State | None = None, mine: bool = False, limit: Annotated[int, Query(ge=1, le=500)] = 100
):
    """`mine`: only those that wait for the caller's decision."""
    find = queries.waiting_for if mine else visible_requests
    rows = find(request.viewer, request.today)
    rows = rows.filter(state=state) if state else rows
    return list(queries.with_steps(rows)[:limit])


@router.get("/rules", response={200: list[ApprovalRuleOut], **PROBLEMS}, summary="Who approves what")
def list_rules(request):
    _keepers_only(request)
    rules = queries.rules()
    named = {step.person for rule in rules for band in rule.bands for step in band.steps}
    codes = dict(Person.objects.filter(pk__in=named - {None}).values_list("id", "code"))
    return [_rule_out(rule, codes) for rule in rules]


@router.put("/rules/{kind}", response={200: ApprovalRuleOut, **PROBLEMS}, summary="Enter a rule")
@told
def set_rule(request, kind: Annotated[str, Field(max_length=40)], wanted: ApprovalRuleIn):
    _keepers_only(request)
    wanted_codes = {step.person for band in wanted.bands for step in band.steps if step.person}
    people = dict(Person.objects.filter(code__in=wanted_codes).values_list("code", "id"))
    bands = [_band(band, people) for band in wanted.bands]
    try:
        actions.set_rule(
            request.actor,
            kind,
            bands,
            day=request.today,
            remind_days=wanted.remind_days,
            expire_days=wanted.expire_days,
            seen=wanted.revision,
        )
    except UnknownKind as error:
        raise Http404 from error
    return _rule_out(queries.rule_of(kind_of(kind)), {key: code for code, key in people.items()})


def _band(band: BandIO, people: dict[str, int]) -> Band:
    return Band(band.up_to, tuple(Ask(step.who, people.get(step.person or "")) for step in band.steps))


def _rule_out(rule: queries.Rule, codes: dict[int, str]) -> ApprovalRuleOut:
    bands = [
        BandIO(
            up_to=band.up_to,
            steps=[AskIO(who=a.who, person=codes.get(a.person) if a.person else None) for a in band.steps],
        )
        for band in rule.bands
    ]
    return ApprovalRuleOut(
        kind=rule.kind.code,
        name=str(rule.kind.name),
        bands=bands,
        remind_days=rule.remind_days,
        expire_days=rule.expire_days,
        revision=rule.revision,
    )


def _keepers_only(request) -> None:
    if not may_keep_rules(request.viewer):
        raise Http404


@router.get("/{uid}", response={200: RequestOut, **PROBLEMS}, summary="One request")
def get_request(request, uid: UUID):
    return queries.find_request(request.viewer, request.today, uid)


@router.post("/{uid}/decision", response={200: RequestOut, **PROBLEMS}, summary="Approve or refuse")
@told
def decide(request, uid: UUID, wanted: DecisionIn):
    found: Request = queries.find_request(request.viewer, request.today, uid)
    actions.decide(request.actor, found, day=request.today, **wanted.model_dump())
    return queries.find_request(request.viewer, request.today, uid)


@router.post("/{uid}/withdraw", response={200: RequestOut, **PROBLEMS}, summary="Take one's own request back")
@told
def withdraw(request, uid: UUID):
    actions.withdraw(request.actor, queries.find_request(request.viewer, request.today, uid))
    return queries.find_request(request.viewer, request.today, uid)
