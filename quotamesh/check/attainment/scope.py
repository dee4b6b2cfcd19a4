"""What a page looks at: period, unit, product and indicator, taken from its address so that it can be sent on."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from quotamesh.base.people.models import Company, Unit
from quotamesh.base.people.viewer import Viewer
from quotamesh.base.shell.periods import quarter_name, year_name
from quotamesh.check.attainment.spans import Span, month_word
from quotamesh.do.catalog.definition import Definition
from quotamesh.do.catalog.models import Product
from quotamesh.do.catalog.queries import UnknownIndicator
from quotamesh.do.catalog.queries import indicator as find_indicator
from quotamesh.kernel.calendar import FiscalCalendar, NotAPeriod, Period


@dataclass(frozen=True)
class Scope:
    """The viewer's question. Whatever is out of sight or does not exist answers 404."""

    viewer: Viewer
    company: Company
    span: Span
    unit: Unit
    product: Product
    definition: Definition

    @cached_property
    def calendar(self) -> FiscalCalendar:
        return self.span.calendar

    def address(self, **changes: str) -> str:
        """This page's query string with some parts changed."""
        asked = {
            "period": self.span.period.label,
            "unit": str(self.unit.uid),
            "indicator": self.definition.code,
        }
        if self.product.parent_id:
            asked["product"] = str(self.product.uid)
        return "?" + urlencode({k: v for k, v in (asked | changes).items() if v})

    def period_choices(self) -> list[tuple[str, str, bool]]:
        """(label, name, chosen): the year, its quarters, its months, and the years around it."""
        year = self.span.period.fiscal_year
        periods: list[tuple[Period, str]] = [(self.span.year, _("Whole year"))]
        periods += [(self.calendar.quarter(year, q), quarter_name(q)) for q in range(1, 5)]
        periods += [(month, month_word(month.start.month)) for month in self.span.months]
        return [(p.label, name, p.label == self.span.period.label) for p, name in periods]

    def year_choices(self) -> list[tuple[str, str, bool]]:
        year = self.span.period.fiscal_year
        now = self.calendar.fiscal_year(self.span.as_of)
        years = sorted({*range(now - 3, now + 2), year})
        return [(f"FY{n}", year_name(n), n == year) for n in reversed(years)]


def scope_of(request: HttpRequest) -> Scope:
    """Read a scope from the address; what is not named is the running fiscal year and the viewer's own unit."""
    company, viewer, today = request.company, request.viewer, request.today
    calendar = FiscalCalendar(company.fiscal_start)
    asked = request.GET.get("period") or f"FY{calendar.fiscal_year(today)}"
    try:
        span = Span(company, calendar.parse(asked), today)
    except NotAPeriod as error:
        raise Http404(asked) from error
    code = request.GET.get("indicator") or "revenue"
    try:
        definition = find_indicator(code)[1]
    except UnknownIndicator as error:
        raise Http404(code) from error
    unit = unit_in_sight(viewer, request.GET.get("unit"))
    return Scope(viewer, company, span, unit, _product(request.GET.get("product")), definition)


def unit_in_sight(viewer: Viewer, uid: str | None) -> Unit:
    """The unit named, or the highest in sight.

    Raises:
        Http404: it does not exist, or the viewer does not see it.
    """
    unit = viewer.home() if not uid else Unit.objects.filter(viewer.units(), uid=as_uid(uid)).first()
    if unit is None:
        raise Http404
    return unit


def _product(uid: str | None) -> Product:
    if uid:
        return get_object_or_404(Product, uid=as_uid(uid))
    return get_object_or_404(Product, parent=None)


def as_uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404(text) from error
