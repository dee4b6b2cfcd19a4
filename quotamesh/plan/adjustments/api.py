"""Adjustments for programs: the same queries, actions and sight as the pages."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404
from ninja import Router, Schema, Status
from pydantic import Field

from quotamesh.base.approvals import wording as approvals
from quotamesh.base.approvals.errors import ApprovalError
from quotamesh.base.shell.api import PROBLEMS, ProblemRaised, code_of
from quotamesh.plan.adjustments import actions, errors, queries
from quotamesh.plan.adjustments.access import balances, may_change, may_propose
from quotamesh.plan.adjustments.effects import by_unit
from quotamesh.plan.adjustments.models import LONGEST_TEXT, Adjustment
from quotamesh.plan.adjustments.wording import sentence
from quotamesh.plan.agreements.queries import person_of
from quotamesh.plan.targets import problems as targets
from quotamesh.plan.targets.actions import Change
from quotamesh.plan.targets.finding import definition_of, find_product, find_unit

router = Router(tags=["adjustments"])
UNFIT = (
    errors.ReasonWanted,
    errors.TextTooLong,
    errors.PastMonth,
    errors.EarlierMonths,
    errors.OutsideBranch,
    errors.OthersOutside,
)
Code = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00]*$")]
Month = Annotated[int, Field(ge=0, le=11, description="of the fiscal year")]


class AdjustmentOut(Schema):
    uid: UUID
    fiscal_year: int
    number: int
    unit: str
    category: str
    reason: str
    from_month: int
    state: str
    plan: UUID
    base: UUID
    proposed_by: str
    proposed_at: datetime
    closed_at: datetime | None
    decision: str


class EffectOut(Schema):
    unit: str
    name: str
    indicator: int
    before: list[int]
    after: list[int]


class DetailOut(AdjustmentOut):
    effects: list[EffectOut] = Field(description="units in sight that differ, twelve months before and after")
    agreements: list[str] = Field(description="numbers of the agreements in sight it bears on")


class ProposalIn(Schema):
    fiscal_year: int = Field(ge=1950, le=2099)
    unit: Code
    category: Literal["people", "market", "customer", "product", "policy", "correction", "other"]
    reason: str = Field(min_length=1, max_length=LONGEST_TEXT)
    from_month: Month


class AdjustmentChangeIn(Schema):
    indicator: Code = "revenue"
    unit: Code
    product: Code | None = None
    first_month: Month
    last_month: Month = 11
    amount: int = Field(ge=0, le=2**53)
    balance: Literal["units", "periods", "parent"] = "units"


def told(view: Callable) -> Callable:
    """What stands in the way is answered as a Problem."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except errors.AdjustmentError as error:
            details = {name: str(value) for name, value in vars(error).items()}
            raise ProblemRaised(_status(error), code_of(error), sentence(error), details) from error
        except ApprovalError as error:
            words = approvals.sentence(error, request.company.currency)
            raise ProblemRaised(approvals.status_of(error), code_of(error), words) from error
        except Http404:
            raise
        except targets.EXPECTED as error:
            problem = targets.problem_of(error, request.company.currency)
            raise ProblemRaised(targets.status_of(error), **problem.model_dump()) from error

    return answer


def _status(error: Exception) -> int:
    if isinstance(error, errors.NotAllowed):
        return 403
    return 422 if isinstance(error, UNFIT) else 409


@router.get("", response={200: list[AdjustmentOut], **PROBLEMS}, summary="Adjustments in sight, latest first")
def list_adjustments(request):
    return [_out(chapter.adjustment) for chapter in queries.story(request.viewer)]


@router.post(
    "", response={201: AdjustmentOut, **PROBLEMS}, summary="Propose one, with a copy of the plan in force"
)
@told
def propose(request, wanted: ProposalIn):
    unit = find_unit(request.viewer, wanted.unit)
    if not may_propose(request.viewer, unit):
        raise errors.NotAllowed
    values = wanted.model_dump(exclude={"unit"})
    made = actions.propose(
        request.actor,
        request.company,
        **values,
        unit=unit,
        day=request.today,
        person=person_of(request.viewer),
    )
    return Status(201, _out(made))


@router.get("/{uid}", response={200: DetailOut, **PROBLEMS}, summary="One adjustment with its effect")
def get_adjustment(request, uid: UUID):
    return _detail(request, uid)


@router.post("/{uid}/changes", response={200: DetailOut, **PROBLEMS}, summary="Give it numbers, one step")
@told
def change(request, uid: UUID, wanted: AdjustmentChangeIn):
    adjustment = _mine(request, uid)
    if wanted.balance not in balances(request.viewer):
        raise errors.NotAllowed
    unit, product = find_unit(request.viewer, wanted.unit), find_product(wanted.product)
    months = tuple(range(wanted.first_month, max(wanted.first_month, wanted.last_month) + 1))
    made = Change(unit, product, months, wanted.amount, wanted.balance)
    actions.change(request.actor, adjustment, definition_of(wanted.indicator).key, [made])
    return _detail(request, uid)


@router.post("/{uid}/ask", response={200: DetailOut, **PROBLEMS}, summary="Ask for approval")
@told
def ask(request, uid: UUID):
    adjustment = _mine(request, uid)
    actions.ask(request.actor, adjustment, day=request.today, person=person_of(request.viewer))
    return _detail(request, uid)


@router.post(
    "/{uid}/withdraw", response={200: DetailOut, **PROBLEMS}, summary="Take it back while it is open"
)
@told
def withdraw(request, uid: UUID):
    actions.withdraw(request.actor, _mine(request, uid), person=person_of(request.viewer))
    return _detail(request, uid)


def _mine(request, uid: UUID) -> Adjustment:
    adjustment = queries.find_adjustment(request.viewer, uid)
    if not may_change(request.viewer, adjustment):
        raise errors.NotAllowed
    return adjustment


def _out(adjustment: Adjustment) -> AdjustmentOut:
    return AdjustmentOut(**_values(adjustment))


def _values(adjustment: Adjustment) -> dict[str, Any]:
    related = {"unit": adjustment.unit.code, "plan": adjustment.plan.uid, "base": adjustment.base.uid}
    names = AdjustmentOut.model_fields.keys() - related.keys()
    return {**{name: getattr(adjustment, name) for name in names}, **related}


def _detail(request, uid: UUID) -> DetailOut:
    adjustment = queries.find_adjustment(request.viewer, uid)
    effects = [
        EffectOut(unit=e.code, name=e.name, indicator=e.indicator, before=list(e.before), after=list(e.after))
        for e in by_unit(request.viewer, adjustment)
    ]
    agreements = [each.number for each in queries.documents(request.viewer, adjustment)]
    return DetailOut(**_values(adjustment), effects=effects, agreements=agreements)
