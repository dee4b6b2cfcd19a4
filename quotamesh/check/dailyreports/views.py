"""日报 Daily report: one's own day, the team's day, and one report with what is said about it."""

from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quotamesh.base.people.models import Unit
from quotamesh.base.people.queries import visible_units
from quotamesh.base.shell.formats import local_day
from quotamesh.base.shell.notices import done
from quotamesh.base.tables.export import shown_table
from quotamesh.check.attainment.scope import unit_in_sight
from quotamesh.check.dailyreports import actions, queries, showing
from quotamesh.check.dailyreports.access import REPORTING, reads_others, reporter
from quotamesh.check.dailyreports.errors import NotTheirs, ReportError
from quotamesh.check.dailyreports.figures import from_json
from quotamesh.check.dailyreports.forms import RemarkForm, ReportForm


@require_GET
@login_required
def index(request):
    """Who sells begins with their own day, everybody else with the team's."""
    return redirect("dailyreports:own" if request.viewer.roles & set(REPORTING) else "dailyreports:team")


@require_http_methods(["GET", "POST"])
@login_required
def own(request):
    """One's own day: filled already, sent with one press."""
    data = request.POST if request.method == "POST" else None
    day = day_of(request, (data or request.GET).get("day"))
    tenure = reporter(request.viewer, day)
    if tenure is None:
        if data is not None:
            raise Http404
        return render(request, "dailyreports/nobody.html", {"reads_others": reads_others(request.viewer)})
    draft = queries.draft(request.viewer, request.company, tenure, day)
    sent = draft.report
    initial = {"words": sent.words if sent else "", "seen": sent.revision if sent else 0}
    form = ReportForm(data, initial=initial, things=sent.things if sent else ())
    if data is not None and form.is_valid() and _sent(request, form, draft):
        return redirect(f"{request.path}?day={day.isoformat()}")
    context = {
        "draft": draft,
        "form": form,
        "headline": showing.headline(draft, request.today),
        "before": day - timedelta(1),
        "after": day + timedelta(1) if day < request.today else None,
        "is_today": day == request.today,
        "settled": bool(sent) and request.today > queries.last_day(request.company, sent),
        "missing": [
            each for each in queries.missing_days(request.company, tenure, request.today) if each != day
        ],
        "latest": queries.own_latest(tenure.person_id),
        "marks": showing.marks(draft.marks),
        "reads_others": reads_others(request.viewer),
    }
    return render(request, "dailyreports/own.html", context, status=422 if form.errors else 200)


def day_of(request, text: str | None) -> date:
    """The day asked for, today when none is named; none that has not come."""
    if not text:
        return request.today
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Http404(text) from error
    if not date(1990, 1, 1) <= day <= request.today:
        raise Http404(text)
    return day


def _sent(request, form: ReportForm, draft: queries.Draft) -> bool:
    try:
        report = actions.send_report(
            request.actor, request.company, draft.tenure, draft.day, form.told(),
            today=request.today, seen=form.cleaned_data["seen"],
        )  # fmt: skip
    except ReportError as error:
        form.add_error(None, error.words())
        return False
    day = {"day": local_day(draft.day)}
    told = (
        _("The report of %(day)s is sent.")
        if report.revision == 1
        else _("The report of %(day)s is corrected.")
    )
    done(request, told % day)
    return True


@require_GET
@login_required
def team(request):
    """The team's day in one table, those missing first."""
    day = day_of(request, request.GET.get("day"))
    unit = unit_in_sight(request.viewer, request.GET.get("unit"))
    found = queries.team(request.viewer, request.company, unit, day)
    table = showing.team_table(found)
    if answer := shown_table(request, table, f"daily-reports {day.isoformat()}"):
        return answer
    units = visible_units(request.viewer).exclude(kind=Unit.Kind.SEAT).order_by("path")
    context = {
        "team": found,
        "table": table,
        "unit": unit,
        "units": list(units[:300]),
        "day": day,
        "before": day - timedelta(1),
        "after": day + timedelta(1) if day < request.today else None,
        "headline": showing.team_headline(found),
    }
    return render(request, "dailyreports/team.html", context)


@require_GET
@login_required
def report(request, uid):
    return _shown(request, queries.find_report(request.viewer, uid), RemarkForm())


def _shown(request, found, form: RemarkForm):
    mine = found.person_id == request.viewer.person_id
    marks = from_json(found.figures)
    context = {
        "report": found,
        "marks": showing.marks(marks),
        "remarks": list(found.remarks.all()),
        "form": form,
        "mine": mine,
        "may_correct": mine and request.today <= queries.last_day(request.company, found),
        "headline": showing.sent_headline(found, marks),
        "reads_others": reads_others(request.viewer),
    }
    return render(request, "dailyreports/report.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def comment(request, uid):
    return _remark(request, uid, actions.comment, _("The comment is there for both of you to read."))


@require_POST
@login_required
def add(request, uid):
    return _remark(request, uid, actions.add_to_report, _("It stands below the report."))


def _remark(request, uid, verb, told: str):
    found = queries.find_report(request.viewer, uid)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form)
    try:
        verb(request.actor, request.viewer, found, form.cleaned_data["text"])
    except NotTheirs as error:
        raise PermissionDenied from error
    except ReportError as error:
        messages.error(request, error.words())
    else:
        done(request, told)
    return redirect("dailyreports:report", uid)
