"""Target plans for programs and for the workbench: the same queries, actions and sight as the pages."""

from itertools import islice
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpResponse
from ninja import Query, Router, Status

from quotamesh.base.shell.api import PROBLEMS, ProblemRaised, telling
from quotamesh.plan.targets import actions, queries, requests
from quotamesh.plan.targets.access import visible_plans
from quotamesh.plan.targets.finding import (
    Measure,
    definition_of,
    find_plan,
    find_product,
    find_unit,
    managed_plan,
    refuse_reader,
)
from quotamesh.plan.targets.models import Plan, Rule
from quotamesh.plan.targets.problems import EXPECTED, problem_of, status_of
from quotamesh.plan.targets.schemas import (
    Code,
    CompareOut,
    DifferenceOut,
    EditIn,
    LeafOut,
    LeavesOut,
    LevelName,
    LevelsIn,
    LevelsOut,
    NoticesOut,
    PlanIn,
    PlanOut,
    RuleIn,
    RuleOut,
    SheetOut,
    SplitIn,
    StandingOut,
)
from quotamesh.plan.targets.sheets import rule_out, sheet_out
from quotamesh.plan.targets.wording import notice

router = Router(tags=["targets"])


def _problem(request, error) -> ProblemRaised:
    return ProblemRaised(status_of(error), **problem_of(error, request.company.currency).model_dump())


told = telling(EXPECTED, _problem)


@router.get("/plans", response={200: list[PlanOut], **PROBLEMS}, summary="Plans in sight")
@told
def list_plans(request, fiscal_year: Annotated[int | None, Query(ge=1950, le=2099)] = None):
    plans = visible_plans(request.viewer)
    return list(plans.filter(fiscal_year=fiscal_year) if fiscal_year else plans)


@router.post("/plans", response={201: PlanOut, **PROBLEMS}, summary="Make a scenario, empty or as a copy")
@told
def create_plan(request, wanted: PlanIn):
    refuse_reader(request.viewer)
    source = find_plan(request.viewer, wanted.copy_of) if wanted.copy_of else None
    values = wanted.model_dump(exclude={"copy_of"})
    return Status(201, actions.create_plan(request.actor, **values, copy_of=source))


@router.get("/plans/{uid}", response={200: PlanOut, **PROBLEMS}, summary="One plan")
@told
def get_plan(request, uid: UUID):
    return find_plan(request.viewer, uid)


@router.delete("/plans/{uid}", response={204: None, **PROBLEMS}, summary="Discard a scenario or draft")
@told
def discard_plan(request, uid: UUID):
    actions.discard_plan(request.actor, managed_plan(request.viewer, uid))
    return Status(204, None)


@router.post("/plans/{uid}/propose", response={200: PlanOut, **PROBLEMS}, summary="Scenario becomes draft")
@told
def propose_plan(request, uid: UUID):
    actions.propose_plan(request.actor, managed_plan(request.viewer, uid))
    return find_plan(request.viewer, uid)


@router.post("/plans/{uid}/split", response={200: NoticesOut, **PROBLEMS}, summary="Split a total over all")
@told
def split_plan(request, uid: UUID, wanted: SplitIn):
    """Replaces the plan's targets of one indicator by a fresh split, down to every seat, line and month."""
    plan = managed_plan(request.viewer, uid)
    if wanted.weights.startswith("plan:"):
        find_plan(request.viewer, wanted.weights.removeprefix("plan:"))
    key = definition_of(wanted.indicator).key
    notices = actions.split_plan(request.actor, plan, key, **wanted.model_dump(exclude={"indicator"}))
    return NoticesOut(
        plan=PlanOut.from_orm(find_plan(request.viewer, uid)), notices=[notice(each) for each in notices]
    )


@router.get(
    "/plans/{uid}/rows", response={200: SheetOut, **PROBLEMS}, summary="Units by months or product lines"
)
@told
def rows(
    request,
    uid: UUID,
    unit: Annotated[list[Code], Query(max_length=500, description="units to open: own lines and children")],
    indicator: str = "revenue",
    product: Code | None = None,
    by: Literal["month", "product"] = "month",
    month: Annotated[
        int | None, Query(ge=0, le=11, description="of the fiscal year; by product only")
    ] = None,
    level: Annotated[LevelName, Query(description="stretch and challenge are only read")] = "target",
):
    plan = find_plan(request.viewer, uid)
    sheet = sheet_out(
        request.viewer,
        request.company,
        plan,
        indicator=indicator,
        units=unit,
        product=product,
        by=by,
        month=month,
        level=level,
    )
    # Written as it is: checking every amount once more takes longer than reading it.
    return HttpResponse(sheet.model_dump_json(), content_type="application/json")


@router.get("/plans/{uid}/levels", response={200: LevelsOut, **PROBLEMS}, summary="Stretch and challenge")
@told
def levels(request, uid: UUID, indicator: str = "revenue", unit: Code | None = None):
    """A plan that nobody has set levels for has the target alone."""
    return requests.levels_out(
        request.viewer, request.company, find_plan(request.viewer, uid), indicator, unit
    )


@router.put("/plans/{uid}/levels", response={200: LevelsOut, **PROBLEMS}, summary="Set stretch and challenge")
@told
def set_levels(request, uid: UUID, wanted: LevelsIn):
    plan = managed_plan(request.viewer, uid)
    unit = find_unit(request.viewer, wanted.unit)
    pair = (wanted.stretch_bp, wanted.challenge_bp)
    shares = None if pair == (None, None) else tuple(each or 0 for each in pair)
    actions.set_levels(request.actor, plan, definition_of(wanted.indicator).key, shares=shares, unit=unit)
    return requests.levels_out(
        request.viewer, request.company, find_plan(request.viewer, uid), wanted.indicator, wanted.unit
    )


@router.post(
    "/plans/{uid}/edits", response={200: StandingOut, **PROBLEMS}, summary="Change amounts, one step"
)
@told
def edit_plan(request, uid: UUID, wanted: EditIn):
    """All changes or none. What is below is re-split; the rest balances as each change says."""
    plan = find_plan(request.viewer, uid)
    requests.edit(request.viewer, request.actor, request.company, plan, wanted)
    return standing_of(request, uid)


@router.post(
    "/plans/{uid}/undo", response={200: StandingOut, **PROBLEMS}, summary="Take back one's last step"
)
@told
def undo(request, uid: UUID):
    actions.undo(request.actor, find_plan(request.viewer, uid))
    return standing_of(request, uid)


@router.post("/plans/{uid}/redo", response={200: StandingOut, **PROBLEMS}, summary="Make it again")
@told
def redo(request, uid: UUID):
    actions.redo(request.actor, find_plan(request.viewer, uid))
    return standing_of(request, uid)


def standing_of(request, uid: UUID) -> queries.Standing:
    return queries.standing(request.viewer, find_plan(request.viewer, uid))


@router.get("/plans/{uid}/revision", response={200: StandingOut, **PROBLEMS}, summary="Has anything changed?")
@told
def revision(request, uid: UUID):
    return standing_of(request, uid)


@router.get(
    "/plans/{uid}/rules", response={200: list[RuleOut], **PROBLEMS}, summary="Floors, caps, weights, locks"
)
@told
def list_rules(request, uid: UUID, indicator: str = "revenue"):
    plan = find_plan(request.viewer, uid)
    rules = Rule.objects.filter(
        request.viewer.units("unit__"), plan=plan, indicator__code=definition_of(indicator).code
    )
    return [rule_out(rule, rule.unit.code) for rule in rules.select_related("unit").order_by("unit__path")]


@router.patch("/plans/{uid}/rules", response={200: RuleOut, **PROBLEMS}, summary="Set limits of a unit")
@told
def set_rule(request, uid: UUID, wanted: RuleIn):
    rule = requests.bound(request.viewer, request.actor, find_plan(request.viewer, uid), wanted)
    return rule_out(rule, wanted.unit)


@router.get(
    "/plans/{uid}/leaves", response={200: LeavesOut, **PROBLEMS}, summary="Amounts nobody divides further"
)
@told
def leaves(
    request,
    uid: UUID,
    indicator: str = "revenue",
    offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
    limit: Annotated[int, Query(ge=1, le=50_000)] = 1_000,
):
    definition = definition_of(indicator)
    plan = find_plan(request.viewer, uid)
    found = list(queries.leaves(request.viewer, plan, definition.key))
    measure = Measure(definition, request.company)
    page = [
        LeafOut(
            unit=leaf.unit_code, person=leaf.person, product=leaf.product, line=leaf.line, months=leaf.months
        )
        for leaf in islice(found, offset, offset + limit)
    ]
    return LeavesOut(currency=measure.currency, digits=measure.digits, total=len(found), rows=page)


@router.get("/compare", response={200: CompareOut, **PROBLEMS}, summary="Two plans side by side")
@told
def compare(
    request,
    a: UUID,
    b: UUID,
    unit: Code | None = None,
    indicator: str = "revenue",
    product: Code | None = None,
):
    definition = definition_of(indicator)
    first, second = (find_plan(request.viewer, uid) for uid in (a, b))
    measure = Measure(definition, request.company)
    differences = queries.compare(
        request.viewer,
        first,
        second,
        definition.key,
        find_unit(request.viewer, unit),
        find_product(product),
    )
    return CompareOut(
        first=_plan_out(first),
        second=_plan_out(second),
        currency=measure.currency,
        digits=measure.digits,
        rows=[_difference_out(each) for each in differences],
    )


def _plan_out(plan: Plan) -> PlanOut:
    return PlanOut.from_orm(plan)


def _difference_out(each: queries.Difference) -> DifferenceOut:
    return DifferenceOut(
        unit=each.unit.code,
        name=each.unit.name,
        line=each.line,
        first=each.first,
        second=each.second,
        change=each.change,
    )
