"""Named accounts for programs: the same queries, actions and sight as the pages."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from django.http import Http404
from ninja import Field, Query, Router, Schema, Status

from quotamesh.base.shell.api import NO_NUL, PROBLEMS, refusal, telling
from quotamesh.base.store.months import MONTHS
from quotamesh.do.customers.queries import visible_customers
from quotamesh.plan.namedaccounts import actions, handing, queries
from quotamesh.plan.namedaccounts.access import may_change, visible_accounts, visible_hand_overs
from quotamesh.plan.namedaccounts.errors import AccountError, NotAllowed, StaleAccount
from quotamesh.plan.namedaccounts.forms import MOST_CONTACTS
from quotamesh.plan.namedaccounts.models import HandOver, NamedAccount
from quotamesh.plan.namedaccounts.wording import sentence

router = Router(tags=["named accounts"])
MOST = 500


Team = Literal["sales", "sdr", "bd", "presales"]
Text = Annotated[str, Field(max_length=200), NO_NUL]
Code = Annotated[str, Field(max_length=64), NO_NUL]
Year = Annotated[int, Query(ge=1950, le=2099)]
Contacts = Annotated[int, Field(ge=0, le=MOST_CONTACTS)]


class NamedAccountOut(Schema):
    """`months`: contacts planned. `reached`, `penetrated`, `signed`: by the records, or as noted. `quiet`: nobody
    was in contact within the rhythm of the month's plan."""

    uid: UUID
    customer: str
    name: str
    seat: str
    fiscal_year: int
    team: str
    priority: str
    way: str
    next_step: str
    due: date | None
    reached_on: date | None
    penetrated_on: date | None
    reached: bool
    penetrated: bool
    signed: bool
    quiet: bool
    months: list[int]
    revision: int


class AddIn(Schema):
    seat: Code
    customers: Annotated[list[Code], Field(min_length=1, max_length=500)]
    fiscal_year: Annotated[int, Field(ge=1950, le=2099)]
    team: Team = "sales"
    priority: Literal["A", "B", "C"] = "B"
    way: Literal["visit", "call", "online", "event"] = "visit"
    contacts: Contacts = 1


class NamedAccountChangeIn(Schema):
    """Only what is named is changed. `seen`: the revision that was looked at; an older one is refused."""

    seen: Annotated[int | None, Field(ge=1, le=2**31)] = None
    team: Team = "sales"
    priority: Literal["A", "B", "C"] = "B"
    way: Literal["visit", "call", "online", "event"] = "visit"
    next_step: Text = ""
    due: date | None = None
    reached_on: date | None = None
    penetrated_on: date | None = None
    months: Annotated[list[Contacts], Field(min_length=12, max_length=12)] = [0] * 12


class CountsOut(Schema):
    """Rates are the counts ÷ named; null without accounts."""

    named: int
    covered: int
    reached: int
    penetrated: int
    signed: int
    gaps: int
    coverage: float | None
    reach: float | None
    penetration: float | None
    signing_rate: float | None


told = telling(
    AccountError,
    lambda request, error: refusal(error, sentence(error), denied=NotAllowed, stale=StaleAccount),
)


class HandOverIn(Schema):
    """`items`: what the next team must be told, by code: need, decider, next for business development and sales;
    problem, data, deadline for presales; next for sales development."""

    seat: Code
    team: Team
    note: Annotated[str, Field(max_length=2000), NO_NUL] = ""
    items: Annotated[dict[Code, Annotated[str, Field(max_length=500), NO_NUL]], Field(max_length=10)]


class HandOverOut(Schema):
    """`first`: no hand-over of the account between these teams was sent back before."""

    uid: UUID
    customer: str
    from_seat: str
    to_seat: str
    from_team: str
    to_team: str
    note: str
    items: dict[str, str]
    state: str
    first: bool
    made_on: date
    decided_on: date | None
    reason: str


class HandOverAnswerIn(Schema):
    """Accept it, or send it back with the reason."""

    accept: bool
    reason: Annotated[str, Field(max_length=300), NO_NUL] = ""


def account_out(row: NamedAccount) -> NamedAccountOut:
    return NamedAccountOut(
        uid=row.uid,
        customer=row.customer.code,
        name=row.customer.name,
        seat=row.seat.code,
        fiscal_year=row.fiscal_year,
        team=row.team,
        priority=row.priority,
        way=row.way,
        next_step=row.next_step,
        due=row.due,
        reached_on=row.reached_on,
        penetrated_on=row.penetrated_on,
        reached=row.reached,
        penetrated=row.penetrated,
        signed=row.signed,
        quiet=row.quiet,
        months=list(row.months),
        revision=row.revision,
    )


@router.get(
    "", response={200: list[NamedAccountOut], **PROBLEMS}, summary="Named accounts in sight, gaps first"
)
@told
def list_accounts(
    request,
    fiscal_year: Year,
    team: Team | None = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
    offset: Annotated[int, Query(ge=0, le=2**40)] = 0,
):
    rows = queries.accounts(
        request.viewer, request.company, fiscal_year, team=team or "", today=request.today
    )
    return [account_out(row) for row in rows[offset : offset + limit]]


@router.get("/counts", response={200: CountsOut, **PROBLEMS}, summary="Coverage, reach, penetration, signing")
@told
def counts(request, fiscal_year: Year, team: Team | None = None):
    found = queries.counts_of(queries.accounts(request.viewer, request.company, fiscal_year, team=team or ""))
    return CountsOut(
        **vars(found),
        coverage=found.share(found.covered),
        reach=found.share(found.reached),
        penetration=found.share(found.penetrated),
        signing_rate=found.share(found.signed),
    )


@router.post("", response={201: list[NamedAccountOut], **PROBLEMS}, summary="Put customers on a list")
@told
def add(request, wanted: AddIn):
    seat = queries.seat_in_sight(request.viewer, wanted.seat)
    codes = dict.fromkeys(wanted.customers)
    found = {each.code: each for each in visible_customers(request.viewer).filter(code__in=codes)}
    if seat is None or len(found) < len(codes):
        raise Http404
    if not may_change(request.viewer, seat):
        raise NotAllowed
    values = wanted.model_dump(include={"team", "priority", "way"}) | actions.each_month(wanted.contacts)
    customers = [found[code] for code in codes]
    made = actions.add_accounts(request.actor, seat, customers, wanted.fiscal_year, **values)
    return Status(201, [_told_again(request, each) for each in made])


def _told_again(request, account: NamedAccount) -> NamedAccountOut:
    rows = visible_accounts(request.viewer).filter(pk=account.pk)
    return account_out(queries.with_standing(rows, request.company, account.fiscal_year, request.today).get())


def hand_over_out(row: HandOver) -> HandOverOut:
    names = (
        "uid",
        "from_team",
        "to_team",
        "note",
        "items",
        "state",
        "first",
        "made_on",
        "decided_on",
        "reason",
    )
    return HandOverOut(
        customer=row.account.customer.code,
        from_seat=row.from_seat.code,
        to_seat=row.to_seat.code,
        **{name: getattr(row, name) for name in names},
    )


@router.get(
    "/hand-overs", response={200: list[HandOverOut], **PROBLEMS}, summary="Hand-overs, waiting ones first"
)
@told
def list_hand_overs(
    request,
    fiscal_year: Year,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
    offset: Annotated[int, Query(ge=0, le=2**40)] = 0,
):
    rows = queries.hand_overs(request.viewer, fiscal_year)
    return [hand_over_out(row) for row in rows[offset : offset + limit]]


@router.patch("/{uid}", response={200: NamedAccountOut, **PROBLEMS}, summary="Change what is planned")
@told
def change(request, uid: UUID, wanted: NamedAccountChangeIn):
    account = visible_accounts(request.viewer).filter(uid=uid, ended_on=None).first()
    if account is None:
        raise Http404
    if not may_change(request.viewer, account.seat):
        raise NotAllowed
    values = wanted.model_dump(include=wanted.model_fields_set - {"seen"})
    values |= dict(zip(MONTHS, values.pop("months"), strict=True)) if "months" in values else {}
    changed = actions.change_account(request.actor, account, seen=wanted.seen, **values)
    return _told_again(request, changed)


@router.post("/{uid}/hand-over", response={201: HandOverOut, **PROBLEMS}, summary="Hand an account over")
@told
def hand_over(request, uid: UUID, wanted: HandOverIn):
    account = visible_accounts(request.viewer).filter(uid=uid, ended_on=None).first()
    if account is None:
        raise Http404
    if not may_change(request.viewer, account.seat):
        raise NotAllowed
    seat = queries.receiver(account, request.today, wanted.seat)
    if seat is None:
        raise Http404
    made = handing.hand_over(request.actor, account, seat, wanted.team, note=wanted.note, items=wanted.items)
    return Status(201, hand_over_out(made))


@router.post(
    "/hand-overs/{uid}/answer", response={200: HandOverOut, **PROBLEMS}, summary="Accept or send back"
)
@told
def answer(request, uid: UUID, wanted: HandOverAnswerIn):
    found = visible_hand_overs(request.viewer).filter(uid=uid).first()
    if found is None:
        raise Http404
    if not may_change(request.viewer, found.to_seat):
        raise NotAllowed
    if wanted.accept:
        return hand_over_out(handing.accept(request.actor, found))
    return hand_over_out(handing.send_back(request.actor, found, wanted.reason))
