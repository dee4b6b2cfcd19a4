"""Calibrations for programs: the same figures, actions and sight as the pages."""

from typing import Annotated
from uuid import UUID

from django.http import Http404
from ninja import Query, Router, Status

from quotamesh.base.people.models import Unit
from quotamesh.base.shell.api import PROBLEMS, ProblemRaised, telling
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.do.catalog.models import Product
from quotamesh.kernel.feasible import Moves, NothingKnown
from quotamesh.plan.calibration import actions
from quotamesh.plan.calibration.access import may_calibrate, may_change, sees_whole, visible_calibrations
from quotamesh.plan.calibration.errors import CalibrationError, NameTaken, NotAllowed, StaleInputs
from quotamesh.plan.calibration.models import Calibration, Run
from quotamesh.plan.calibration.queries import (
    find_calibration,
    find_run,
    latest_runs,
    run_of,
    state_for,
    what_if,
)
from quotamesh.plan.calibration.schemas import (
    CalibrationAnswerOut,
    CalibrationChangeIn,
    CalibrationIn,
    CalibrationOut,
    CalibrationRowOut,
    ResultOut,
)
from quotamesh.plan.calibration.since import news_of
from quotamesh.plan.calibration.units import unit_rows
from quotamesh.plan.calibration.words import sentence

router = Router(tags=["calibration"])
STATUS = {NotAllowed: 403, NameTaken: 409, StaleInputs: 409}


def _problem(request, error) -> ProblemRaised:
    message = sentence(error, request.company.currency)
    return ProblemRaised(STATUS.get(type(error), 422), type(error).__name__, message)


told = telling((CalibrationError, NothingKnown), _problem)


@router.get("", response={200: list[CalibrationOut], **PROBLEMS}, summary="Calibrations in sight")
def list_calibrations(request, fiscal_year: Annotated[int | None, Query(ge=1950, le=2099)] = None):
    found = visible_calibrations(request.viewer)
    found = list(found.filter(fiscal_year=fiscal_year) if fiscal_year else found)
    runs = latest_runs(found)
    return [_out(request, each, runs.get(each.pk)) for each in found]


@router.post(
    "", response={201: CalibrationOut, **PROBLEMS}, summary="Hold a wish against market, team, resources"
)
@told
def create_calibration(request, wanted: CalibrationIn):
    unit = _unit(request, wanted.unit)
    if not may_calibrate(request.viewer, unit):
        raise NotAllowed
    subject = actions.Wanted(
        wanted.name,
        wanted.fiscal_year,
        unit,
        _product(wanted.product),
        KEYS["revenue"],
        wanted.intent,
        wanted.inputs.model_dump(),
    )
    made = actions.create_calibration(request.actor, request.company, subject, request.today)
    return Status(201, _out(request, made, run_of(made)))


@router.get("/{uid}", response={200: ResultOut, **PROBLEMS}, summary="The result, as it is or as it was")
@told
def get_result(request, uid: UUID, run: Annotated[int | None, Query(ge=1, le=10**6)] = None):
    """Chance of the wish, what binds, levers and ranges; `run` names an earlier result."""
    found = find_run(request.viewer, uid, request.today, run)
    if not sees_whole(request.viewer, found.calibration):
        raise Http404
    return _result(request, found)


@router.put("/{uid}", response={200: ResultOut, **PROBLEMS}, summary="New inputs, calculated anew")
@told
def change_inputs(request, uid: UUID, wanted: CalibrationChangeIn):
    calibration = find_calibration(request.viewer, uid)
    if not may_change(request.viewer, calibration):
        raise NotAllowed
    actions.change_inputs(
        request.actor,
        request.company,
        calibration,
        intent=wanted.intent,
        inputs=wanted.inputs.model_dump(),
        seen=wanted.seen,
        as_of=request.today,
    )
    return _result(request, find_run(request.viewer, uid, request.today))


@router.get(
    "/{uid}/what-if", response={200: CalibrationAnswerOut, **PROBLEMS}, summary="The answer with levers moved"
)
@told
def answer(
    request,
    uid: UUID,
    intent: Annotated[int | None, Query(ge=1, le=10**15)] = None,
    heads: Annotated[float, Query(ge=0, le=100_000, allow_inf_nan=False)] = 0,
    budget: Annotated[float, Query(ge=0, le=10, allow_inf_nan=False)] = 1,
    conversion: Annotated[float, Query(ge=0, le=10, allow_inf_nan=False)] = 1,
    order_value: Annotated[float, Query(ge=0, le=10, allow_inf_nan=False)] = 1,
    uplift: Annotated[float, Query(ge=-1, le=10, allow_inf_nan=False)] = 0,
):
    calibration = _whole(request, uid)
    run = run_of(calibration)
    moves = Moves(heads, budget, conversion, order_value, uplift)
    return what_if(run, calibration.seed, moves, intent or run.intent)


def _whole(request, uid: UUID) -> Calibration:
    calibration = find_calibration(request.viewer, uid)
    if not sees_whole(request.viewer, calibration):
        raise Http404
    return calibration


def _unit(request, code: str | None) -> Unit:
    found = Unit.objects.filter(request.viewer.units(), code=code).first() if code else request.viewer.home()
    if found is None or found.kind == Unit.Kind.SEAT:
        raise Http404
    return found


def _product(code: str | None) -> Product:
    found = Product.objects.filter(**({"code": code} if code else {"parent": None})).first()
    if found is None:
        raise Http404
    return found


def _out(request, each: Calibration, run: Run | None) -> CalibrationOut:
    shown = run is not None and sees_whole(request.viewer, each)
    return CalibrationOut(
        uid=each.uid,
        name=each.name,
        fiscal_year=each.fiscal_year,
        unit=each.unit.code,
        product=each.product.code,
        indicator=each.indicator.code,
        revision=each.revision,
        intent=each.intent if shown else None,
        probability=run.result["probability"] if run and shown else None,
    )


def _result(request, run: Run) -> ResultOut:
    calibration = run.calibration
    rows = unit_rows(request.viewer, calibration, state_for(run, calibration.seed))
    return ResultOut(
        calibration=calibration.uid,
        run=run.number,
        as_of=run.as_of,
        at=run.at,
        by=run.by,
        currency=request.company.currency,
        changed_since=[vars(each) for each in news_of(run, request.company, request.today)],
        units=[
            CalibrationRowOut(
                unit=row.code,
                name=row.name,
                p10=row.low,
                p50=row.middle,
                p90=row.high,
                target=row.target,
                probability=row.probability,
            )
            for row in rows
        ],
        **run.result,
    )
