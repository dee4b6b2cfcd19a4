"""Paradigms and driver trees for programs: the same queries, actions and sight as the pages."""

from typing import Annotated
from uuid import UUID

from django.http import Http404
from ninja import Query, Router
from pydantic import FiniteFloat

from quotamesh.base.shell.api import PROBLEMS, ProblemRaised, refusal, telling
from quotamesh.kernel.drivers_solve import whole
from quotamesh.plan.paradigms import actions, answers, queries
from quotamesh.plan.paradigms.errors import NotAllowed, StaleTree
from quotamesh.plan.paradigms.finding import find, find_line, refuse_reader
from quotamesh.plan.paradigms.queries import BP, solution_of
from quotamesh.plan.paradigms.schemas import (
    FitOut,
    LineParadigmIn,
    LineParadigmOut,
    MilestoneOut,
    MilestonesIn,
    PlaceIn,
    PlaceOut,
    SolveIn,
    SolveOut,
    TreeIn,
    TreeOut,
)
from quotamesh.plan.paradigms.trees import read
from quotamesh.plan.paradigms.wording import WORDED, sentence
from quotamesh.plan.targets import errors as plans
from quotamesh.plan.targets.finding import managed_plan

router = Router(tags=["paradigms"])
ONE = "/{uid}/{year}"
CONFLICTS = (StaleTree, plans.StaleCell, plans.NotEditable)
REFUSED = (NotAllowed, plans.NotAllowed)


def _problem(request, error) -> ProblemRaised:
    words = str(sentence(error, request.company.currency))
    raised = refusal(error, words, denied=REFUSED, stale=CONFLICTS)
    details = raised.problem["details"].items()
    raised.problem["details"] = {key: value for key, value in details if value not in (None, ())}
    return raised


told = telling(WORDED, _problem)


@router.get("/fit", response={200: FitOut, **PROBLEMS}, summary="Which paradigm fits three indicators")
@told
def fit(
    request,
    customers: Annotated[FiniteFloat, Query(ge=1, le=1e12)],
    maturity: Annotated[FiniteFloat, Query(ge=0, le=1)],
    standard: Annotated[FiniteFloat, Query(ge=0, le=1)],
):
    return queries.fit_of_values(customers, maturity, standard)


@router.get(
    "", response={200: list[LineParadigmOut], **PROBLEMS}, summary="The paradigm of each line in a year"
)
@told
def lines(request, fiscal_year: Annotated[int, Query(ge=1950, le=2099)]):
    chosen = queries.line_paradigms(request.viewer, fiscal_year)
    found = [(product, chosen.get(product.pk)) for product in queries.lines_of()]
    return [answers.line_out(line, product) for product, line in found if line]


@router.get(ONE, response={200: TreeOut, **PROBLEMS}, summary="A line with its tree and process targets")
@told
def get_line(request, uid: UUID, year: int):
    return answers.tree_out(request.company, find_line(request.viewer, uid, year))


@router.put(ONE, response={200: TreeOut, **PROBLEMS}, summary="Choose the paradigm of a line")
@told
def put_line(request, uid: UUID, year: int, wanted: LineParadigmIn):
    """Another paradigm brings its own template, filled from the past."""
    found = find(request.viewer, uid, year)
    refuse_reader(request.viewer)
    values = wanted.model_dump(exclude={"maturity", "standard"})
    shares = {"maturity_bp": round(wanted.maturity * BP), "standard_bp": round(wanted.standard * BP)}
    actions.choose_paradigm(request.actor, found.product, year, request.today, **values, **shares)
    return answers.tree_out(request.company, find_line(request.viewer, uid, year))


@router.put(f"{ONE}/tree", response={200: TreeOut, **PROBLEMS}, summary="Replace the driver tree of a line")
@told
def put_tree(request, uid: UUID, year: int, wanted: TreeIn):
    line = find_line(request.viewer, uid, year)
    refuse_reader(request.viewer)
    nodes = answers.document(request.actor, line, wanted.nodes)
    actions.replace_tree(request.actor, line, nodes, driver=wanted.driver, seen=wanted.seen)
    return answers.tree_out(request.company, find_line(request.viewer, uid, year))


@router.post(f"{ONE}/undo", response={200: TreeOut, **PROBLEMS}, summary="Take back one's last change")
@told
def undo(request, uid: UUID, year: int):
    line = find_line(request.viewer, uid, year)
    refuse_reader(request.viewer)
    actions.undo_line(request.actor, line)
    return answers.tree_out(request.company, find_line(request.viewer, uid, year))


@router.post(f"{ONE}/solve", response={200: SolveOut, **PROBLEMS}, summary="What a driver must be")
@told
def solve(request, uid: UUID, year: int, wanted: SolveIn):
    line = find_line(request.viewer, uid, year)
    nodes, driver = read(line.nodes), wanted.driver or line.driver
    if driver not in nodes or not set(wanted.values) <= set(nodes):
        raise Http404
    found = solution_of(nodes, driver, wanted.target, dict(wanted.values))
    if found.trouble:
        raise found.trouble
    value = found.needed[driver]
    counted = None if nodes[driver].share else int(whole(value))
    return SolveOut(driver=driver, value=value, whole=counted, needed=found.needed, today=found.today)


@router.post(f"{ONE}/place", response={200: PlaceOut, **PROBLEMS}, summary="Put process targets into a plan")
@told
def place(request, uid: UUID, year: int, wanted: PlaceIn):
    line = find_line(request.viewer, uid, year)
    refuse_reader(request.viewer)
    placed = actions.place_process_targets(request.actor, line, managed_plan(request.viewer, wanted.plan))
    return PlaceOut(step=placed.batch, targets=[answers.target_out(each) for each in placed.targets])


@router.get(
    f"{ONE}/milestones", response={200: list[MilestoneOut], **PROBLEMS}, summary="Steps of a line's projects"
)
@told
def get_milestones(request, uid: UUID, year: int):
    found = find(request.viewer, uid, year)
    return [answers.milestone_out(step) for step in queries.milestones_of(found.product)]


@router.put(
    f"{ONE}/milestones", response={200: list[MilestoneOut], **PROBLEMS}, summary="Set the steps, in order"
)
@told
def put_milestones(request, uid: UUID, year: int, wanted: MilestonesIn):
    found = find(request.viewer, uid, year)
    refuse_reader(request.viewer)
    steps = [answers.step_of(each) for each in wanted.steps]
    return [
        answers.milestone_out(step) for step in actions.set_milestones(request.actor, found.product, steps)
    ]
