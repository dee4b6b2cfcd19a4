"""Figures as a page shows them: amounts in the measure of their indicator, states, definitions."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from quotamesh.base.shell.definitions import Definition as Explanation
from quotamesh.base.shell.formats import number, percent, short_money_parts, short_parts
from quotamesh.check.attainment.figures import GREEN, NONE, RED, YELLOW, Figure
from quotamesh.check.attainment.scope import Scope
from quotamesh.do.catalog.definition import Definition
from quotamesh.do.catalog.models import Indicator
from quotamesh.do.catalog.queries import parts_of
from quotamesh.do.facts.contributions import OF_ORDERS
from quotamesh.plan.targets.models import Level

Measure = Indicator.Measure
# Indicators that follow-ups count, with what their list is narrowed to.
FOLLOWED: dict[str, dict[str, str]] = {
    "follow_ups": {},
    "calls": {"way": "call"},
    "visits": {"way": "visit"},
    "effective_visits": {"effective": "1"},
    "effective_visit_rate": {"way": "visit"},
}
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
    return parts(None if figure.ratio is None else round(figure.ratio), definition, currency)


def wanted_words(figure: Figure, currency: str) -> str:
    """The target as a page says it: an amount, or the wanted value of a ratio."""
    if figure.base is None:
        return words(figure.target, figure.definition, currency)
    return ratio_words(figure.wanted, figure.definition, currency)


def ratio_words(value: float | None, definition: Definition, currency: str) -> str:
    if definition.measure == Measure.SHARE:
        return percent(value)
    return words(None if value is None else round(value), definition, currency)


def level_words(figure: Figure, currency: str) -> str:
    """Which level is reached, and how far it is to the next; empty without levels."""
    if not figure.levels:
        return ""
    reached = _("%(level)s reached") % {"level": Level(figure.level).label} if figure.level else ""
    if figure.next_level is None:
        return reached
    name, missing = figure.next_level
    values = {"missing": words(missing, figure.definition, currency), "level": Level(name).label}
    onward = _("%(missing)s to %(level)s") % values
    return _("; ").join(filter(None, (reached, onward)))


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
        url=_rows_of(scope, definition),
    )


def _rows_of(scope: Scope, definition: Definition) -> str:
    """Where the records of a figure are: orders, follow-ups, or the days on which somebody recorded them."""
    if definition.code in FOLLOWED:
        span = scope.span.period
        asked = {"from": span.start, "to": min(span.end, scope.span.as_of), "unit": scope.unit.code}
        return reverse("followups:list") + "?" + urlencode(asked | FOLLOWED[definition.code])
    if definition.measured or not set(parts_of(definition)) <= OF_ORDERS:
        return reverse("measures:record")
    return reverse("orders:list") + scope.address()


def shown_as(definition: Definition) -> str:
    """The kind of the columns for amounts of an indicator: a ratio that is a share is shown in per cent."""
    share = definition.numerator and definition.measure == Measure.SHARE
    return "percent" if share else column_kind(definition)


def cells_of(figure: Figure) -> dict[str, int | float | None]:
    """Target, actual and deviation as a table shows them in columns of `shown_as`."""
    if figure.base is not None:
        return _ratio_cells(figure)
    show = shower(figure.definition)
    return {
        "target": show(figure.target) if figure.target else None,
        "actual": show(figure.actual),
        "variance": show(figure.variance) if figure.target else None,
    }


def _ratio_cells(figure: Figure) -> dict[str, int | float | None]:
    """A share as it is; an amount rounded to its smallest unit."""
    wanted, ratio = figure.wanted, figure.ratio
    found = [wanted, ratio, None if wanted is None or ratio is None else ratio - wanted]
    if figure.definition.measure != Measure.SHARE:
        found = [None if value is None else round(value) for value in found]
    return dict(zip(("target", "actual", "variance"), found, strict=True))
