"""What is sold, what is measured, which days are worked."""

from datetime import date

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from quotamesh.base.shell.notices import done
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.do.catalog.models import CalendarDay, ExchangeRate
from quotamesh.do.catalog.months import months_of
from quotamesh.do.catalog.queries import products_in_order
from quotamesh.do.catalog.working_day import set_working_day
from quotamesh.kernel.calendar import FiscalCalendar

YEARS_AROUND = 2


@require_GET
@login_required
def products(request):
    columns = [Column("name", _("Product"), "strong"), Column("code", _("Code"))]
    rows = [{"name": p.name, "code": p.code, "depth": p.depth} for p in products_in_order()]
    table = Table(columns, rows, _("Products"))
    file = shown_table(request, table, "products")
    return file or render(request, "catalog/products.html", {"table": table, "count": len(rows) - 1})


class DayForm(forms.Form):
    day = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    working = forms.TypedChoiceField(
        label=gettext_lazy("In our company it is"),
        coerce=lambda text: text == "1",
        choices=[("0", gettext_lazy("a day off")), ("1", gettext_lazy("a working day"))],
    )
    note = forms.CharField(label=gettext_lazy("Why"), max_length=100, required=False)


@login_required
def calendar(request):
    """The fiscal year month by month with its working days; the company's own word wins."""
    fiscal = FiscalCalendar(request.company.fiscal_start)
    running = fiscal.fiscal_year(request.today)
    number = _year(request.GET.get("year"), running)
    may = request.viewer.can("catalog")
    form = DayForm(request.POST or None) if may else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            set_working_day(request.actor, **form.cleaned_data)
            done(request, _("The day is noted."))
            return redirect(f"{request.path}?year={number}")
    months = months_of(request.company, number)
    context = {
        "number": number,
        "years": range(running - YEARS_AROUND, running + YEARS_AROUND + 1),
        "months": months,
        "worked": sum(month.worked for month in months),
        "form": form,
        "own": CalendarDay.objects.filter(day__range=(months[0].start, months[-1].end)).order_by("day"),
        "rates": _rates(),
    }
    return render(request, "catalog/calendar.html", context, status=422 if form and form.errors else 200)


def _year(text: str | None, running: int) -> int:
    if not text:
        return running
    if not text.isdecimal() or not date.min.year < int(text) < date.max.year:
        raise Http404(text)
    return int(text)


def _rates() -> Table:
    columns = [
        Column("currency", _("Currency"), "strong"),
        Column("day", _("From"), "date"),
        Column("rate", _("Rate")),
    ]
    rows = [
        {"currency": r.currency, "day": r.day, "rate": f"{r.rate_e8 / 10**8:.6f}".rstrip("0")}
        for r in ExchangeRate.objects.order_by("currency", "-day")[:50]
    ]
    return Table(columns, rows, _("Exchange rates"), ident="rates")
