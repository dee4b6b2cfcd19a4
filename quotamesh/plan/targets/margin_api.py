"""Two margins at once for programs: read the table, try totals, store them."""

from typing import Annotated, Literal
from uuid import UUID

from django.http import Http404
from ninja import Field, Router, Schema

from quotamesh.base.people.models import Unit
from quotamesh.base.shell.api import PROBLEMS
from quotamesh.plan.targets.actions import set_margins
from quotamesh.plan.targets.api import told
from quotamesh.plan.targets.errors import NotEditable
from quotamesh.plan.targets.finding import definition_of, find_unit, managed_plan
from quotamesh.plan.targets.margin_sheet import Sheet, Total, code_of, sheet_of
from quotamesh.plan.targets.margins import fitted, name_of
from quotamesh.plan.targets.schemas import Amount, Code

router = Router(tags=["targets"])
By = Literal["lines", "months"]
Pattern = Literal["standing", "history"]
Totals = Annotated[dict[Code, Amount], Field(max_length=1_000)]


class TotalOut(Schema):
    """`stays`: what is locked, held back or left to place in it. Months are named 0 to 11."""

    code: str
    name: str
    last_year: int
    stands: int
    stays: int
    asked: int


class MarginsOut(Schema):
    """`cells`: a row for each unit. `rest`: what of each unit stands on no product line, and stays there."""

    indicator: str
    unit: str
    by: By
    pattern: Pattern
    revision: int
    currency: str | None
    digits: int
    rows: list[TotalOut]
    columns: list[TotalOut]
    cells: list[list[int]]
    rest: list[int]


class MarginsIn(Schema):
    """Totals by code; what is not named keeps what stands. `seen`: the revision looked at. `store`: or only try."""

    indicator: Code = "revenue"
    unit: Code | None = None
    by: By = "lines"
    pattern: Pattern = "standing"
    rows: Totals = {}
    columns: Totals = {}
    seen: Annotated[int | None, Field(ge=0, le=2**31)] = None
    store: bool = True


@router.get(
    "/plans/{uid}/margins", response={200: MarginsOut, **PROBLEMS}, summary="Units by lines or months"
)
@told
def margins(
    request,
    uid: UUID,
    indicator: Code = "revenue",
    unit: Code | None = None,
    by: By = "lines",
    pattern: Pattern = "standing",
):
    sheet = _sheet(request, uid, indicator, unit, by, pattern)
    return _out(sheet, sheet.table.stands.tolist())


@router.post("/plans/{uid}/margins", response={200: MarginsOut, **PROBLEMS}, summary="Two totals at once")
@told
def give(request, uid: UUID, wanted: MarginsIn):
    """Both hold at every node, or it is said what stands in the way. With `store` false nothing is written."""
    how = (wanted.indicator, wanted.unit, wanted.by, wanted.pattern)
    sheet = _sheet(request, uid, *how)
    if not sheet.plan.editable:
        raise NotEditable
    for totals, asked in ((sheet.rows, wanted.rows), (sheet.columns, wanted.columns)):
        known = {code_of(each, at): each for at, each in enumerate(totals)}
        if set(asked) - set(known):
            raise Http404
        for code, amount in asked.items():
            known[code].asked = amount
    rows, columns = sheet.asked
    if not wanted.store:
        return _out(sheet, (sheet.table.fixed + fitted(sheet.table, rows, columns)).tolist())
    set_margins(
        request.actor, sheet.plan, sheet.definition.key, sheet.unit,
        by=sheet.by, pattern=sheet.pattern, rows=rows, columns=columns, seen=wanted.seen,
    )  # fmt: skip
    stored = _sheet(request, uid, *how)
    return _out(stored, stored.table.stands.tolist())


def _sheet(request, uid: UUID, indicator: str, code: str | None, by: By, pattern: Pattern) -> Sheet:
    plan = managed_plan(request.viewer, uid)
    unit = find_unit(request.viewer, code)
    if unit.kind == Unit.Kind.SEAT:
        raise Http404
    return sheet_of(request.company, plan, definition_of(indicator), unit, by, pattern)


def _out(sheet: Sheet, cells: list[list[int]]) -> MarginsOut:
    def totals(side: list[Total]) -> list[TotalOut]:
        return [
            TotalOut(
                code=code_of(each, at), name=name_of(each.head), last_year=each.before,
                stands=each.stands, stays=each.stays, asked=each.asked,
            )
            for at, each in enumerate(side)
        ]  # fmt: skip

    return MarginsOut(
        indicator=sheet.definition.code,
        unit=sheet.unit.code,
        by=sheet.by,
        pattern=sheet.pattern,
        revision=sheet.plan.revision,
        currency=sheet.measure.currency,
        digits=sheet.measure.digits,
        rows=totals(sheet.rows),
        columns=totals(sheet.columns),
        cells=cells,
        rest=sheet.table.rest.tolist(),
    )
