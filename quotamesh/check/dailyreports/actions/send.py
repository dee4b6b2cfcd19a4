"""Sending a day's report, and correcting it until the end of the next day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_noop

from quotamesh.base.notices.actions import notify
from quotamesh.base.people.models import Company, Tenure
from quotamesh.base.trail.actions import Actor, record
from quotamesh.check.dailyreports.errors import BadDay, Settled, StaleReport
from quotamesh.check.dailyreports.figures import marks_of
from quotamesh.check.dailyreports.leaders import leaders_of
from quotamesh.check.dailyreports.models import DailyReport
from quotamesh.check.dailyreports.queries import BACK, last_day

CAME = gettext_noop("%(name)s sent the daily report of %(day)s.")
THINGS, LONGEST = 3, 200


@dataclass(frozen=True)
class Told:
    """What the person adds to the figures."""

    words: str = ""
    things: tuple[str, ...] = ()

    def clean(self) -> "Told":
        things = tuple(thing.strip()[:LONGEST] for thing in self.things if thing.strip())
        return Told(self.words.strip(), things[:THINGS])


@transaction.atomic
def send_report(
    actor: Actor, company: Company, tenure: Tenure, day: date, told: Told, *, today: date, seen: int = 0
) -> DailyReport:
    """Send the report of a day, or correct the one that was sent. `seen` is the revision that the writer saw, 0
    where there was none.

    Raises:
        BadDay, Settled, StaleReport
    """
    first = max(today - timedelta(BACK), tenure.valid_from or date.min)
    if not first <= day <= today:
        raise BadDay(day, first, today)
    told = told.clean()
    report = DailyReport.objects.select_for_update().filter(person_id=tenure.person_id, day=day).first()
    if (report.revision if report else 0) != seen:
        raise StaleReport(*_stand(report))
    if report is None:
        return _sent(actor, company, tenure, day, told, today)
    if today > last_day(company, report):
        raise Settled
    return _corrected(actor, company, report, told)


def _stand(report: DailyReport | None) -> tuple[int, str, tuple[str, ...]]:
    return (report.revision, report.words, tuple(report.things)) if report else (0, "", ())


def _sent(actor: Actor, company: Company, tenure: Tenure, day: date, told: Told, today: date) -> DailyReport:
    report = DailyReport(
        person=tenure.person, seat=tenure.seat, day=day, words=told.words, things=list(told.things),
        figures=_figures(company, tenure.seat_id, day), sent_at=actor.at, late=today > day,
    )  # fmt: skip
    try:
        with transaction.atomic():
            report.save(force_insert=True)
    except IntegrityError as error:
        raise StaleReport(1) from error
    _trail(actor, report, "send", {"words": [None, told.words], "things": [None, list(told.things)]})
    values = {"name": report.person.name, "day": day.isoformat()}
    url = reverse("dailyreports:report", args=[report.uid])
    leaders = leaders_of([tenure], day)[tenure.pk]
    notify(actor, leaders, "dailyreport.sent", CAME, url, values=values, key=str(report.uid))
    return report


def _corrected(actor: Actor, company: Company, report: DailyReport, told: Told) -> DailyReport:
    before = {"words": report.words, "things": report.things}
    after = {"words": told.words, "things": list(told.things)}
    report.words, report.things = told.words, list(told.things)
    report.figures = _figures(company, report.seat_id, report.day)
    report.changed_at, report.revision = actor.at, report.revision + 1
    report.save()
    change = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    _trail(actor, report, "correct", change)
    return report


def _figures(company: Company, seat: int, day: date) -> list[dict]:
    return [mark.as_json() for mark in marks_of(company, [seat], day)[seat]]


def _trail(actor: Actor, report: DailyReport, verb: str, change: dict) -> None:
    label = f"{report.person.name} {report.day.isoformat()}"
    record(
        actor, f"dailyreport.{verb}", subject="dailyreport", key=str(report.uid), label=label, change=change
    )


@transaction.atomic
def store_reports(
    actor: Actor, company: Company, day: date, told: Sequence[tuple[Tenure, Told, Actor]]
) -> list[DailyReport]:
    """Many people's reports of one day as another system kept them: who sent what and when. No notices go out."""
    marks = marks_of(company, [tenure.seat_id for tenure, _told, _by in told], day)
    zone = ZoneInfo(company.time_zone)
    rows = [
        DailyReport(
            person_id=tenure.person_id, seat_id=tenure.seat_id, day=day, words=words.clean().words,
            things=list(words.clean().things), figures=[mark.as_json() for mark in marks[tenure.seat_id]],
            sent_at=by.at, late=by.at.astimezone(zone).date() > day,
        )
        for tenure, words, by in told
    ]  # fmt: skip
    DailyReport.objects.bulk_create(rows)
    change = {"rows": [None, len(rows)]}
    label = day.isoformat()
    record(actor, "dailyreport.store", subject="dailyreport", key=label, label=label, change=change)
    return rows
