"""Saying something about a report: comments both ways, and what its writer adds later."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_noop

from quotamesh.base.notices.actions import notify
from quotamesh.base.people.models import Person, Tenure, User
from quotamesh.base.people.queries import company
from quotamesh.base.people.viewer import Viewer, today_of, viewer_of
from quotamesh.base.store.validity import valid_on
from quotamesh.base.trail.actions import Actor, record
from quotamesh.check.dailyreports.access import visible_reports
from quotamesh.check.dailyreports.errors import NothingSaid, NotTheirs
from quotamesh.check.dailyreports.leaders import leaders_of
from quotamesh.check.dailyreports.models import DailyReport, Remark

COMMENTED = gettext_noop("%(name)s commented on the daily report of %(day)s: “%(text)s”")
ADDED = gettext_noop("%(name)s added to the daily report of %(day)s: “%(text)s”")
LONGEST = 4000


@transaction.atomic
def comment(actor: Actor, viewer: Viewer, report: DailyReport, text: str) -> Remark:
    """Comment on a report one sees, or answer: the writer and everybody who said something are told.

    Raises:
        NothingSaid
    """
    return _said(actor, viewer, report, Remark.Kind.COMMENT, text, COMMENTED)


@transaction.atomic
def add_to_report(actor: Actor, viewer: Viewer, report: DailyReport, text: str) -> Remark:
    """What the writer has to add: the report itself stays as it was sent.

    Raises:
        NotTheirs, NothingSaid
    """
    if viewer.person_id != report.person_id:
        raise NotTheirs
    return _said(actor, viewer, report, Remark.Kind.ADDITION, text, ADDED)


def _said(actor: Actor, viewer: Viewer, report: DailyReport, kind: str, text: str, told: str) -> Remark:
    text = text.strip()[:LONGEST]
    if not text:
        raise NothingSaid
    remark = Remark.objects.create(
        report=report, kind=kind, text=text, person_id=viewer.person_id, by=viewer.name, at=actor.at
    )
    label = f"{report.person.name} {report.day.isoformat()}"
    change = {"text": [None, text]}
    record(
        actor, f"dailyreport.{kind}", subject="dailyreport", key=str(report.uid), label=label, change=change
    )
    values = {"name": viewer.name, "day": report.day.isoformat(), "text": text[:80]}
    url = reverse("dailyreports:report", args=[report.uid])
    today = today_of(company(), actor.at)
    notify(actor, _others(viewer, report, today), "dailyreport.comment", told, url, values=values)
    return remark


def _others(viewer: Viewer, report: DailyReport, today: date) -> list[Person]:
    """The writer, the writer's leaders and whoever said something before, as far as they may still read it; not who
    speaks now."""
    said = report.remarks.exclude(person=None).values_list("person_id", flat=True)
    held = Tenure.objects.filter(valid_on(report.day), person_id=report.person_id, seat_id=report.seat_id)
    tenures = list(held.select_related("seat"))
    leaders = [person.pk for found in leaders_of(tenures, report.day).values() for person in found]
    users = User.objects.filter(person__in={report.person_id, *said, *leaders} - {viewer.person_id})
    keys = {user.person_id for user in users if _reads(viewer_of(user, today), report)}
    return list(Person.objects.filter(pk__in=keys))


def _reads(viewer: Viewer, report: DailyReport) -> bool:
    return visible_reports(viewer).filter(pk=report.pk).exists()
