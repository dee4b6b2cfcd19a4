"""Projects for programs: the same queries, actions and sight as the pages."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from django.http import Http404
from ninja import Field, Query, Router, Schema, Status

from quotamesh.base.people.models import Person
from quotamesh.base.shell.api import NO_NUL, PROBLEMS, refusal, telling
from quotamesh.plan.projects import actions
from quotamesh.plan.projects.access import find, may_change, may_override, startable
from quotamesh.plan.projects.errors import NotAllowed, ProjectError, StaleProject
from quotamesh.plan.projects.models import Project, Step
from quotamesh.plan.projects.queries import Standing, standing_of, standings
from quotamesh.plan.projects.wording import sentence

router = Router(tags=["projects"])


Text = Annotated[str, Field(max_length=200), NO_NUL]
Words = Annotated[str, Field(max_length=5000), NO_NUL]
Code = Annotated[str, Field(max_length=64), NO_NUL]
Day = Annotated[date, Field(ge=date(1990, 1, 1), le=date(2099, 12, 31))]
Seen = Annotated[int | None, Field(ge=1, le=2**31)]


class CriterionOut(Schema):
    text: str
    met: bool


class ProjectStepOut(Schema):
    """`part`: what is recognised with the milestone, of the amount times the chance; in the smallest unit."""

    uid: UUID
    name: str
    party: str
    owner: str | None
    first_due: date
    due: date
    reached_on: date | None
    missed_on: date | None
    foreseen: date
    part: int
    criteria: list[CriterionOut]


class ProjectOut(Schema):
    """`slip`: days by which the end is foreseen later than first planned."""

    uid: UUID
    opportunity: UUID
    name: str
    customer: str | None
    started: date
    amount: int
    chance_bp: int
    worth: int
    slip: int
    revision: int
    steps: list[ProjectStepOut]


class ProjectStartIn(Schema):
    opportunity: UUID
    started: Day | None = None


class StepReachIn(Schema):
    """`anyway`: a leader's reason to go on although criteria are open."""

    day: Day
    anyway: Text = ""
    seen: Seen = None


class StepMoveIn(Schema):
    due: Day
    why: Text
    seen: Seen = None


class MetIn(Schema):
    met: bool = True
    seen: Seen = None


class RolesIn(Schema):
    """Codes of people; null for nobody."""

    pmo: Code | None = None
    commercial: Code | None = None
    solution: Code | None = None
    seen: Seen = None


class StakeholderIn(Schema):
    name: Annotated[str, Field(min_length=1, max_length=100), NO_NUL]
    title: Annotated[str, Field(max_length=100), NO_NUL] = ""
    influence: Annotated[int, Field(ge=1, le=5)] = 3
    attitude: Annotated[int, Field(ge=-2, le=2)] = 0
    relation: Annotated[int, Field(ge=0, le=3)] = 0
    note: Text = ""
    seen: Seen = None


class StakeholderOut(Schema):
    uid: UUID
    name: str
    title: str
    influence: int
    attitude: int
    relation: int
    note: str


class StageReviewIn(Schema):
    held_on: Day
    decision: Literal["go", "conditions", "hold", "stop"]
    words: Words = ""
    present: Text = ""
    seen: Seen = None


class StageReviewOut(Schema):
    uid: UUID
    held_on: date
    decision: str
    words: str
    present: str


told = telling(
    ProjectError,
    lambda request, error: refusal(error, sentence(error), denied=NotAllowed, stale=StaleProject),
)


def _out(standing: Standing) -> ProjectOut:
    project, opportunity = standing.project, standing.project.opportunity
    rows = zip(standing.steps, standing.foreseen, standing.parts, strict=True)
    return ProjectOut(
        uid=project.uid,
        opportunity=opportunity.uid,
        name=opportunity.name,
        customer=opportunity.customer.code if opportunity.customer else None,
        started=project.started,
        amount=standing.amount,
        chance_bp=standing.chance_bp,
        worth=standing.worth,
        slip=standing.slip,
        revision=project.revision,
        steps=[_step_out(step, day, part) for step, day, part in rows],
    )


def _step_out(step: Step, foreseen: date, part: int) -> ProjectStepOut:
    return ProjectStepOut(
        uid=step.uid,
        name=step.name,
        party=step.party,
        owner=step.owner.code if step.owner else None,
        first_due=step.first_due,
        due=step.due,
        reached_on=step.reached_on,
        missed_on=step.missed_on,
        foreseen=foreseen,
        part=part,
        criteria=[CriterionOut(text=each["text"], met=bool(each["met_on"])) for each in step.criteria],
    )


def _changeable(request, uid: UUID) -> Project:
    project = find(request.viewer, uid)
    if not may_change(request.viewer):
        raise NotAllowed
    return project


def _step(project: Project, uid: UUID) -> Step:
    step = project.steps.filter(uid=uid).first()
    if step is None:
        raise Http404
    return step


def _again(request, uid: UUID) -> ProjectOut:
    return _out(standing_of(find(request.viewer, uid), request.today))


@router.get(
    "",
    response={200: list[ProjectOut], **PROBLEMS},
    summary="Projects in sight, the latest against plan first",
)
def projects(request, over: Annotated[bool, Query()] = False):
    return [_out(each) for each in standings(request.viewer, request.today, over=over)]


@router.get("/{uid}", response={200: ProjectOut, **PROBLEMS}, summary="A project with its milestones")
def project(request, uid: UUID):
    return _again(request, uid)


@router.post("", response={201: ProjectOut, **PROBLEMS}, summary="Run an opportunity as a project")
@told
def start(request, wanted: ProjectStartIn):
    if not may_change(request.viewer):
        raise NotAllowed
    opportunity = startable(request.viewer, wanted.opportunity)
    made = actions.start_project(request.actor, opportunity, wanted.started or request.today)
    return Status(201, _again(request, made.uid))


@router.post(
    "/{uid}/steps/{step}/reach", response={200: ProjectOut, **PROBLEMS}, summary="A milestone is reached"
)
@told
def reach(request, uid: UUID, step: UUID, wanted: StepReachIn):
    found = _changeable(request, uid)
    if wanted.anyway and not may_override(request.viewer):
        raise NotAllowed
    milestone = _step(found, step)
    actions.reach_step(request.actor, found, milestone, wanted.day, anyway=wanted.anyway, seen=wanted.seen)
    return _again(request, uid)


@router.post("/{uid}/steps/{step}/move", response={200: ProjectOut, **PROBLEMS}, summary="Agree another day")
@told
def move(request, uid: UUID, step: UUID, wanted: StepMoveIn):
    found = _changeable(request, uid)
    actions.move_step(request.actor, found, _step(found, step), wanted.due, wanted.why, seen=wanted.seen)
    return _again(request, uid)


@router.post(
    "/{uid}/steps/{step}/criteria/{at}", response={200: ProjectOut, **PROBLEMS}, summary="A criterion is met"
)
@told
def criterion(request, uid: UUID, step: UUID, at: int, wanted: MetIn):
    found = _changeable(request, uid)
    milestone = _step(found, step)
    if not 0 <= at < len(milestone.criteria):
        raise Http404
    actions.meet_criterion(
        request.actor, found, milestone, at, wanted.met, day=request.today, seen=wanted.seen
    )
    return _again(request, uid)


@router.put("/{uid}/roles", response={200: ProjectOut, **PROBLEMS}, summary="Say who bears which role")
@told
def roles(request, uid: UUID, wanted: RolesIn):
    found = _changeable(request, uid)
    codes = wanted.model_dump(exclude={"seen"})
    people = {each.code: each for each in Person.objects.filter(code__in=filter(None, codes.values()))}
    if len(people) < len(set(filter(None, codes.values()))):
        raise Http404
    bearers = {name: people.get(code) for name, code in codes.items()}
    actions.set_roles(request.actor, found, seen=wanted.seen, **bearers)
    return _again(request, uid)


@router.get(
    "/{uid}/stakeholders",
    response={200: list[StakeholderOut], **PROBLEMS},
    summary="Who has a say at the customer's",
)
def stakeholders(request, uid: UUID):
    return list(find(request.viewer, uid).stakeholders.all())


@router.post(
    "/{uid}/stakeholders", response={201: StakeholderOut, **PROBLEMS}, summary="Put somebody on the map"
)
@told
def add_stakeholder(request, uid: UUID, wanted: StakeholderIn):
    found = _changeable(request, uid)
    values = wanted.model_dump(exclude={"seen"})
    return Status(201, actions.add_stakeholder(request.actor, found, seen=wanted.seen, **values))


@router.get(
    "/{uid}/reviews", response={200: list[StageReviewOut], **PROBLEMS}, summary="Stage reviews, latest first"
)
def reviews(request, uid: UUID):
    return list(find(request.viewer, uid).reviews.all())


@router.post("/{uid}/reviews", response={201: StageReviewOut, **PROBLEMS}, summary="Note a stage review")
@told
def note_review(request, uid: UUID, wanted: StageReviewIn):
    found = _changeable(request, uid)
    values = wanted.model_dump(exclude={"seen"})
    return Status(201, actions.note_review(request.actor, found, seen=wanted.seen, **values))
