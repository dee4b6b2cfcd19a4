"""Reading daily reports under the one rule of sight."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404

from quotamesh.base.people.models import Company, Tenure, Unit
from quotamesh.base.people.viewer import Viewer, today_of
from quotamesh.base.store.paths import below
from quotamesh.check.dailyreports.access import reads_others, reporters, visible_reports
from quotamesh.check.dailyreports.figures import Mark, from_json, marks_of
from quotamesh.check.dailyreports.models import DailyReport, Remark
from quotamesh.check.dailyreports.records import Record, records_of
from quotamesh.do.catalog.queries import working_days

MOST_ROWS = 300
BACK = 31  # days for which a report can still be sent


@dataclass(frozen=True)
class Draft:
    """A person's day as it stands: the figures now, the day's records, and the report if it was sent."""

    tenure: Tenure
    day: date
    marks: list[Mark]
    records: list[Record]
    report: DailyReport | None
    worked: bool

    @property
    def missed(self) -> list[Mark]:
        return [mark for mark in self.marks if mark.state == "watch"]


def draft(viewer: Viewer, company: Company, tenure: Tenure, day: date) -> Draft:
    report = report_of(tenure.person_id, day)
    marks = marks_of(company, [tenure.seat_id], day)[tenure.seat_id]
    records = records_of(viewer, tenure.person_id, day)
    return Draft(tenure, day, marks, records, report, is_worked(company, day))


def report_of(person: int, day: date) -> DailyReport | None:
    rows = DailyReport.objects.filter(person_id=person, day=day).prefetch_related("remarks")
    return rows.select_related("person", "seat").first()


def last_day(company: Company, report: DailyReport) -> date:
    """Until when a report is corrected: the day after its own, of a late one the day after it was sent."""
    return max(report.day, today_of(company, report.sent_at)) + timedelta(1)


def is_worked(company: Company, day: date) -> bool:
    return bool(working_days(company, day, day)[0])


def working_day_before(company: Company, day: date) -> date:
    """The last worked day before a day; the day before where none was for a month."""
    worked = working_days(company, day - timedelta(BACK), day - timedelta(1))
    back = next((n for n in range(1, BACK + 1) if worked[-n]), 1)
    return day - timedelta(back)


def find_report(viewer: Viewer, uid: UUID | str) -> DailyReport:
    """Raises Http404."""
    rows = visible_reports(viewer).filter(uid=uid).select_related("person", "seat__parent")
    found = rows.prefetch_related("remarks").first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Row:
    """Somebody who is asked for a report on a day, with what they sent; `report` is None where it is missing."""

    tenure: Tenure
    report: DailyReport | None
    marks: dict[str, Mark]
    comments: int = 0


@dataclass(frozen=True)
class Team:
    """A branch's day: those who have not reported first. `asked` and `missing` are all of them, of whom at most
    `MOST_ROWS` are shown."""

    day: date
    worked: bool
    rows: list[Row]
    asked: list[Tenure]
    missing: list[Tenure]


def team(viewer: Viewer, company: Company, unit: Unit, day: date) -> Team:
    """The day of all who report in a unit and below, in six queries for any number of them."""
    mine = Q(below(unit.path, "seat__path"), viewer.units("seat__"))
    if not reads_others(viewer):
        mine &= Q(person_id=viewer.person_id)
    asked = list(reporters(day).filter(mine))
    reports = visible_reports(viewer).filter(day=day)
    told = set(reports.order_by().values_list("person_id", flat=True))
    missing = [each for each in asked if each.person_id not in told]
    shown = sorted(asked, key=lambda each: each.person_id in told)[:MOST_ROWS]
    comments = Count("remarks", filter=Q(remarks__kind=Remark.Kind.COMMENT))
    reports = reports.filter(person__in={each.person_id for each in shown})
    sent = {row.person_id: row for row in reports.annotate(comments=comments).order_by()}
    marks = marks_of(company, [each.seat_id for each in shown], day)
    rows = [_row(each, sent.get(each.person_id), marks[each.seat_id]) for each in shown]
    return Team(day, is_worked(company, day), rows, asked, missing)


def _row(tenure: Tenure, report: DailyReport | None, now: list[Mark]) -> Row:
    """What was sent is shown as it was sent; where nothing was, what the records say."""
    marks = from_json(report.figures) if report else now
    return Row(
        tenure, report, {mark.code: mark for mark in marks}, getattr(report, "comments", 0) if report else 0
    )


def own_latest(person: int, most: int = 10) -> list[DailyReport]:
    comments = Count("remarks", filter=Q(remarks__kind=Remark.Kind.COMMENT))
    return list(
        DailyReport.objects.filter(person_id=person).annotate(comments=comments).order_by("-day")[:most]
    )


def missing_days(company: Company, tenure: Tenure, today: date, back: int = 7) -> list[date]:
    """Worked days of the last week, up to yesterday, for which the holder of the seat has sent nothing."""
    first = max(today - timedelta(back), tenure.valid_from or date.min)
    if first >= today:
        return []
    worked = working_days(company, first, today - timedelta(1))
    days = [first + timedelta(n) for n, is_on in enumerate(worked.tolist()) if is_on]
    sent = DailyReport.objects.filter(person_id=tenure.person_id, day__in=days).values_list("day", flat=True)
    return sorted(set(days) - set(sent))


def things_for(person: int, day: date) -> tuple[DailyReport | None, bool]:
    """(the latest report before a day if it left things for it, whether the day's own is sent): its writer finds
    them on the next morning."""
    rows = DailyReport.objects.filter(person_id=person, day__range=(day - timedelta(BACK), day))
    last = list(rows.order_by("-day")[:2])
    before = next((row for row in last if row.day < day), None)
    return before if before and before.things else None, any(row.day == day for row in last)
