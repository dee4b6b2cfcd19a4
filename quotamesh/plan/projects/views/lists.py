"""项目 Projects: which run late, and what that moves in the forecast."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from quotamesh.base.shell.formats import local_day, money, short_money, signed
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.periods import period_name
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.plan.projects import actions
from quotamesh.plan.projects.access import may_change, startable
from quotamesh.plan.projects.errors import ProjectError
from quotamesh.plan.projects.queries import Quarter, Standing, by_quarter, standings, to_start
from quotamesh.plan.projects.views.common import course_of, end_said, slip_state
from quotamesh.plan.projects.wording import sentence

DRAWN, SHOWN = 40, 300


@require_GET
@login_required
def index(request):
    text = request.GET.get("text", "").replace("\x00", "").strip()[:100]
    over = request.GET.get("over") == "1"
    found = standings(request.viewer, request.today, text=text, over=over)
    if file := shown_table(request, _table(found, request.company.currency), "projects"):
        return file
    quarters = by_quarter(found, FiscalCalendar(request.company.fiscal_start))
    context = {
        "headline": headline(found, quarters, request.today, over=over),
        "table": _table(found[:SHOWN], request.company.currency),
        "hidden": max(0, len(found) - SHOWN),
        "courses": [_row(each) for each in found[:DRAWN]],
        "quarters": quarter_table(quarters, request.company.currency) if not over else None,
        "text": text,
        "over": over,
        "today": request.today,
        "may": may_change(request.viewer),
    }
    return render(request, "projects/index.html", context)


def headline(found: list[Standing], quarters: list[Quarter], today, *, over: bool) -> str:
    if over:
        return ngettext("%(n)d project is over.", "%(n)d projects are over.", len(found)) % {"n": len(found)}
    if not found:
        return _("No opportunity is run as a project yet.")
    late = sum(each.slip > 0 for each in found)
    values = {"n": len(found), "late": late, "worth": short_money(sum(each.worth for each in found))}
    first = (
        ngettext(
            "%(n)d project, %(worth)s by its chances.",
            "%(n)d projects, %(worth)s by their chances.",
            len(found),
        )
        % values
    )
    if not late:
        return first + " " + _("All are on time.")
    second = ngettext("%(late)d ends late.", "%(late)d end late.", late) % values
    running = next((q for q in quarters if q.start <= today <= q.end), None)
    if running and running.moved < 0:
        second += " " + _("%(amount)s move out of this quarter.") % {"amount": short_money(-running.moved)}
    return f"{first} {second}"


def _row(each: Standing) -> tuple:
    project = each.project
    note = str(project.opportunity.customer or "")
    said = end_said(each)
    if each.slip:
        said += " · " + _("%(days)s days") % {"days": signed(each.slip)}
    return course_of(each), str(project), reverse("projects:project", args=[project.uid]), note, said


def _table(found: list[Standing], currency: str) -> Table:
    columns = [
        Column("name", _("Project"), "strong", link="url"),
        Column("customer", _("Customer"), "name"),
        Column("state", _("Course"), "state"),
        Column("amount", _("Amount"), "short", currency=currency),
        Column("chance", _("Chance"), "percent", digits=0),
        Column("done", _("Milestones")),
        Column("next", _("Next milestone")),
        Column("due", _("Due"), "date"),
        Column("end", _("End foreseen"), "date"),
        Column("owner", _("Owner")),
    ]
    rows = [
        {
            "name": str(each.project),
            "url": reverse("projects:project", args=[each.project.uid]),
            "customer": str(each.project.opportunity.customer or ""),
            "owner": each.project.opportunity.owner.name,
            "done": f"{each.done} / {len(each.steps)}",
            "next": each.next.name if each.next else _("all reached"),
            "due": each.next.due if each.next else None,
            "state": (slip_state(each), slip_word(each.slip)),
            "end": each.foreseen[-1] if each.foreseen else None,
            "amount": each.amount,
            "chance": each.chance_bp / 10_000,
        }
        for each in found
    ]
    return Table(columns, rows, _("Projects"), ident="projects", cards=True)


def slip_word(slip: int) -> str:
    if slip > 0:
        return ngettext("%(days)d day late", "%(days)d days late", slip) % {"days": slip}
    if slip < 0:
        return ngettext("%(days)d day early", "%(days)d days early", -slip) % {"days": -slip}
    return _("on time")


def quarter_table(quarters: list[Quarter], currency: str) -> Table:
    columns = [
        Column("name", _("Quarter"), "strong"),
        Column("planned", _("As first planned"), "money", currency=currency),
        Column("now", _("As foreseen"), "money", currency=currency),
        Column("moved", _("Moved"), "signed_money", currency=currency),
    ]
    rows = [
        {"name": period_name(q.name), "planned": q.planned, "now": q.now, "moved": q.moved} for q in quarters
    ]
    sums = {name: sum(row[name] for row in rows) for name in ("planned", "now", "moved")}
    return Table(
        columns,
        rows,
        _("Revenue by quarter, at today's chances"),
        totals={"name": _("Sum")} | sums,
        ident="quarters",
        cards=True,
    )


@require_http_methods(["GET", "POST"])
@login_required
def start(request):
    """Choose the opportunity that is to be run as a project."""
    if not may_change(request.viewer):
        raise PermissionDenied
    if request.method == "POST":
        opportunity = startable(request.viewer, request.POST.get("opportunity", ""))
        try:
            project = actions.start_project(request.actor, opportunity, request.today)
        except ProjectError as error:
            messages.error(request, sentence(error))
            return redirect("projects:start")
        done(request, _("%(name)s is run as a project; these are its milestones.") % {"name": project})
        return redirect("projects:project", project.uid)
    text = request.GET.get("text", "").replace("\x00", "").strip()[:100]
    found = to_start(request.viewer, text)
    choice = [
        (
            each,
            money(each.amount, request.company.currency) if each.amount is not None else "",
            local_day(each.expected),
        )
        for each in found
    ]
    return render(request, "projects/start.html", {"choice": choice, "text": text})
