"""Measured values for programs: the same sight, rights and action as the page."""

from datetime import date
from typing import Annotated

from ninja import Field, Query, Router, Schema

from quotamesh.base.shell.api import PROBLEMS, ProblemRaised
from quotamesh.do.measures import queries
from quotamesh.do.measures.actions import BadMeasure, record_measures
from quotamesh.do.measures.models import Measure
from quotamesh.do.measures.requests import NotAllowed, Told, values_of
from quotamesh.kernel.money import MAX_AMOUNT

router = Router(tags=["measures"])
MOST = 1000
Code = Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$")]
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2049, 12, 31)
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]


class MeasureIn(Schema):
    """`amount` in the indicator's smallest unit: numbers as they are, quantities in thousandths, money in cents."""

    person: Code
    indicator: Code
    date: Day
    amount: int = Field(ge=0, le=MAX_AMOUNT)
    product: Code = ""


class MeasuresIn(Schema):
    values: list[MeasureIn] = Field(min_length=1, max_length=MOST)


class MeasureOut(Schema):
    person: str
    indicator: str
    date: date
    amount: int
    product: str
    source: str
    recorded_by: str


class RecordedOut(Schema):
    created: int
    changed: int
    unchanged: int


@router.get("", response={200: list[MeasureOut], **PROBLEMS}, summary="Measured values in sight, by day")
def measures(
    request,
    start: Annotated[Day, Query()],
    end: Annotated[Day, Query()],
    person: Annotated[Code | None, Query()] = None,
    limit: int = Query(MOST, ge=1, le=MOST),
    offset: int = Query(0, ge=0, le=2**40),
):
    rows = queries.recorded(request.viewer, start, end, [person] if person else ())
    return [_out(row) for row in rows[offset : offset + limit]]


def _out(row: Measure) -> dict:
    return {
        "person": row.person.code,
        "indicator": row.indicator.code,
        "date": row.day,
        "amount": row.amount,
        "product": row.product.code if row.product.parent_id else "",
        "source": row.source,
        "recorded_by": row.recorded_by,
    }


@router.post("", response={200: RecordedOut, **PROBLEMS}, summary="Record values, all or none")
def record(request, body: MeasuresIn):
    """A value for the same person, indicator, product and day takes the place of the one before."""
    told = [Told(v.person, v.indicator, v.date, v.amount, v.product) for v in body.values]
    try:
        done = record_measures(request.actor, values_of(request.viewer, told), Measure.Source.PROGRAM)
    except NotAllowed as error:
        raise ProblemRaised(403, "not_allowed") from error
    except BadMeasure as error:
        details = {"at": error.at, "value": error.value}
        raise ProblemRaised(422, error.code, error.words(), details) from error
    created = sum(before is None for before, _after in done.changes.values())
    return {"created": created, "changed": len(done.changes) - created, "unchanged": done.same}
