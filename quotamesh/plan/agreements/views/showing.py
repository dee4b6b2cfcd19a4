"""Numbers of talks as words: one grid an indicator."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from quotamesh.base.shell.formats import grouped, percent, signed, symbol
from quotamesh.base.shell.periods import quarter_name
from quotamesh.do.catalog.indicators import decimals
from quotamesh.plan.agreements.numbers import Line


def grids(lines: Sequence[Line], currency: str) -> list[dict]:
    """One for each indicator."""
    return [_grid(line, currency) for line in lines]


def _grid(line: Line, currency: str) -> dict:
    """A column for each set of numbers, a row for each quarter and the year: three columns fit a phone."""
    digits = decimals(line.definition, currency)
    unit = symbol(currency).strip() if line.definition.measure == "money" else ""
    columns = [(pgettext("talk", "On the table"), line.offer)]
    if line.differs:
        columns.append((_("In the plan"), line.plan))
    columns.append((_("Actual last year"), line.actual))
    if any(line.target):
        columns.append((_("Target last year"), line.target))
    names = [*(quarter_name(n) for n in (1, 2, 3, 4)), pgettext("document", "Year")]
    amounts = [[grouped(amount, digits) for amount in [*row, sum(row)]] for _name, row in columns]
    return {
        "name": line.definition.name,
        "unit": unit,
        "heads": [name for name, _row in columns],
        "rows": list(zip(names, zip(*amounts, strict=True), strict=True)),
        "attainment": percent(line.attainment) if line.attainment is not None else "",
        "growth": signed(line.growth, percent) if line.growth is not None else "",
    }
