"""Sales plans for programs: one's own plan read and written, the team's read, resources answered."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404
from ninja import Field, Query, Router, Schema, Status

from quotamesh.base.shell.api import PROBLEMS, ProblemRaised, code_of, telling
from quotamesh.kernel.money import MAX_AMOUNT
from quotamesh.plan.salesplans import actions, queries
from quotamesh.plan.salesplans.access import (
    answers_for,
    may_write,
    own_seat,
    visible_plans,
    visible_resources,
)
from quotamesh.plan.salesplans.errors import NoSeat, NotOwnPlan, NotTheDesk
from quotamesh.plan.salesplans.models import ACTIVITIES, SalesPlan
from quotamesh.plan.salesplans.sheets import month_end
from quotamesh.plan.salesplans.views.answers import month_of
from quotamesh.plan.salesplans.wording import WORDED, sentence, status_of

router = Router(tags=["sales plans"])
Count = Annotated[int, Field(ge=0, le=9_999)]
Activity = Literal["leads", "calls", "visits", "proposals"]
Month = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}$", max_length=7)]
Revision = Annotated[int, Field(ge=0, le=2**31 - 1)]


def text(most: int):
    return Annotated[str, Field(max_length=most, pattern=r"^[^\x00]*$")]


class SalesPlanLineOut(Schema):
    activity: str
    planned: int
    general: int
    accounts: int
    target: int | None
    gap: int


class WeekOut(Schema):
    start: date
    end: date
    counts: dict[str, int]


class SalesPlanAccountOut(Schema):
    uid: UUID
    customer: str
    calls: int
    visits: int
    proposals: int
    way: str
    approach: str
    next_step: str


class SalesPlanOut(Schema):
    uid: UUID
    seat: str
    person: str
    month: str
    version: int
    state: Literal["draft", "submitted", "approved", "filed", "superseded"]
    revision: int
    number: str
    digest: str
    approach: str
    remarks: str
    approved_by: str
    approved_at: datetime | None
    lines: list[SalesPlanLineOut]
    weeks: list[WeekOut]
    accounts: list[SalesPlanAccountOut]


class MonthIn(Schema):
    month: Month


class AccountIn(Schema):
    customer: text(64)
    calls: Count | None = None
    visits: Count | None = None
    proposals: Count | None = None
    way: Literal["visit", "call", "online", "event", "mixed"] | None = None
    approach: text(500) | None = None
    next_step: text(300) | None = None


class SalesPlanIn(Schema):
    revision: Revision = Field(description="the revision read; refused if it changed since")
    general: dict[Activity, Count] = {}
    approach: text(4000) | None = None
    remarks: text(2000) | None = None
    accounts: Annotated[list[AccountIn], Field(max_length=200)] = Field(
        default=[], description="accounts named here are added or changed; the others stay"
    )


class WeekIn(Schema):
    start: date
    activity: Activity
    count: Count | None = Field(None, description="null: share the rest of the month again")


class WeeksIn(Schema):
    revision: Revision
    weeks: Annotated[list[WeekIn], Field(min_length=1, max_length=40)]


class ResourceOut(Schema):
    uid: UUID
    plan: UUID
    function: str
    what: str
    measure: str
    quantity: int
    by_when: date
    state: str
    granted: int
    ready_on: date | None
    note: str

    @staticmethod
    def resolve_plan(row: Any) -> Any:
        return getattr(row.plan, "uid", row.plan)


class ResourceAnswerIn(Schema):
    state: Literal["yes", "partly", "no"]
    granted: Annotated[int, Field(ge=0, le=MAX_AMOUNT)] | None = None
    ready_on: date | None = None
    note: text(500) = ""


def _problem(request, error) -> ProblemRaised:
    return ProblemRaised(status_of(error), code_of(error), sentence(error, request.company.currency))


told = telling(WORDED, _problem)


def _out(request, plan: SalesPlan) -> SalesPlanOut:
    sheet = queries.sheet(request.company, queries.find_plan(request.viewer, plan.uid))
    plan = sheet.plan
    return SalesPlanOut(
        uid=plan.uid,
        seat=plan.seat.code,
        person=plan.person.code,
        month=f"{plan.month:%Y-%m}",
        lines=[
            SalesPlanLineOut(
                activity=line.code,
                planned=line.planned,
                general=line.general,
                accounts=line.accounts,
                target=line.wanted,
                gap=line.gap,
            )
            for line in sheet.lines
        ],
        weeks=[
            WeekOut(
                start=first,
                end=last,
                counts=dict(zip(ACTIVITIES, sheet.by_week[:, at].tolist(), strict=True)),
            )
            for at, (first, last) in enumerate(sheet.weeks)
        ],
        accounts=[
            SalesPlanAccountOut(customer=row.customer.code, **{n: getattr(row, n) for n in ACCOUNT})
            for row in sheet.accounts
        ],
        **{name: getattr(plan, name) for name in PLAIN},
    )


ACCOUNT = ("uid", "calls", "visits", "proposals", "way", "approach", "next_step")
PLAIN = (
    "version",
    "state",
    "revision",
    "number",
    "digest",
    "approach",
    "remarks",
    "approved_by",
    "approved_at",
)


def _own(request, uid: UUID) -> SalesPlan:
    plan = queries.find_plan(request.viewer, uid)
    if not may_write(request.viewer, plan):
        raise NotOwnPlan
    return plan


@router.get("", response={200: list[SalesPlanOut], **PROBLEMS}, summary="Plans of a month in sight")
def list_plans(
    request,
    month: Annotated[str | None, Query(pattern=r"^[0-9]{4}-[0-9]{2}$")] = None,
    state: Literal["draft", "submitted", "approved", "filed", "superseded"] | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
):
    rows = visible_plans(request.viewer).filter(month=month_of(month, request.today))
    rows = rows.filter(state=state) if state else rows
    return [_out(request, plan) for plan in rows[:limit]]


@router.post("", response={201: SalesPlanOut, **PROBLEMS}, summary="Begin one's own plan of a month")
@told
def create_plan(request, wanted: MonthIn):
    month = month_of(wanted.month, request.today)
    tenure = own_seat(request.viewer, month, month_end(month))
    if tenure is None:
        raise NoSeat
    plan = actions.create_plan(request.actor, request.company, tenure, month, request.today)
    return Status(201, _out(request, plan))


@router.get("/resources", response={200: list[ResourceOut], **PROBLEMS}, summary="What plans need of others")
def list_resources(request, limit: Annotated[int, Query(ge=1, le=500)] = 100):
    return list(visible_resources(request.viewer, answers_for(request.viewer))[:limit])


@router.post(
    "/resources/{uid}/answer", response={200: ResourceOut, **PROBLEMS}, summary="Answer for one's function"
)
@told
def answer_resource(request, uid: UUID, wanted: ResourceAnswerIn):
    mine = answers_for(request.viewer)
    row = visible_resources(request.viewer, mine).filter(uid=uid).first()
    if row is None:
        raise Http404
    if row.function not in mine:
        raise NotTheDesk
    actions.answer(request.actor, row, **wanted.model_dump())
    return visible_resources(request.viewer, mine).get(uid=uid)


@router.get("/{uid}", response={200: SalesPlanOut, **PROBLEMS}, summary="One plan")
def get_plan(request, uid: UUID):
    return _out(request, queries.find_plan(request.viewer, uid))


@router.patch("/{uid}", response={200: SalesPlanOut, **PROBLEMS}, summary="Change one's own draft")
@told
def save_plan(request, uid: UUID, wanted: SalesPlanIn):
    plan = _own(request, uid)
    texts = {n: getattr(wanted, n) for n in ("approach", "remarks") if getattr(wanted, n) is not None}
    accounts = {
        each.customer: each.model_dump(exclude={"customer"}, exclude_none=True) for each in wanted.accounts
    }
    customers = {code: queries.customer_named(request.viewer, code) for code in accounts}
    if None in customers.values():
        raise Http404
    actions.save_with_accounts(
        request.actor,
        plan,
        actions.Wanted(wanted.general, texts),
        {customers[code]: values for code, values in accounts.items()},
        day=request.today,
        seen=wanted.revision,
    )
    return _out(request, plan)


@router.put("/{uid}/weeks", response={200: SalesPlanOut, **PROBLEMS}, summary="Set weeks of one's own draft")
@told
def set_weeks(request, uid: UUID, wanted: WeeksIn):
    plan = _own(request, uid)
    weeks = {(each.start, each.activity): each.count for each in wanted.weeks}
    actions.set_weeks(request.actor, plan, weeks, day=request.today, seen=wanted.revision)
    return _out(request, plan)


@router.post("/{uid}/submit", response={200: SalesPlanOut, **PROBLEMS}, summary="Hand one's own plan in")
@told
def submit_plan(request, uid: UUID):
    plan = _own(request, uid)
    actions.submit_plan(request.actor, request.company, plan, day=request.today)
    return _out(request, plan)
