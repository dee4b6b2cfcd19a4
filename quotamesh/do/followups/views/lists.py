"""跟进记录 Follow-ups: who was in touch with whom, bounded by days and read by index."""

from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from quotamesh.base.people.models import Unit
from quotamesh.base.shell.formats import local_day
from quotamesh.base.shell.tables import Column, Table
from quotamesh.base.tables.export import table_response
from quotamesh.do.followups import queries
from quotamesh.do.followups.access import may_write
from quotamesh.do.followups.models import FollowUp
from quotamesh.do.followups.queries import Filter, Mark
from quotamesh.do.followups.texts import beginning, harmless
from quotamesh.do.followups.views.common import tabs

LONGEST = 366
IN_A_CELL = 32_000  # what Excel takes
FIELDS = (
    "code", "day", "customer", "customer_name", "person", "person_name", "way", "summary", "need", "next_step",
    "due", "done_on", "late", "recorded_at", "told_at", "amended", "withdrawn",
)  # fmt: skip


@require_GET
@login_required
def show(request):
    wanted = wanted_of(request)
    rows = queries.found(request.viewer, wanted)
    if form := request.GET.get("format"):
        listed = rows.iterator(chunk_size=2_000)
        most = IN_A_CELL if form == "xlsx" else None
        return table_response("follow-ups", FIELDS, (_exported(row, most) for row in listed), form)
    listed, after = queries.page_of(rows, Mark.of(request.GET.get("after", "")))
    context = {
        "headline": _headline(listed, after, wanted),
        "table": _table(listed),
        "wanted": wanted,
        "after": after,
        "first": not request.GET.get("after"),
        "ways": FollowUp.Way.choices,
        "people": queries.people_in_sight(request.viewer, request.today),
        "units": _units(request.viewer),
        "tabs": tabs("list"),
        "may_write": may_write(request.viewer),
    }
    return render(request, "followups/list.html", context)


def wanted_of(request) -> Filter:
    """The filter of the address; days beyond a year are not searched in one go."""
    asked = request.GET
    start, end = queries.last_days(request.today)
    start, end = _day(asked.get("from"), start), _day(asked.get("to"), end)
    start = max(start, end - timedelta(LONGEST)) if start <= end else end
    unit = code = None
    if code := _text(asked.get("unit"), 64):
        unit = Unit.objects.filter(request.viewer.units(), code=code).first()
        if unit is None:
            raise Http404(code)
    customer = None
    if code := _text(asked.get("customer"), 64):
        customer = queries.customer_in_sight(request.viewer, code=code)
        if customer is None:
            raise Http404(code)
    way = asked.get("way", "")
    return Filter(
        start, end, person=_text(asked.get("person"), 64), unit=unit, customer=customer,
        way=way if way in FollowUp.Way.values else "", late=asked.get("late") == "1",
        text=_text(asked.get("text"), 100), effective=asked.get("effective") == "1",
    )  # fmt: skip


def _text(value: str | None, longest: int) -> str:
    return (value or "").replace("\x00", "").strip()[:longest]


def _day(text: str | None, otherwise: date) -> date:
    if not text:
        return otherwise
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Http404(text) from error
    if not 1990 <= day.year <= 2099:
        raise Http404(text)
    return day


def _units(viewer) -> list[Unit]:
    """Teams and above: people have a filter of their own."""
    return list(Unit.objects.filter(viewer.units()).exclude(kind=Unit.Kind.SEAT).order_by("path")[:200])


def _headline(listed: list[FollowUp], after: Mark | None, wanted: Filter) -> str:
    values = {"n": len(listed), "start": local_day(wanted.start), "end": local_day(wanted.end)}
    if not listed:
        return _("No follow-up from %(start)s to %(end)s.") % values
    if after:
        return _("The latest %(n)d follow-ups from %(start)s to %(end)s; there are more.") % values
    return (
        ngettext(
            "%(n)d follow-up from %(start)s to %(end)s.",
            "%(n)d follow-ups from %(start)s to %(end)s.",
            len(listed),
        )
        % values
    )


def _table(listed: list[FollowUp]) -> Table:
    columns = [
        Column("customer", _("Customer"), "strong", link="url"),
        Column("day", _("Day"), "date"),
        Column("way", _("Way of contact")),
        Column("summary", _("Summary"), "prose"),
        Column("next_step", _("Next step"), wide=True),
        Column("due", _("Due"), "date"),
        Column("person", _("Person")),
        Column("state", _("State"), "state"),
    ]
    return Table(columns, [_row(row) for row in listed], _("Follow-ups"), ident="follow-ups", cards=True)


def _row(row: FollowUp) -> dict:
    return {
        "customer": harmless(row.customer.name),
        "url": reverse("followups:one", args=[row.uid]),
        "day": row.day,
        "way": row.get_way_display(),
        "summary": beginning(row.summary),
        "next_step": beginning(row.next_step, 60),
        "due": row.due,
        "person": row.person.name,
        "state": state_of(row),
    }


def state_of(row: FollowUp) -> tuple[str, str]:
    if row.withdrawn_at:
        return "none", _("withdrawn")
    if row.late:
        return "watch", _("entered late")
    if row.amended:
        return "none", _("amended")
    return "good", _("in time")


def _exported(row: FollowUp, most: int | None) -> tuple:
    return (
        row.code, row.day, row.customer.code, harmless(row.customer.name), row.person.code, row.person.name,
        row.way, harmless(row.summary)[:most], harmless(row.need)[:most], harmless(row.next_step), row.due,
        row.done_on, int(row.late), row.recorded_at.isoformat(timespec="seconds"),
        row.told_at.isoformat(timespec="seconds") if row.told_at else "", int(row.amended),
        harmless(row.withdrawn_why),
    )  # fmt: skip
