"""One week of a plan, day by day: what to do, with whom; the week before as a model."""

from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quotamesh.base.shell.formats import local_day
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.do.catalog.indicators import DEFINITIONS
from quotamesh.plan.salesplans import actions, queries
from quotamesh.plan.salesplans.models import ACTIVITIES
from quotamesh.plan.salesplans.sheets import Sheet
from quotamesh.plan.salesplans.showing import counted, days_word
from quotamesh.plan.salesplans.views.answers import own_plan, verb


@require_GET
@login_required
def show(request, uid, day):
    plan = queries.find_plan(request.viewer, uid)
    sheet = queries.sheet(request.company, plan)
    first, last = _week(sheet, day)
    table = _table(sheet, first, last)
    if file := shown_table(request, table, f"week-{first}"):
        return file
    at = [start for start, _end in sheet.weeks].index(first)
    counts = sheet.by_week[:, at].tolist()
    words = [counted(code, count) for code, count in zip(ACTIVITIES, counts, strict=True) if count]
    context = {
        "plan": plan,
        "sheet": sheet,
        "first": first,
        "days": days_word(first, last),
        "table": table,
        "headline": _(", ").join(words) or _("Nothing is planned for this week."),
        "before": sheet.weeks[at - 1][0] if at else None,
        "after": sheet.weeks[at + 1][0] if at + 1 < len(sheet.weeks) else None,
        "writes": request.viewer.person_id == plan.person_id and plan.editable,
    }
    return render(request, "salesplans/week.html", context)


def _week(sheet: Sheet, text: str) -> tuple[date, date]:
    try:
        return sheet.week_at(date.fromisoformat(text))
    except (ValueError, StopIteration) as error:
        raise Http404 from error


def _table(sheet: Sheet, first: date, last: date) -> Table:
    by_day = sheet.by_day(first, last)
    columns = [
        Column("day", _("Day"), "strong"),
        *(Column(code, DEFINITIONS[code].name, "number") for code in ACTIVITIES),
    ]
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    rows = [
        {"day": local_day(day)} | dict(zip(ACTIVITIES, by_day[:, n].tolist(), strict=True))
        for n, day in enumerate(days)
        if sheet.worked[day.day - 1] or by_day[:, n].any()
    ]
    totals = {"day": _("Week")} | dict(zip(ACTIVITIES, by_day.sum(axis=1).tolist(), strict=True))
    return Table(columns, rows, _("The week, day by day"), totals=totals)


@verb
def copy(request, uid, day):
    plan = own_plan(request.viewer, uid)
    first, _last = _week(queries.sheet(request.company, plan), day)
    actions.copy_last_week(request.actor, request.company, plan, first, day=request.today)
    done(request, _("The week is set as the one before it."))
    return redirect("salesplans:week", uid, f"{first:%Y-%m-%d}")
