"""Indicators for programs: the same reads and actions as the pages."""

from typing import Annotated, Literal

from django.db import transaction
from django.http import Http404
from ninja import Field, Router, Schema, Status

from quotamesh.base.shell.api import PROBLEMS, ProblemRaised
from quotamesh.do.catalog import define
from quotamesh.do.catalog.models import Indicator
from quotamesh.do.catalog.own import definitions
from quotamesh.do.catalog.own_rules import Wanted
from quotamesh.do.catalog.refusals import BadIndicator, StaleIndicator
from quotamesh.do.catalog.telling import source

router = Router(tags=["catalog"])
Code = Annotated[str, Field(max_length=40, pattern=r"^[^\x00]*$")]
Name = Annotated[str, Field(max_length=60, pattern=r"^[^\x00]*$")]
Meaning = Annotated[str, Field(max_length=300, pattern=r"^[^\x00]*$")]
Way = Literal["sum", "stock", "ratio"]
MeasuredIn = Literal["money", "quantity", "count", "share"]
GroupName = Literal["", "result", "process", "quality"]


class IndicatorOut(Schema):
    """A ratio names its two parts. `revision` is 0 for those that came with the product."""

    code: str
    name: str
    meaning: str
    group: str
    source: str
    aggregation: str
    measure: str
    numerator: str
    denominator: str
    bears_targets: bool
    own: bool
    hidden: bool
    name_zh: str
    name_en: str
    revision: int


class IndicatorIn(Schema):
    """A sum, a state (`stock`) or a ratio of two others by code. An empty group goes by the kind."""

    code: Code
    name_zh: Name = ""
    name_en: Name = ""
    meaning: Meaning = ""
    group: GroupName = ""
    aggregation: Way = "sum"
    measure: MeasuredIn = "count"
    numerator: Code = ""
    denominator: Code = ""


class IndicatorChangeIn(Schema):
    """Only what is named is changed. `seen`: the revision that was looked at; an older one is refused."""

    seen: Annotated[int | None, Field(ge=0, le=2**31)] = None
    name_zh: Name = ""
    name_en: Name = ""
    meaning: Meaning = ""
    group: GroupName = ""
    aggregation: Way = "sum"
    measure: MeasuredIn = "count"
    numerator: Code = ""
    denominator: Code = ""
    hidden: bool = False


@router.get(
    "/indicators",
    response={200: list[IndicatorOut], **PROBLEMS},
    summary="Every indicator with its definition",
)
def indicators(request):
    rows = {row.code: row for row in Indicator.objects.all()}
    return [_out(code, rows) for code in definitions()]


def _out(code: str, rows: dict[str, Indicator]) -> dict:
    d, row = definitions()[code], rows.get(code)
    own = row if d.own else None
    return {
        "code": d.code,
        "name": str(d.name),
        "meaning": str(d.meaning),
        "group": str(d.group),
        "source": source(d),
        "aggregation": str(d.aggregation),
        "measure": str(d.measure),
        "numerator": d.numerator,
        "denominator": d.denominator,
        "bears_targets": d.target,
        "own": d.own,
        "hidden": d.hidden,
        "name_zh": own.name_zh if own else "",
        "name_en": own.name_en if own else "",
        "revision": own.revision if own else 0,
    }


@router.post("/indicators", response={201: IndicatorOut, **PROBLEMS}, summary="Make an own indicator")
def make(request, wanted: IndicatorIn):
    _refuse_without_right(request)
    try:
        row = define.define_indicator(request.actor, Wanted(**wanted.model_dump()))
    except BadIndicator as error:
        raise _problem(error) from error
    return Status(201, _out(row.code, {row.code: row}))


@router.patch(
    "/indicators/{code}",
    response={200: IndicatorOut, **PROBLEMS},
    summary="Change, hide or show an own indicator",
)
def change(request, code: str, wanted: IndicatorChangeIn):
    if code not in definitions():
        raise Http404
    _refuse_without_right(request)
    values = wanted.model_dump(include=wanted.model_fields_set - {"seen", "hidden"})
    try:
        with transaction.atomic():
            row = define.change_indicator(request.actor, code, seen=wanted.seen, **values)
            if "hidden" in wanted.model_fields_set:
                verb = define.hide_indicator if wanted.hidden else define.show_indicator
                row = verb(request.actor, code)
    except BadIndicator as error:
        raise _problem(error) from error
    except StaleIndicator as error:
        raise ProblemRaised(409, "stale", error.words(), {"seen": error.seen, "now": error.now}) from error
    return _out(code, {code: row})


def _refuse_without_right(request) -> None:
    if not request.viewer.can("catalog"):
        raise ProblemRaised(403, "not_allowed")


def _problem(error: BadIndicator) -> ProblemRaised:
    return ProblemRaised(422, error.code, error.words(), {"field": error.field, "value": error.value})
