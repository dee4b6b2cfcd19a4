"""Figures as a page shows them: amounts in the measure of their indicator, states, definitions."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.shell.definitions import Definition as Explanation
from quotamesh.base.shell.formats import number, percent, short_money_parts, short_parts
from quotamesh.check.attainment.figures import GREEN, NONE, RED, YELLOW, Figure
from quotamesh.check.attainment.scope import Scope
from quotamesh.do.catalog.definition import Definition
from quotamesh.do.catalog.models import Indicator

Measure = Indicator.Measure
STATES = {GREEN: "good", YELLOW: "watch", RED: "bad", NONE: "none"}


def state_of(figure: Figure) -> str:
    return STATES[figure.status]


def parts(amount: int | None, definition: Definition, currency: str) -> tuple[str, str]:
    """An amount as figure and unit, short."""
    if definition.measure == Measure.MONEY:
        return short_money_parts(amount, currency)
    if definition.measure == Measure.QUANTITY:
        return short_parts(None if amount is None else amount // 1000)
    return number(amount), ""


def words(amount: int | None, definition: Definition, currency: str) -> str:
    return " ".join(filter(None, parts(amount, definition, currency)))


def value_parts(figure: Figure, currency: str) -> tuple[str, str]:
    """What a figure says: its amount, or the value of a ratio."""
    definition = figure.definition
    if figure.base is None:
        return parts(figure.actual, definition, currency)
    if definition.measure == Measure.SHARE:
        return percent(figure.ratio), ""
    return short_money_parts(None if figure.ratio is None else round(figure.ratio), currency)


def column_kind(definition: Definition) -> str:
    """The table column that shows amounts of this indicator."""
    return "money" if definition.measure == Measure.MONEY else "number"


def shower(definition: Definition) -> Callable[[int], int | float]:
    """How an amount goes into a table cell of `column_kind`."""
    return (
        (lambda amount: amount / 1000) if definition.measure == Measure.QUANTITY else (lambda amount: amount)
    )


def explained(scope: Scope, definition: Definition, ident: str) -> Explanation:
    """What the ⓘ beside a figure tells: meaning, formula, and where its rows are."""
    formula = _("attainment = actual ÷ target; pace = actual ÷ (target × expected share)")
    return Explanation(
        ident=f"about-{ident}",
        name=definition.name,
        meaning=definition.meaning,
        formula=formula if definition.target else "",
        url=reverse("orders:list") + scope.address(),
    )
