"""Tiers for programs: the same sight, sorting and rules as the pages."""

from datetime import date
from typing import Annotated, Literal

from ninja import Field, Query, Router, Schema

from quotamesh.base.shell.api import PROBLEMS, ProblemRaised
from quotamesh.do.tiers import queries
from quotamesh.do.tiers.access import may_set
from quotamesh.do.tiers.actions import OlderRun, run_tiers
from quotamesh.do.tiers.models import Run, Standing
from quotamesh.do.tiers.report import lines

router = Router(tags=["tiers"])
MOST = 1000
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2049, 12, 31)
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
TierName = Literal["strategic", "profit", "nurture", "maintain"]


class TieredOut(Schema):
    """`monetary` in the smallest unit; `value` and `potential` in hundredths of a score, 100 to 500."""

    customer: str
    recency_days: int | None
    frequency: int
    monetary: int
    r: int
    f: int
    m: int
    value: int
    potential: int
    tier: str


class TierMoveOut(Schema):
    """`why` maps the scores that changed to [before, after]; 'rules' stands for other rules than before."""

    customer: str
    day: date
    before: str
    after: str
    why: dict[str, list[int]]


class RunOut(Schema):
    as_of: date
    customers: int
    moved: int


@router.get("", response={200: list[TieredOut], **PROBLEMS}, summary="Tiers of the customers in sight")
def tiers(
    request,
    as_of: Annotated[Day | None, Query()] = None,
    tier: Annotated[TierName | None, Query()] = None,
    limit: int = Query(100, ge=1, le=MOST),
    offset: int = Query(0, ge=0, le=2**40),
):
    """Of the last run, the most money first; with `as_of` sorted anew for that day, by the customers' codes: for who
    may start a run, because it reads all orders."""
    if as_of is None:
        asked = queries.Asked(tier=tier or "")
        rows = queries.standings(request.viewer, asked)[offset : offset + limit]
        run = queries.latest_run()
        return [_out(row, run) for row in rows] if run else []
    if not may_set(request.viewer):
        raise ProblemRaised(403, "not_allowed")
    found = [line for line in lines(request.viewer, as_of) if tier in (None, line.tier)]
    return [vars(line) for line in found[offset : offset + limit]]


def _out(row: Standing, run: Run) -> dict:
    names = ("frequency", "monetary", "r", "f", "m", "value", "potential", "tier")
    days = (run.as_of - row.last_day).days if row.last_day else None
    return {"customer": row.customer.code, "recency_days": days} | {
        name: getattr(row, name) for name in names
    }


@router.get(
    "/moves", response={200: list[TierMoveOut], **PROBLEMS}, summary="Who went from one tier to another"
)
def moves(
    request,
    start: Annotated[Day | None, Query()] = None,
    limit: int = Query(100, ge=1, le=MOST),
    offset: int = Query(0, ge=0, le=2**40),
):
    rows = queries.moves(request.viewer, start)[offset : offset + limit]
    names = ("day", "before", "after", "why")
    return [{"customer": row.customer.code} | {name: getattr(row, name) for name in names} for row in rows]


@router.post("/runs", response={200: RunOut, **PROBLEMS}, summary="Sort all customers now")
def run(request):
    if not may_set(request.viewer):
        raise ProblemRaised(403, "not_allowed")
    try:
        found = run_tiers(request.actor, request.today)
    except OlderRun as error:
        raise ProblemRaised(409, "older_run", details={"last": error.last.isoformat()}) from error
    return {"as_of": found.as_of, "customers": found.customers, "moved": found.moved}
