"""Follow-ups for programs: the same queries, actions and sight as the pages."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import Http404
from ninja import Field, Query, Router, Schema, Status

from quotamesh.base.people.models import Person, Unit
from quotamesh.base.shell.api import NO_NUL, PROBLEMS, ProblemRaised, refusal, telling
from quotamesh.do.customers.models import Contact
from quotamesh.do.followups import actions, errors, queries
from quotamesh.do.followups.access import may_change, may_tick, may_write_for
from quotamesh.do.followups.actions.rules import LONGEST, LONGEST_STEP
from quotamesh.do.followups.models import FollowUp
from quotamesh.do.followups.queries import Filter, Mark
from quotamesh.do.followups.wording import sentence
from quotamesh.do.pipeline.access import visible_opportunities

router = Router(tags=["followups"])
MOST = 500


Way = Literal["call", "visit", "online", "message", "event", "other"]
Code = Annotated[str, Field(max_length=64), NO_NUL]
Long = Annotated[str, Field(max_length=LONGEST), NO_NUL]
Step = Annotated[str, Field(max_length=LONGEST_STEP), NO_NUL]
Why = Annotated[str, Field(min_length=1, max_length=200), NO_NUL]
Day = Annotated[date, Field(ge=date(1990, 1, 1), le=date(2099, 12, 31))]
Moment = Annotated[datetime, Field(ge=datetime.fromisoformat("1990-01-01T00:00:00+00:00"))]


class FollowUpOut(Schema):
    """`recorded_at` is the server's clock; `told_at` the phone's, where it was written without a connection."""

    uid: UUID
    code: str
    customer: str
    person: str
    contact: str
    opportunity: str
    date: date
    way: str
    summary: str
    need: str
    next_step: str
    due: date | None
    done_on: date | None
    informed: list[str]
    recorded_at: datetime
    told_at: datetime | None
    late: bool
    effective: bool
    amended: bool
    withdrawn: bool
    source: str
    revision: int


class FollowUpAmendmentOut(Schema):
    at: datetime
    by: str
    kind: str
    changes: dict
    why: str


class FollowUpWholeOut(FollowUpOut):
    amendments: list[FollowUpAmendmentOut]


class FollowUpsOut(Schema):
    """`after`: send it along for the page that follows; null at the end."""

    follow_ups: list[FollowUpOut]
    after: str | None


class FollowUpIn(Schema):
    """`uid` made by the sender: the same one arrives once, however often it is sent. `person`: the key's owner,
    if none is named."""

    uid: UUID | None = None
    customer: Code
    person: Code = ""
    date: Day
    way: Way
    summary: Long
    need: Long = ""
    next_step: Step = ""
    due: Day | None = None
    contact: Code = ""
    opportunity: Code = ""
    informed: Annotated[list[Code], Field(max_length=50)] = []
    told_at: Moment | None = None


class FollowUpChangeIn(Schema):
    """Only what is named is changed. `seen`: the revision that was looked at; an older one is refused. For a day
    after recording this corrects; later it amends, and `date` and `way` stay as they are."""

    seen: Annotated[int | None, Field(ge=1, le=2**31)] = None
    date: Day | None = None
    way: Way | None = None
    summary: Long | None = None
    need: Long | None = None
    next_step: Step | None = None
    due: Day | None = None
    contact: Code | None = None
    opportunity: Code | None = None
    informed: Annotated[list[Code], Field(max_length=50)] | None = None


class FollowUpWithdrawIn(Schema):
    why: Why


class StepDoneIn(Schema):
    done: bool = True


def _problem(_request, error: errors.FollowUpError) -> ProblemRaised:
    conflicts = (errors.StaleFollowUp, errors.TakenUid)
    raised = refusal(error, sentence(error), denied=errors.NotAllowed, stale=conflicts)
    if isinstance(error, errors.BadFollowUp):
        details = {"field": error.field, "value": error.value}
        raised.problem |= {"code": error.code, "details": details}
    return raised


told = telling(errors.FollowUpError, _problem)


def follow_up_out(row: FollowUp) -> dict:
    return {
        "uid": row.uid,
        "code": row.code,
        "customer": row.customer.code,
        "person": row.person.code,
        "contact": row.contact.code if row.contact else "",
        "opportunity": row.opportunity.code if row.opportunity else "",
        "date": row.day,
        "way": row.way,
        "summary": row.summary,
        "need": row.need,
        "next_step": row.next_step,
        "due": row.due,
        "done_on": row.done_on,
        "informed": [person.code for person in row.informed.all()],
        "recorded_at": row.recorded_at,
        "told_at": row.told_at,
        "late": row.late,
        "effective": row.effective,
        "amended": row.amended,
        "withdrawn": row.withdrawn_at is not None,
        "source": row.source,
        "revision": row.revision,
    }


@router.get("", response={200: FollowUpsOut, **PROBLEMS}, summary="Follow-ups in sight, latest first")
@told
def follow_ups(
    request,
    start: Day | None = None,
    end: Day | None = None,
    person: Code = "",
    unit: Code = "",
    customer: Code = "",
    way: Way | None = None,
    late: bool = False,
    after: Code = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
):
    first, last = queries.last_days(request.today)
    below = Unit.objects.filter(request.viewer.units(), code=unit).first() if unit else None
    of = queries.customer_in_sight(request.viewer, code=customer) if customer else None
    if (unit and below is None) or (customer and of is None):
        raise Http404
    wanted = Filter(start or first, end or last, person, below, of, way or "", late)
    rows = queries.found(request.viewer, wanted).select_related("contact", "opportunity")
    listed, mark = queries.page_of(rows.prefetch_related("informed"), Mark.of(after), limit)
    return {"follow_ups": [follow_up_out(row) for row in listed], "after": str(mark) if mark else None}


def _find(request, uid: UUID) -> FollowUp:
    row = queries.one(request.viewer, uid)
    if row is None:
        raise Http404
    return row


@router.get(
    "/{uid}", response={200: FollowUpWholeOut, **PROBLEMS}, summary="One follow-up with its amendments"
)
def follow_up(request, uid: UUID):
    row = _find(request, uid)
    return follow_up_out(row) | {
        "amendments": list(row.amendments.values("at", "by", "kind", "changes", "why"))
    }


@router.post(
    "", response={200: FollowUpOut, 201: FollowUpOut, **PROBLEMS}, summary="Record a follow-up, once a uid"
)
@told
def make(request, body: FollowUpIn):
    viewer = request.viewer
    person = _person(request, body.person)
    customer = queries.customer_in_sight(viewer, code=body.customer)
    if customer is None:
        raise errors.BadFollowUp("unknown_customer", "customer", body.customer)
    sent = actions.Told(
        customer, body.date, body.way, body.summary, body.need, body.next_step, body.due,
        contact=_owned(Contact.objects, customer.pk, body.contact, "contact"),
        opportunity=_owned(visible_opportunities(viewer), customer.pk, body.opportunity, "opportunity"),
        informed=_people(body.informed), told_at=_aware(body.told_at),
    )  # fmt: skip
    row, is_new = actions.record_follow_up(
        request.actor, person, sent, uid=body.uid, source=FollowUp.Source.PROGRAM
    )
    return Status(201 if is_new else 200, follow_up_out(_find(request, row.uid)))


def _aware(moment: datetime | None) -> datetime | None:
    if moment is not None and moment.tzinfo is None:
        raise ProblemRaised(422, "invalid", "told_at names no time zone")
    return moment


def _person(request, code: str) -> Person:
    viewer = request.viewer
    rows = Person.objects.filter(code=code) if code else Person.objects.filter(pk=viewer.person_id)
    person = rows.first()
    if person is None:
        raise errors.BadFollowUp("unknown_person", "person", code)
    if not may_write_for(viewer, person.pk):
        raise errors.NotAllowed
    return person


def _owned(rows, customer: int, code: str, field: str):
    row = rows.filter(customer=customer, code=code).first() if code else None
    if code and row is None:
        raise errors.BadFollowUp("not_theirs", field, code)
    return row


def _people(codes: list[str]) -> list[Person]:
    found = {person.code: person for person in Person.objects.filter(code__in=codes)}
    for code in codes:
        if code not in found:
            raise errors.BadFollowUp("unknown_person", "informed", code)
    return list(found.values())


def _changeable(request, uid: UUID) -> FollowUp:
    row = _find(request, uid)
    if not may_change(request.viewer, row):
        raise errors.Withdrawn if row.withdrawn_at else errors.NotAllowed
    return row


@router.patch("/{uid}", response={200: FollowUpOut, **PROBLEMS}, summary="Correct within a day, amend later")
@told
def change(request, uid: UUID, body: FollowUpChangeIn):
    row = _changeable(request, uid)
    sent = body.dict(exclude_unset=True)
    seen, informed = sent.pop("seen", None), sent.pop("informed", None)
    values = {("day" if name == "date" else name): value for name, value in sent.items()}
    for name in ("day", "way", "summary", "need", "next_step"):
        if values.get(name, "") is None:
            del values[name]
    deals = visible_opportunities(request.viewer)
    for name, rows in (("contact", Contact.objects), ("opportunity", deals)):
        if name in values:
            values[name] = _owned(rows, row.customer_id, values[name] or "", name)
    people = None if informed is None else _people(informed)
    actions.change(request.actor, row, seen=seen, informed=people, **values)
    return follow_up_out(_find(request, uid))


@router.post("/{uid}/withdraw", response={200: FollowUpOut, **PROBLEMS}, summary="Withdraw, with the reason")
@told
def withdraw(request, uid: UUID, body: FollowUpWithdrawIn):
    actions.withdraw(request.actor, _changeable(request, uid), body.why)
    return follow_up_out(_find(request, uid))


@router.post(
    "/{uid}/done", response={200: FollowUpOut, **PROBLEMS}, summary="The next step is done, or not after all"
)
@told
def done(request, uid: UUID, body: StepDoneIn):
    row = _find(request, uid)
    if not may_tick(request.viewer, row):
        raise errors.NotAllowed
    if body.done:
        actions.tick(request.actor, row, request.today)
    else:
        actions.untick(request.actor, row)
    return follow_up_out(_find(request, uid))
