"""The attainment report: the same lines for command line, export and API, as plain decimals."""

from datetime import date

from quotamesh.base.people.models import Company
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.shell import plain_tables
from quotamesh.check.attainment.figures import Figure, Line
from quotamesh.check.attainment.people import by_person
from quotamesh.check.attainment.queries import by_product, by_unit
from quotamesh.check.attainment.spans import Span
from quotamesh.do.catalog.definition import Definition
from quotamesh.do.catalog.indicators import decimals
from quotamesh.do.catalog.models import Indicator
from quotamesh.do.catalog.queries import indicator as find_indicator
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.kernel.money import format_plain

COLUMNS = ("code", "name", "target", "actual", "attainment", "expected_share", "pace")
WAYS = {"unit": by_unit, "person": by_person, "product": by_product}


def attainment(
    viewer: Viewer, company: Company, *, period: str, by: str, indicator: str, as_of: date
) -> list[Line]:
    """The report's lines.

    Raises:
        NotAPeriod, UnknownIndicator
    """
    span = Span(company, FiscalCalendar(company.fiscal_start).parse(period), as_of)
    find_indicator(indicator)
    return WAYS[by](viewer, span, indicator)


def plain_amount(amount: int, definition: Definition, currency: str) -> str:
    """An amount as a plain decimal; quantities without idle zeros."""
    text = format_plain(amount, decimals(definition, currency))
    if definition.measure == Indicator.Measure.QUANTITY:
        text = text.rstrip("0").rstrip(".")
    return text


def _ratio(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"


def plain_actual(figure: Figure, currency: str) -> str:
    definition = figure.definition
    if figure.base is None:
        return plain_amount(figure.actual, definition, currency)
    if figure.ratio is None:
        return ""
    return _ratio(figure.ratio / 10 ** decimals(definition, currency))


def plain_target(figure: Figure, currency: str) -> str:
    """An amount; of a ratio the wanted value, or nought where nothing is wanted."""
    if figure.base is None or figure.wanted is None:
        return plain_amount(0 if figure.base is not None else figure.target, figure.definition, currency)
    return _ratio(figure.wanted / 10 ** decimals(figure.definition, currency))


def values(line: Line, currency: str) -> tuple[str, ...]:
    """One row of the report, in the order of COLUMNS."""
    figure = line.figure
    return (
        line.code,
        line.name,
        plain_target(figure, currency),
        plain_actual(figure, currency),
        _ratio(figure.attainment),
        _ratio(figure.expected_share),
        _ratio(figure.pace),
    )


def render(lines: list[Line], currency: str, form: str) -> str:
    """The report as csv, json or a table for the terminal."""
    return plain_tables.render(COLUMNS, [values(line, currency) for line in lines], form)
