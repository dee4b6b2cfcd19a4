"""How a day's figures read: in words at the top, in a table below."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from quotamesh.base.shell.formats import local_day, local_time, percent
from quotamesh.base.shell.tables import Column, Table
from quotamesh.check.dailyreports.figures import ALWAYS, Mark
from quotamesh.check.dailyreports.models import DailyReport
from quotamesh.check.dailyreports.queries import Draft, Row, Team
from quotamesh.do.catalog.own import definitions


def marks(found: list[Mark]) -> list[dict]:
    """Marks for a template: how much, of how much, and the state with its word."""
    return [
        {
            "name": mark.name,
            "value": percent(mark.ratio, 0) if mark.base is not None else mark.actual,
            "target": mark.target,
            "parts": _("%(a)d of %(b)d questions") % {"a": mark.actual, "b": mark.base} if mark.base else "",
            "state": mark.state,
            "word": {
                "good": pgettext("daily target", "reached"),
                "watch": pgettext("daily target", "not reached"),
                "none": "",
            }[mark.state],
        }
        for mark in found
    ]


def headline(draft: Draft, today: date) -> str:
    """The answer in a sentence: is it sent, and what was the day like."""
    if draft.report:
        values = {
            "day": local_day(draft.day),
            "time": local_time(draft.report.changed_at or draft.report.sent_at),
        }
        return _("The report of %(day)s is sent, %(time)s.") % values
    if not draft.worked and not draft.records:
        return _("A day off: no report is asked for.")
    asked = [mark for mark in draft.marks if mark.target]
    if not asked:
        return _("Look it over and send it.") if draft.day == today else _("Not sent yet.")
    values = {"met": len(asked) - len(draft.missed), "all": len(asked)}
    text = _("%(met)d of %(all)d of the day's targets are reached.") % values
    return text if draft.day == today else _("%(text)s Not sent yet.") % {"text": text}


def sent_headline(report: DailyReport, found: list[Mark]) -> str:
    asked = [mark for mark in found if mark.target]
    values = {
        "name": report.person.name,
        "day": local_day(report.day),
        "met": sum(mark.state == "good" for mark in asked),
        "all": len(asked),
    }
    if not asked:
        return _("%(name)s's report of %(day)s.") % values
    return _("%(name)s, %(day)s: %(met)d of %(all)d of the day's targets are reached.") % values


def team_headline(team: Team) -> str:
    missing, whole = len(team.missing), len(team.asked)
    if not whole:
        return _("Nobody here is asked for a daily report.")
    values = {"n": missing, "all": whole, "day": local_day(team.day)}
    if not team.worked:
        return _("%(day)s is a day off: no report is asked for.") % values
    if not missing:
        return _("All %(all)d reports of %(day)s are in.") % values
    text = ngettext(
        "%(n)d of %(all)d reports of %(day)s is missing.",
        "%(n)d of %(all)d reports of %(day)s are missing.",
        missing,
    )
    return text % values


def team_table(team: Team) -> Table:
    known = definitions()
    present = {code for row in team.rows for code in row.marks}
    shown = [code for code in known if code in present and known[code].numerator == ""]
    shown = [*(code for code in ALWAYS if code in present), *(code for code in shown if code not in ALWAYS)]
    columns = [
        Column("name", _("Person"), "strong", link="url"),
        Column("state", _("Report"), "state"),
        *(Column(code, known[code].name, "written") for code in shown),
        Column("comments", _("Comments"), "number"),
        Column("words", _("In their words"), wide=True),
    ]
    return Table(
        columns,
        [_row(row, shown, team.worked) for row in team.rows],
        _("The day, person by person"),
        ident="team",
        cards=True,
    )


def _row(row: Row, shown: list[str], worked: bool) -> dict:
    report = row.report
    return {
        "name": row.tenure.person.name,
        "url": reverse("dailyreports:report", args=[report.uid]) if report else "",
        "state": _state(report, worked),
        "comments": row.comments or None,
        "words": _words(report),
        **{code: _figure(row.marks.get(code)) for code in shown},
    }


def _state(report: DailyReport | None, worked: bool) -> tuple[str, str]:
    if report is None:
        return ("bad", _("missing")) if worked else ("none", _("day off"))
    return (
        ("watch", _("late"))
        if report.late
        else ("good", _("sent %(time)s") % {"time": local_time(report.sent_at)})
    )


def _words(report: DailyReport | None) -> str:
    text = report.words if report else ""
    return text if len(text) <= 80 else f"{text[:79]}…"


def _figure(mark: Mark | None) -> str | None:
    """Done, and of how much where the day asks for it: 5 / 6."""
    if mark is None:
        return None
    return f"{mark.actual} / {mark.target}" if mark.target else str(mark.actual)
