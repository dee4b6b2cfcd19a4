"""Projects for programs: the same queries, actions and sight as the pages."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from quotamesh.base.people.models import Person
from quotamesh.base.shell.api import PROBLEMS, refusal, telling
from quotamesh.do.customers.models import Contact
from quotamesh.plan.projects import actions
from quotamesh.plan.projects.access import find, may_change, may_override, startable
from quotamesh.plan.projects.errors import NotAllowed, ProjectError, StaleProject
from quotamesh.plan.projects.forms import people_for
from quotamesh.plan.projects.models import Project, Stakeholder, Step
from quotamesh.plan.projects.queries import Standing, standing_of, standings
from quotamesh.plan.projects.shapes import (
    CriterionOut,
    MetIn,
    ProjectOut,
    ProjectStartIn,
    ProjectStepOut,
    RolesIn,
    StageReviewIn,
    StageReviewOut,
    StakeholderChangeIn,
    StakeholderIn,
    StakeholderOut,
    StepMoveIn,
    StepReachIn,
)
from quotamesh.plan.projects.wording import sentence

router = Router(tags=["projects"])
MOST = 500


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
def projects(
    request,
    over: Annotated[bool, Query()] = False,
    limit: Annotated[int, Query(ge=1, le=MOST)] = MOST,
    offset: Annotated[int, Query(ge=0, le=2**40)] = 0,
):
    found = standings(request.viewer, request.today, over=over)
    return [_out(each) for each in found[offset : offset + limit]]


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
    bearers = {
        name: _named(request, found, code) for name, code in wanted.model_dump(exclude={"seen"}).items()
    }
    actions.set_roles(request.actor, found, seen=wanted.seen, **bearers)
    return _again(request, uid)


@router.get(
    "/{uid}/stakeholders",
    response={200: list[StakeholderOut], **PROBLEMS},
    summary="Who has a say at the customer's",
)
def stakeholders(request, uid: UUID):
    rows = find(request.viewer, uid).stakeholders.select_related("contact", "listens_to", "owner")
    return [_somebody_out(row) for row in rows]


def _somebody_out(row: Stakeholder) -> StakeholderOut:
    names = ("uid", "name", "title", "influence", "attitude", "relation", "note")
    return StakeholderOut(
        **{name: getattr(row, name) for name in names},
        contact=row.contact.code if row.contact else None,
        listens_to=row.listens_to.uid if row.listens_to else None,
        owner=row.owner.code if row.owner else None,
    )


def _named(request, project: Project, code: str | None) -> Person | None:
    """Somebody whom the page would offer as well; others do not exist for the viewer."""
    if code is None:
        return None
    return get_object_or_404(people_for(request.viewer, request.today, project), code=code)


def _values(request, project: Project, wanted: StakeholderIn, names: set[str]) -> dict[str, Any]:
    values = wanted.model_dump(include=names - {"seen"})
    customer = project.opportunity.customer
    contacts = customer.contacts.all() if customer else Contact.objects.none()
    if values.get("contact"):
        values["contact"] = get_object_or_404(contacts, code=values["contact"])
    if values.get("listens_to"):
        values["listens_to"] = get_object_or_404(project.stakeholders, uid=values["listens_to"])
    if "owner" in values:
        values["owner"] = _named(request, project, values["owner"])
    return values


@router.post(
    "/{uid}/stakeholders", response={201: StakeholderOut, **PROBLEMS}, summary="Put somebody on the map"
)
@told
def add_stakeholder(request, uid: UUID, wanted: StakeholderIn):
    found = _changeable(request, uid)
    values = _values(request, found, wanted, set(StakeholderIn.model_fields))
    return Status(
        201, _somebody_out(actions.add_stakeholder(request.actor, found, seen=wanted.seen, **values))
    )


def _somebody(project: Project, uid: UUID) -> Stakeholder:
    return get_object_or_404(project.stakeholders, uid=uid)


@router.patch(
    "/{uid}/stakeholders/{person}",
    response={200: StakeholderOut, **PROBLEMS},
    summary="Change what is known of somebody on the map",
)
@told
def change_stakeholder(request, uid: UUID, person: UUID, wanted: StakeholderChangeIn):
    found = _changeable(request, uid)
    values = _values(request, found, wanted, wanted.model_fields_set)
    known = _somebody(found, person)
    return _somebody_out(actions.change_stakeholder(request.actor, found, known, seen=wanted.seen, **values))


@router.delete(
    "/{uid}/stakeholders/{person}", response={204: None, **PROBLEMS}, summary="Take somebody off the map"
)
@told
def remove_stakeholder(request, uid: UUID, person: UUID):
    found = _changeable(request, uid)
    actions.remove_stakeholder(request.actor, found, _somebody(found, person))
    return Status(204, None)


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
