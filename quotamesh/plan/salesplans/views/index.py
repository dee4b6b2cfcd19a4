"""Who has a plan for the month, and whether it suffices; one's own plans."""

from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from quotamesh.base.shell.formats import local_day
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.periods import period_name, week_name
from quotamesh.base.shell.tables import Column, Table, sort_rows
from quotamesh.base.tables.export import shown_table
from quotamesh.do.catalog.indicators import DEFINITIONS
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.salesplans import actions, queries
from quotamesh.plan.salesplans.access import PLANNING_ROLES, own_seat
from quotamesh.plan.salesplans.errors import NoSeat
from quotamesh.plan.salesplans.models import ACTIVITIES, SalesPlan
from quotamesh.plan.salesplans.sheets import month_end, next_month
from quotamesh.plan.salesplans.showing import counted
from quotamesh.plan.salesplans.views.answers import month_of, verb

State = SalesPlan.State
STATES = {"draft": "watch", "submitted": "none", "approved": "good", "filed": "good", "superseded": "none"}


@require_GET
@login_required
def index(request):
    month = month_of(request.GET.get("month"), request.today)
    places = queries.team(request.viewer, month)
    shown = [place.shown for place in places if place.shown]
    sheets = queries.sheets(request.company, shown, month)
    order = request.GET.get("sort", "")
    table = _table(request, places, sheets, month, order)
    if file := shown_table(request, table, f"sales-plans-{month:%Y-%m}"):
        return file
    context = {
        "table": table,
        "headline": _headline(request, places, month),
        "months": _months(request, month),
        "own": _own(request),
        "year": FiscalCalendar(request.company.fiscal_start).fiscal_year(month),
        "team": len(places) > 1
        or not any(place.tenure.person_id == request.viewer.person_id for place in places),
    }
    return render(request, "salesplans/index.html", context)


def _headline(request, places: list[queries.Place], month) -> str:
    thursday = _next_monday(request.today) + timedelta(3)
    handed_in, people = sum(place.handed_in for place in places), len(places)
    if thursday.replace(day=1) != month:
        handed_in, people = queries.handed_in(request.viewer, thursday.replace(day=1))
    if not people:
        return _("Nobody in sight sells in this month.")
    number = thursday.isocalendar()
    values = {"count": handed_in, "all": people, "week": week_name(number.year, number.week)}
    text = ngettext(
        "%(count)d of %(all)d has a plan for next week (%(week)s).",
        "%(count)d of %(all)d have a plan for next week (%(week)s).",
        handed_in,
    )
    return text % values


def _months(request, month) -> list[dict]:
    """Last month to three months ahead."""
    first = (request.today.replace(day=1) - timedelta(1)).replace(day=1)
    found = [first]
    while len(found) < 5:
        found.append(next_month(found[-1]))
    return [
        {"url": f"?month={each:%Y-%m}", "label": period_name(f"{each:%Y-%m}"), "active": each == month}
        for each in found
    ]


def _own(request) -> list[dict]:
    """This month and the next for who sells: the plan, or the button that makes it."""
    this = request.today.replace(day=1)
    tenure = own_seat(request.viewer, this, month_end(next_month(this)))
    if tenure is None:
        return []
    plans = queries.own_plans(request.viewer, this)
    if not plans and tenure.role not in PLANNING_ROLES:
        return []
    monday = _next_monday(request.today)
    return [
        {
            "month": f"{month:%Y-%m}",
            "plan": plans.get(month),
            "state": _state(plans.get(month)),
            "next_week": monday if monday.replace(day=1) == month else None,
        }
        for month in (this, next_month(this))
    ]


def _next_monday(today: date) -> date:
    return today + timedelta(7 - today.weekday())


def _state(plan: SalesPlan | None) -> tuple[str, str]:
    if plan is None:
        return "bad", _("no plan")
    return STATES[plan.state], plan.get_state_display()


def _table(request, places: list[queries.Place], sheets: dict, month: date, order: str) -> Table:
    columns = [
        Column("name", _("Person"), "strong", sort=True, link="url"),
        Column("unit", _("Unit"), sort=True, phone=False),
        Column("state", _("State"), "state"),
        *(Column(code, DEFINITIONS[code].name, "number", sort=True) for code in ACTIVITIES),
        Column("check", _("Against the target"), "state", wide=True),
        Column("accounts", _("Key accounts"), "number", sort=True),
    ]
    monday = _next_monday(request.today)
    if monday.replace(day=1) == month:
        columns.insert(3, Column("week", _("Next week"), link="week_url"))
    rows = [_row(place, monday, sheets.get(place.shown.pk) if place.shown else None) for place in places]
    return Table(columns, sort_rows(rows, columns, order), _("Sales plans"), order=order, cards=True)


def _row(place: queries.Place, monday: date, sheet) -> dict:
    tenure, plan = place.tenure, place.shown
    row = {
        "name": tenure.person.name,
        "unit": tenure.seat.parent.name if tenure.seat.parent else "",
        "state": _state(plan),
        "url": reverse("salesplans:plan", args=[plan.uid]) if plan else "",
    }
    if sheet is None:
        return row | {"check": None}
    if monday.replace(day=1) == plan.month:
        row |= {
            "week": local_day(monday),
            "week_url": reverse("salesplans:week", args=[plan.uid, f"{monday:%Y-%m-%d}"]),
        }
    return (
        row
        | {line.code: line.planned for line in sheet.lines}
        | {"check": suffices(sheet), "accounts": len(sheet.accounts)}
    )


def suffices(sheet) -> tuple[str, str]:
    if not sheet.asked:
        return "none", _("no target")
    if not sheet.gaps:
        return "good", _("suffices")
    short = [counted(line.code, line.gap) for line in sheet.gaps]
    return "bad", _("lacks %(gaps)s") % {"gaps": _(", ").join(short)}


@verb
def create(request):
    month = month_of(request.POST.get("month"), request.today)
    tenure = own_seat(request.viewer, month, month_end(month))
    if tenure is None:
        raise NoSeat
    plan = actions.create_plan(request.actor, request.company, tenure, month, request.today)
    done(request, _("The plan is made and filled in: check it, change it, hand it in."))
    return redirect("salesplans:plan", plan.uid)
