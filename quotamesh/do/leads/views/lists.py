"""线索 Leads: what waits for an answer, the overdue first."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from quotamesh.base.shell.formats import is_chinese, local_datetime, local_time
from quotamesh.base.tables.export import table_response
from quotamesh.do.leads import queries
from quotamesh.do.leads.access import may_add, may_assign, may_change
from quotamesh.do.leads.clock import moment_of
from quotamesh.do.leads.exports import FIELDS, exported
from quotamesh.do.leads.models import Source
from quotamesh.do.leads.queries import Standing, Ticking
from quotamesh.do.leads.views.common import ring, state_of, tabs
from quotamesh.kernel.money import minor_units

PAGE, PAGES = 50, 200


@require_GET
@login_required
def show(request):
    own, every = queries.standings(request.viewer, request.company, request.actor.at)
    places = _places(request, own, every)
    asked = request.GET.get("view", "")
    view = asked if asked in {place["view"] for place in places} else _first(request)
    text = request.GET.get("text", "").replace("\x00", "").strip()[:100]
    source = request.GET.get("source", "").replace("\x00", "")[:64]
    rows = queries.leads(
        request.viewer, request.company, request.actor.at, request.today, view, text=text, source=source
    )
    if request.GET.get("format"):
        found = rows.select_related("opportunity").iterator(chunk_size=2_000)
        told = exported(found, minor_units(request.company.currency))
        return table_response(f"leads {view}", FIELDS, told, request.GET["format"])
    number, now = _page(request), moment_of(request.company, request.actor.at)
    found = list(rows[(number - 1) * PAGE : number * PAGE + 1])
    for place in places:
        place["active"] = place["view"] == view
    context = {
        "tabs": tabs(request, "list"),
        "places": places,
        "view": view,
        "headline": headline(view, own if view == queries.MINE else every, now),
        "leads": [_row(request, each) for each in queries.ticking(request.company, request.actor.at, found[:PAGE])],
        "before": number - 1,
        "after": number + 1 if len(found) > PAGE and number < PAGES else None,
        "text": text,
        "source": source,
        "sources": list(Source.objects.values_list("code", "name")),
        "filtered": bool(text or source),
        "may_add": may_add(request.viewer),
    }  # fmt: skip
    return render(request, "leads/list.html", context)


def _page(request) -> int:
    text = request.GET.get("page", "")
    return min(max(int(text), 1), PAGES) if text.isdecimal() and len(text) < 5 else 1


def _first(request) -> str:
    """Leaders begin with all in sight, the others with their own."""
    leads_others = may_assign(request.viewer) or request.viewer.sees_all
    return queries.TEAM if leads_others else queries.MINE


def _places(request, own: Standing, every: Standing) -> list[dict]:
    """The views there are for this viewer, with what waits in each."""
    leads_others = may_assign(request.viewer) or request.viewer.sees_all
    words = [
        (
            queries.MINE,
            _("Mine"),
            own.overdue + own.waiting + own.working,
            request.viewer.person_id is not None,
        ),
        (queries.QUEUE, _("Unassigned"), every.unassigned, leads_others),
        (queries.OVERDUE, _("Overdue"), every.overdue, True),
        (queries.TEAM, _("All open"), every.overdue + every.waiting + every.working, leads_others),
        (queries.ASLEEP, _("Asleep"), None, leads_others),
        (queries.CLOSED, _("Closed ones"), None, True),
    ]
    return [
        {"view": view, "label": label, "count": count, "url": f"?view={view}"}
        for view, label, count, shown in words
        if shown
    ]  # fmt: skip


def headline(view: str, waits: Standing, now) -> str:
    """What to do first, in words."""
    if view == queries.ASLEEP:
        return _("Given back, and woken on their day.")
    if view == queries.CLOSED:
        return _("What became of the leads that are closed.")
    if view == queries.QUEUE:
        return _unassigned(waits.unassigned)
    if waits.overdue:
        told = ngettext(
            "%(n)d lead is overdue for its first answer: begin there.",
            "%(n)d leads are overdue for their first answer: begin there.",
            waits.overdue,
        )
        return told % {"n": waits.overdue}
    if waits.waiting and waits.next_due:
        told = ngettext(
            "%(n)d lead waits for its first answer, until %(time)s.",
            "%(n)d leads wait for their first answer; the next is due %(time)s.",
            waits.waiting,
        )
        return told % {"n": waits.waiting, "time": _when(waits.next_due, now)}
    if waits.working:
        told = ngettext(
            "Every lead is answered; %(n)d is in work.",
            "Every lead is answered; %(n)d are in work.",
            waits.working,
        )
        return told % {"n": waits.working}
    return _("No lead waits for an answer.")


def _unassigned(count: int) -> str:
    if not count:
        return _("Every lead has somebody who answers it.")
    told = ngettext("%(n)d lead has nobody yet.", "%(n)d leads have nobody yet.", count)
    return told % {"n": count}


def _when(due, now) -> str:
    same_day = timezone.localtime(due).date() == timezone.localtime(now).date()
    if same_day:
        return local_time(due)
    return local_datetime(due) if is_chinese() else _("on %(day)s") % {"day": local_datetime(due)}


def _row(request, ticking: Ticking) -> dict:
    lead = ticking.lead
    state, word = state_of(ticking)
    return {
        "lead": lead,
        "url": reverse("leads:lead", args=[lead.uid]),
        "ring": ring(ticking),
        "state": state,
        "word": word,
        "may": may_change(request.viewer, lead) and lead.is_open,
        "mine": lead.owner_id is not None and lead.owner_id == request.viewer.person_id,
    }
