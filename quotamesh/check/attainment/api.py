"""Attainment through the REST interface."""

from datetime import date
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Schema

from quotamesh.base.shell.api import PROBLEMS, ProblemRaised
from quotamesh.check.attainment import report
from quotamesh.check.attainment.figures import Line
from quotamesh.do.catalog.queries import UnknownIndicator
from quotamesh.do.catalog.queries import indicator as find_indicator
from quotamesh.kernel.calendar import NotAPeriod

router = Router(tags=["attainment"])


class LevelOut(Schema):
    level: Literal["stretch", "challenge"]
    target: int


class Row(Schema):
    """A ratio has two parts: `actual` ÷ `base` is its value, `target` ÷ `target_base` the wanted one.

    `levels`: stretch and challenge where set; `level`: the highest reached; `missing`: what lacks to the next.
    """

    code: str
    name: str
    uid: UUID
    kind: str
    depth: int
    target: int
    actual: int
    base: int | None
    target_base: int | None
    variance: int
    attainment: float | None
    expected_share: float
    pace: float | None
    status: Literal["green", "yellow", "red", "none"]
    last_year: int | None
    levels: list[LevelOut]
    level: str
    missing: int | None


class Attainment(Schema):
    indicator: str
    period: str
    as_of: date
    currency: str
    digits: int
    rows: list[Row]


@router.get(
    "",
    response={200: Attainment, **PROBLEMS},
    summary="Target, actual, attainment and pace of every node in sight",
)
def attainment(
    request, period: str, by: Literal["unit", "person", "product"] = "unit", indicator: str = "revenue"
):
    company = request.company
    try:
        lines = report.attainment(
            request.viewer, company, period=period, by=by, indicator=indicator, as_of=request.today
        )
    except NotAPeriod as error:
        told = _("“%(text)s” is not a period: write FY2026, 2026-Q1, 2026-03 or 2026-W10.") % {"text": period}
        raise ProblemRaised(400, "not_a_period", told, {"period": period}) from error
    except UnknownIndicator as error:
        told = _("There is no indicator “%(code)s”.") % {"code": indicator}
        raise ProblemRaised(404, "unknown_indicator", told, {"indicator": indicator}) from error
    definition = find_indicator(indicator)[1]
    return {
        "indicator": indicator,
        "period": period,
        "as_of": request.today,
        "currency": company.currency,
        "digits": report.decimals(definition, company.currency),
        "rows": [_row(line) for line in lines],
    }


def _row(line: Line) -> dict:
    figure = line.figure
    return {
        "code": line.code,
        "name": line.name,
        "uid": line.uid,
        "kind": line.kind,
        "depth": line.depth,
        "target": figure.target,
        "actual": figure.actual,
        "base": figure.base,
        "target_base": figure.target_base,
        "variance": figure.variance,
        "attainment": figure.attainment,
        "expected_share": figure.expected_share,
        "pace": figure.pace,
        "status": figure.status,
        "last_year": figure.before,
        "levels": [{"level": level, "target": target} for level, target in figure.levels],
        "level": figure.level,
        "missing": figure.next_level[1] if figure.next_level else None,
    }
