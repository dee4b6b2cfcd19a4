"""记录 Record: what somebody did on a day, in half a minute, on the phone."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from quotamesh.base.people.models import Tenure
from quotamesh.base.shell.formats import local_day
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.do.catalog.actions import root_product
from quotamesh.do.catalog.indicators import decimals
from quotamesh.do.catalog.own import definitions
from quotamesh.do.measures import queries
from quotamesh.do.measures.access import recorded_for
from quotamesh.do.measures.actions import Stale, Value, record_measures
from quotamesh.do.measures.forms import DayForm
from quotamesh.do.measures.models import Measure

ON_TOP = 6


@require_http_methods(["GET", "POST"])
@login_required
def record(request):
    """One person's day: filled in, and the days before it."""
    asked = request.POST if request.method == "POST" else request.GET
    day = _day(asked.get("day"), request.today)
    tenures = recorded_for(request.viewer, day)
    holder = queries.holder_of(tenures, asked.get("person", ""))
    if holder is None:
        if asked.get("person") or request.method == "POST":
            raise Http404
        return render(request, "measures/nobody.html", {"day": day})
    product = root_product().pk
    entries = queries.day_of(holder.seat_id, day, product)
    form = DayForm.of(entries, request.company.currency, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.read() and _stored(request, form, holder, day, product):
        return redirect(f"{request.path}?{urlencode({'person': holder.person.code, 'day': day.isoformat()})}")
    return _shown(request, form, holder, tenures, day)


def _day(text: str | None, today: date) -> date:
    """The day asked for, today when none is named; what has not come is nobody's to record."""
    if not text:
        return today
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Http404(text) from error
    if not date(1990, 1, 1) <= day <= today:
        raise Http404(text)
    return day


def _stored(request, form: DayForm, holder: Tenure, day: date, product: int) -> bool:
    known = definitions()
    values = [
        Value(
            holder.seat_id, holder.person_id, known[line.code].key, product, day, amount,
            seen=line.seen_amount, holds_to_seen=True,
        )
        for line, amount in form.told
    ]  # fmt: skip
    try:
        record_measures(request.actor, values, Measure.Source.PAGE)
    except Stale as error:
        line = form.told[error.at][0]
        line.error = _stale(error)
        line.seen = "" if error.now is None else str(error.now)
        return False
    told = ngettext("%(n)d value is recorded.", "%(n)d values are recorded.", len(values)) % {
        "n": len(values)
    }
    done(request, told if values else _("Nothing was changed."))
    return True


def _stale(error: Stale) -> str:
    told = _(
        "Somebody recorded this meanwhile: you saw %(seen)s, it is now %(now)s. Save again to put in yours."
    )
    return told % {"seen": _("nothing") if error.seen is None else error.seen, "now": error.now}


def _shown(request, form: DayForm, holder: Tenure, tenures: list[Tenure], day: date):
    table = _table(request, holder, day)
    if file := shown_table(request, table, f"measures-{holder.person.code}"):
        return file
    filled = sum(bool(line.seen) for line in form.lines)
    values = {"name": holder.person.name, "day": local_day(day), "n": filled}
    headline = (
        ngettext(
            "%(name)s, %(day)s: %(n)d value recorded.", "%(name)s, %(day)s: %(n)d values recorded.", filled
        )
        if filled
        else _("%(name)s, %(day)s: nothing is recorded yet.")
    )
    context = {
        "headline": headline % values,
        "first": form.lines[:ON_TOP],
        "rest": form.lines[ON_TOP:],
        "rest_open": any(line.error or line.text for line in form.lines[ON_TOP:]),
        "wrong": any(line.error for line in form.lines),
        "holder": holder,
        "tenures": tenures,
        "day": day,
        "before": day - timedelta(1),
        "after": day + timedelta(1) if day < request.today else None,
        "counted": queries.counted_of(holder.seat_id, day),
        "own": holder.person_id == request.viewer.person_id,
        "table": table,
    }
    return render(request, "measures/record.html", context, status=422 if context["wrong"] else 200)


def _table(request, holder: Tenure, day: date) -> Table:
    """The last days of the person, a column for each indicator of which there is something."""
    days = queries.last_days(holder.seat_id, day)
    present = {key for _day, amounts in days for key in amounts}
    shown = [each for each in queries.measured() if each.key in present]
    columns = [
        Column("day", _("Day"), "date", link="url"),
        *(Column(d.code, d.name, "number") for d in shown),
    ]
    scales = {d.code: 10 ** decimals(d, request.company.currency) for d in shown}
    rows = [
        {"day": when, "url": "?" + urlencode({"person": holder.person.code, "day": when.isoformat()})}
        | {
            d.code: amounts[d.key] / scales[d.code] if scales[d.code] > 1 else amounts[d.key]
            for d in shown
            if d.key in amounts
        }
        for when, amounts in days
    ]
    return Table(columns, rows, _("Recorded in the last days"), ident="days")
