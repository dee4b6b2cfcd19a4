"""记录真实性 Integrity: what is worth a look, week by week; leaders' spot-checks and what came of them."""

from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quotamesh.base.jobs.actions import enqueue
from quotamesh.base.shell.formats import local_day
from quotamesh.base.shell.notices import done
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import shown_table
from quotamesh.do.followups import integrity_queries as queries
from quotamesh.do.followups.access import may_judge, may_lead
from quotamesh.do.followups.actions.judge import judge
from quotamesh.do.followups.errors import NoReason
from quotamesh.do.followups.hints import Hint, hints_of, title_of
from quotamesh.do.followups.models import IntegrityWeek, SpotCheck
from quotamesh.do.followups.texts import beginning, harmless
from quotamesh.do.followups.views.common import tabs


def _monday(request) -> date:
    """The week asked for, the running one when none is named."""
    text = request.GET.get("week") or request.today.isoformat()
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Http404(text) from error
    if not date(1990, 1, 1) <= day <= request.today:
        raise Http404(text)
    return day - timedelta(day.weekday())


@require_http_methods(["GET", "POST"])
@login_required
def show(request):
    """Everybody sees the own week; leaders those of their people."""
    monday = _monday(request)
    if request.method == "POST":
        return _compute(request, monday)
    rows = queries.weeks(request.viewer, monday)
    table = _table(rows)
    if file := shown_table(request, table, f"integrity-{monday}"):
        return file
    worth = [row for row in rows if row.hints]
    records = queries.records(
        {key for row in worth for hint in row.hints.values() for key in hint[3][:SHOWN]}
    )
    context = {
        "monday": monday,
        "before": monday - timedelta(7),
        "after": monday + timedelta(7) if monday + timedelta(7) <= request.today else None,
        "headline": _headline(rows, worth, monday),
        "people": [_person(row, records) for row in worth],
        "computed": rows[0].computed_at if rows else None,
        "table": table,
        "leads": may_lead(request.viewer),
        "tabs": tabs("integrity"),
    }
    return render(request, "followups/integrity.html", context)


SHOWN = 3


def _compute(request, monday: date):
    if not may_lead(request.viewer):
        raise PermissionDenied
    label = _("What is worth a look, week of %(day)s") % {"day": monday.isoformat()}
    language = get_language() or "zh-hans"
    enqueue(request.actor, "integrity", label, {"week": monday.isoformat()}, language=language)
    done(request, _("It is being computed; look again in a moment."))
    return redirect(f"{request.path}?week={monday.isoformat()}")


def _headline(rows: list[IntegrityWeek], worth: list[IntegrityWeek], monday: date) -> str:
    values = {"n": len(worth), "of": len(rows), "day": local_day(monday)}
    if not rows:
        return _("Week of %(day)s: nothing is computed yet.") % values
    if not worth:
        return _("Week of %(day)s: nothing stands out.") % values
    return (
        ngettext(
            "Week of %(day)s: with %(n)d person of %(of)d something is worth a look.",
            "Week of %(day)s: with %(n)d people of %(of)d something is worth a look.",
            len(worth),
        )
        % values
    )


def _person(row: IntegrityWeek, records: dict) -> dict:
    def shown(hint: Hint) -> dict:
        found = [records[key] for key in hint.keys[:SHOWN] if key in records]
        return {"hint": hint, "records": found}

    return {"row": row, "hints": [shown(hint) for hint in hints_of(row.hints)]}


def _table(rows: list[IntegrityWeek]) -> Table:
    columns = [
        Column("person", _("Person"), "strong"),
        Column("follow_ups", _("Follow-ups"), "number"),
        Column("hints", _("Worth a look")),
    ]
    cells = [
        {
            "person": row.person.name,
            "follow_ups": row.follow_ups,
            "hints": ", ".join(title_of(name) for name in row.hints) or "–",
        }
        for row in rows
    ]
    return Table(columns, cells, _("Everybody of the week"), ident="integrity")


@require_GET
@login_required
def checks(request):
    """What waits for a look, and what came of the others; one's own with their verdicts."""
    waiting, judged = queries.spot_checks(request.viewer)
    context = {
        "waiting": [_check(each) for each in waiting],
        "judged": [_check(each) for each in judged],
        "headline": _waiting_words(len(waiting), may_lead(request.viewer)),
        "verdicts": SpotCheck.Verdict.choices,
        "leads": may_lead(request.viewer),
        "tabs": tabs("checks"),
    }
    return render(request, "followups/checks.html", context)


def _waiting_words(count: int, leads: bool) -> str:
    if not leads:
        return _("What your leader looked at, and what came of it.")
    if not count:
        return _("No record waits for a look.")
    told = ngettext("%(n)d record waits for a look.", "%(n)d records wait for a look.", count)
    return told % {"n": count}


def _check(each: SpotCheck) -> dict:
    row = each.follow_up
    return {
        "check": each,
        "row": row,
        "customer": harmless(row.customer.name),
        "summary": beginning(row.summary, 200),
        "why": ", ".join(title_of(name) for name in each.hints),
    }


@require_POST
@login_required
def verdict(request, uid):
    check = queries.check_in_sight(request.viewer, uid)
    if check is None:
        raise Http404
    if not may_judge(request.viewer, check.follow_up):
        raise PermissionDenied
    given = request.POST.get("verdict", "")
    note = request.POST.get("note", "").replace("\x00", "")
    if given not in SpotCheck.Verdict.values:
        messages.error(request, _("Choose a verdict."))
        return redirect("followups:checks")
    try:
        judge(request.actor, check, given, note, request.viewer.person_id)
    except NoReason:
        messages.error(request, _("Say in the note what is not right."))
    else:
        done(request, _("%(customer)s: looked at.") % {"customer": harmless(check.follow_up.customer.name)})
    return redirect(reverse("followups:checks"))
