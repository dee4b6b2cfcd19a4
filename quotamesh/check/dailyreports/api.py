"""Daily reports for programs: the same sight and actions as the pages."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Field, Query, Router, Schema

from quotamesh.base.shell.api import PROBLEMS, ProblemRaised
from quotamesh.check.attainment.scope import unit_in_sight
from quotamesh.check.dailyreports import actions, queries
from quotamesh.check.dailyreports.access import reporter, visible_reports
from quotamesh.check.dailyreports.errors import ReportError
from quotamesh.check.dailyreports.figures import Mark
from quotamesh.check.dailyreports.models import DailyReport

router = Router(tags=["daily reports"])
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2049, 12, 31)
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
Text = Annotated[str, Field(max_length=20_000, pattern=r"^[^\x00]*$")]
Thing = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
MOST = 500


class MarkOut(Schema):
    """`base` is the denominator of a rate, whose numerator is `actual`."""

    code: str
    actual: int
    target: int
    base: int | None


class RemarkOut(Schema):
    uid: UUID
    kind: str
    text: str
    by: str
    at: datetime


class ReportOut(Schema):
    uid: UUID
    person: str
    day: date
    words: str
    things: list[str]
    figures: list[MarkOut]
    sent_at: datetime
    late: bool
    revision: int
    remarks: list[RemarkOut]


class DraftOut(Schema):
    day: date
    figures: list[MarkOut]
    sent: bool
    revision: int


class ReportIn(Schema):
    day: Day
    words: Text = ""
    things: list[Thing] = Field(default=[], max_length=3)
    revision: int = Field(0, ge=0, le=2**31 - 1, description="the revision read; 0 if none was sent yet")


class RemarkIn(Schema):
    text: Annotated[str, Field(min_length=1, max_length=4000, pattern=r"^[^\x00]*$")]
    kind: Annotated[str, Field(pattern="^(comment|addition)$")] = "comment"


class LackingOut(Schema):
    day: date
    asked: int
    missing: list[str]


def _out(row: DailyReport) -> dict:
    names = ("uid", "day", "words", "things", "figures", "sent_at", "late", "revision")
    return {name: getattr(row, name) for name in names} | {
        "person": row.person.code,
        "remarks": [
            {name: getattr(each, name) for name in ("uid", "kind", "text", "by", "at")}
            for each in row.remarks.all()
        ],
    }


def _marks(marks: list[Mark]) -> list[dict]:
    return [mark.as_json() for mark in marks]


@router.get("", response={200: list[ReportOut], **PROBLEMS}, summary="Reports in sight, latest first")
def list_reports(
    request,
    start: Annotated[Day, Query()],
    end: Annotated[Day, Query()],
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
):
    rows = visible_reports(request.viewer).filter(day__range=(start, end))
    return [_out(row) for row in rows.select_related("person").prefetch_related("remarks")[:limit]]


@router.get("/draft", response={200: DraftOut, **PROBLEMS}, summary="The day's figures as they would be sent")
def draft(request, day: Annotated[Day, Query()]):
    tenure = _tenure(request, day)
    found = queries.draft(request.viewer, request.company, tenure, day)
    revision = found.report.revision if found.report else 0
    return {"day": day, "figures": _marks(found.marks), "sent": bool(found.report), "revision": revision}


def _tenure(request, day: date):
    found = reporter(request.viewer, day)
    if found is None:
        raise ProblemRaised(404, "no_seat")
    return found


@router.get("/missing", response={200: LackingOut, **PROBLEMS}, summary="Who of one's branch sent no report")
def missing(request, day: Annotated[Day, Query()]):
    unit = unit_in_sight(request.viewer, None)
    found = queries.team(request.viewer, request.company, unit, day)
    return {"day": day, "asked": len(found.asked), "missing": [each.person.code for each in found.missing]}


@router.post("", response={200: ReportOut, **PROBLEMS}, summary="Send or correct one's own report")
def send(request, body: ReportIn):
    tenure = _tenure(request, body.day)
    told = actions.Told(body.words, tuple(body.things))
    verb = {"today": request.today, "seen": body.revision}
    try:
        row = actions.send_report(request.actor, request.company, tenure, body.day, told, **verb)
    except ReportError as error:
        raise ProblemRaised(error.status, error.code, error.words(), error.details) from error
    return _out(row)


@router.get("/{uid}", response={200: ReportOut, **PROBLEMS}, summary="One report with what is said about it")
def show(request, uid: UUID):
    return _out(queries.find_report(request.viewer, uid))


@router.post("/{uid}/remarks", response={200: ReportOut, **PROBLEMS}, summary="Comment, answer or add")
def remark(request, uid: UUID, body: RemarkIn):
    found = queries.find_report(request.viewer, uid)
    verb = actions.add_to_report if body.kind == "addition" else actions.comment
    try:
        verb(request.actor, request.viewer, found, body.text)
    except ReportError as error:
        raise ProblemRaised(error.status, error.code, error.words(), error.details) from error
    return _out(queries.find_report(request.viewer, uid))
