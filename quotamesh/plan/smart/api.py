"""SMART for programs: the check, its repairs, and the checked way into force. Stands beside the plans' addresses."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Query, Router, Schema, Status
from pydantic import Field, StringConstraints

from quotamesh.base.shell.api import PROBLEMS, ProblemRaised
from quotamesh.kernel.smart import LETTERS, Grade, Limits, LimitsOutOfOrder, Reason
from quotamesh.plan.calibration.actions import set_limits
from quotamesh.plan.calibration.errors import StaleLimits
from quotamesh.plan.calibration.limits import current
from quotamesh.plan.smart import actions, wording
from quotamesh.plan.smart.errors import DoubtsOpen, NotSmart, ObjectiveTwice
from quotamesh.plan.smart.forms import LimitsForm
from quotamesh.plan.smart.models import Objective, Rhythm
from quotamesh.plan.smart.queries import findings
from quotamesh.plan.targets.api import told
from quotamesh.plan.targets.finding import find_plan, managed_plan, refuse_reader
from quotamesh.plan.targets.schemas import PlanOut

router = Router(tags=["smart"])
Text = Annotated[str, StringConstraints(max_length=500, pattern="^[^\\x00]*$")]
Percent = Annotated[int, Field(ge=0, le=100)]
Name = Annotated[
    str, StringConstraints(min_length=1, max_length=200, pattern="^[^\\x00]*$", strip_whitespace=True)
]


class LetterOut(Schema):
    grade: str
    reason: str


class TargetOut(Schema):
    """`letters`: S, M, A, R, T. `probability` is null where nobody has calibrated."""

    unit: str
    indicator: str
    year: int
    probability: float | None
    letters: dict[str, LetterOut]


class GroupOut(Schema):
    reason: str
    grade: str
    count: int
    message: str
    repair: str
    accepted: str | None


class SmartOut(Schema):
    ready: bool
    failing: int
    total: int
    groups: list[GroupOut]
    rows: list[TargetOut]


class ForceIn(Schema):
    """`accept`: why the warnings that are still open are accepted."""

    accept: Text = ""


class ObjectiveIn(Schema):
    name: Name
    fiscal_year: Annotated[int, Field(ge=1950, le=2099)]


class ObjectiveOut(Schema):
    uid: UUID
    name: str
    fiscal_year: int
    owner: str
    created_at: datetime


class ServeIn(Schema):
    objective: UUID


class RhythmIn(Schema):
    every: Rhythm.Every


class LimitsIn(Schema):
    """Percents that rise from the first to the last; what lies between `hard` and `easy` passes."""

    out_of_reach: Percent
    hard: Percent
    easy: Percent
    no_challenge: Percent
    seen: Annotated[int, Field(ge=0, lt=10**9)]


class LimitsOut(Schema):
    out_of_reach: int
    hard: int
    easy: int
    no_challenge: int
    revision: int


@router.get("/plans/{uid}/smart", response={200: SmartOut, **PROBLEMS}, summary="Are its targets SMART?")
@told
def smart(
    request,
    uid: UUID,
    offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
    limit: Annotated[int, Query(ge=1, le=10_000)] = 500,
):
    """Worst first."""
    plan = find_plan(request.viewer, uid)
    found = findings(request.viewer, plan, request.today, request.company.fiscal_start)
    places = range(min(offset, len(found.asked)), min(offset + limit, len(found.asked)))
    return SmartOut(
        ready=found.ready,
        failing=found.failing,
        total=len(found.asked),
        groups=[_group_out(group, found.limits) for group in found.groups],
        rows=[_target_out(found, place) for place in places],
    )


def _group_out(group, limits: Limits) -> GroupOut:
    return GroupOut(
        reason=group.reason.name.lower(),
        grade=group.grade.name.lower(),
        count=group.count,
        message=wording.what(group.reason, limits),
        repair=wording.repair(group.reason),
        accepted=group.accepted.why if group.accepted else None,
    )


def _target_out(found, place: int) -> TargetOut:
    asked, odds = found.asked[place], float(found.probability[place])
    grades, reasons = found.report.grades[place].tolist(), found.report.reasons[place].tolist()
    letters = {
        letter: LetterOut(grade=Grade(grade).name.lower(), reason=Reason(reason).name.lower())
        for letter, grade, reason in zip(LETTERS, grades, reasons, strict=True)
    }
    return TargetOut(
        unit=asked.unit.code,
        indicator=asked.indicator,
        year=asked.year,
        probability=odds if odds == odds else None,
        letters=letters,
    )


@router.post(
    "/plans/{uid}/put-in-force", response={200: PlanOut, **PROBLEMS}, summary="It counts from now on"
)
@told
def put_in_force(request, uid: UUID, wanted: ForceIn | None = None):
    """Refused with 409 while a letter fails, or while warnings are open and `accept` gives no reason."""
    plan = managed_plan(request.viewer, uid)
    why = wanted.accept if wanted else ""
    try:
        return actions.put_in_force(
            request.actor, plan, company=request.company, today=request.today, why=why
        )
    except (NotSmart, DoubtsOpen) as error:
        raise ProblemRaised(409, "not_smart", wording.told(error), vars(error)) from error


@router.post("/plans/{uid}/rhythm", response={200: SmartOut, **PROBLEMS}, summary="How often it is looked at")
@told
def rhythm(request, uid: UUID, wanted: RhythmIn):
    actions.set_rhythm(request.actor, managed_plan(request.viewer, uid), wanted.every)
    return smart(request, uid, 0, 500)


@router.post(
    "/plans/{uid}/serve", response={200: SmartOut, **PROBLEMS}, summary="Link its targets to an objective"
)
@told
def serve(request, uid: UUID, wanted: ServeIn):
    plan = managed_plan(request.viewer, uid)
    objective = Objective.objects.filter(uid=wanted.objective, fiscal_year=plan.fiscal_year).first()
    if objective is None:
        raise ProblemRaised(404, "not_found", "", None)
    actions.serve(request.actor, plan, objective=objective)
    return smart(request, uid, 0, 500)


@router.get("/smart-limits", response={200: LimitsOut, **PROBLEMS}, summary="Which probabilities pass")
@told
def smart_limits(request):
    refuse_reader(request.viewer)
    now = current()
    return LimitsOut(**now.percents, revision=now.revision)


@router.put("/smart-limits", response={200: LimitsOut, **PROBLEMS}, summary="Set which probabilities pass")
@told
def set_smart_limits(request, wanted: LimitsIn):
    """The four rise, else 422; `seen` is the revision that was looked at, an older one is refused with 409."""
    refuse_reader(request.viewer)
    given = wanted.model_dump()
    try:
        set_limits(request.actor, given, seen=given.pop("seen"))
    except LimitsOutOfOrder as error:
        raise ProblemRaised(422, "limits_out_of_order", wording.rising(), None) from error
    except StaleLimits as error:
        raise ProblemRaised(409, "stale", wording.stale(error, LimitsForm), vars(error)) from error
    return smart_limits(request)


@router.get("/objectives", response={200: list[ObjectiveOut], **PROBLEMS}, summary="What a year is for")
def objectives(request, fiscal_year: Annotated[int | None, Query(ge=1950, le=2099)] = None):
    found = Objective.objects.all()
    return list(found.filter(fiscal_year=fiscal_year) if fiscal_year else found)


@router.post("/objectives", response={201: ObjectiveOut, **PROBLEMS}, summary="Name an objective")
@told
def name_objective(request, wanted: ObjectiveIn):
    refuse_reader(request.viewer)
    try:
        return Status(
            201, actions.name_objective(request.actor, **wanted.model_dump(), owner=request.viewer.name)
        )
    except ObjectiveTwice as error:
        raise ProblemRaised(409, "name_taken", wording.told(error), {"name": error.name}) from error
