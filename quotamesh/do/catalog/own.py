"""The company's own indicators beside the standard ones, and the one door to all of them."""

from django.utils.functional import lazy

from quotamesh.base.shell.formats import is_chinese
from quotamesh.base.store.held import once
from quotamesh.do.catalog.definition import Definition, Group
from quotamesh.do.catalog.indicators import DEFINITIONS
from quotamesh.do.catalog.models import Indicator

FIRST_OWN = 1000
Definitions = dict[str, Definition]


def definitions() -> Definitions:
    """Every indicator by its code, standard ones first, hidden ones included; a request reads them once."""
    return once("definitions", lambda: DEFINITIONS | _own())


def _own() -> Definitions:
    rows = Indicator.objects.filter(pk__gte=FIRST_OWN).select_related("numerator", "denominator")
    return {row.code: _definition(row) for row in rows.order_by("pk")}


def _definition(row: Indicator) -> Definition:
    ratio = row.aggregation == Indicator.Aggregation.RATIO
    return Definition(
        key=row.pk,
        code=row.code,
        name=_in_language(row.name_zh or row.name_en, row.name_en or row.name_zh),
        meaning=row.meaning,
        aggregation=row.aggregation,
        measure=row.measure,
        numerator=row.numerator.code if row.numerator else "",
        denominator=row.denominator.code if row.denominator else "",
        target=not ratio,
        by_day=_by_day(row) if ratio else row.aggregation == Indicator.Aggregation.SUM,
        group=row.group or (Group.QUALITY if ratio else Group.PROCESS),
        measured=not ratio,
        hidden=row.hidden,
        own=True,
        scale=_scale(row) if ratio else 1,
    )


def _scale(row: Indicator) -> int:
    """A price is money by the piece, and a quantity is kept in thousandths."""
    measures = Indicator.Measure
    by_quantity = row.denominator is not None and row.denominator.measure == measures.QUANTITY
    return 1000 if row.measure == measures.MONEY and by_quantity else 1


def _by_day(row: Indicator) -> bool:
    """A ratio is kept by day where both its parts are."""
    ways = Indicator.Aggregation
    parts = [part for part in (row.numerator, row.denominator) if part]
    return all(part.aggregation == ways.SUM or part.code == "orders" for part in parts)


def _chosen(chinese: str, english: str) -> str:
    return chinese if is_chinese() else english


_in_language = lazy(_chosen, str)
