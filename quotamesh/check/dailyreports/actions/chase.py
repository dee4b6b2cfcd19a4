"""The pass of each morning: who sent no report of the last worked day is told, and so are their leaders."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_noop

from quotamesh.base.notices.actions import notify
from quotamesh.base.people.models import Company, Tenure
from quotamesh.base.trail.actions import Actor
from quotamesh.check.dailyreports.access import reporters
from quotamesh.check.dailyreports.leaders import leaders_of
from quotamesh.check.dailyreports.models import DailyReport
from quotamesh.check.dailyreports.queries import working_day_before

MISSING = gettext_noop("Your daily report of %(day)s is missing.")
LACKING = gettext_noop("Daily reports of %(day)s: %(missing)d of %(all)d are missing.")


@dataclass(frozen=True)
class Chased:
    """The day that was looked at, how many were asked for a report, and who sent none."""

    day: date
    asked: int
    missing: list[Tenure]


@transaction.atomic
def chase(actor: Actor, company: Company, today: date) -> Chased:
    """Tell each who is missing, once; and each leader how many of theirs."""
    day = working_day_before(company, today)
    asked = list(reporters(day))
    sent = set(DailyReport.objects.filter(day=day).values_list("person_id", flat=True))
    missing = [tenure for tenure in asked if tenure.person_id not in sent]
    key, own = day.isoformat(), f"{reverse('dailyreports:own')}?day={day.isoformat()}"
    people = [tenure.person for tenure in missing]
    notify(actor, people, "dailyreport.missing", MISSING, own, values={"day": key}, key=key)
    _tell_leaders(actor, asked, {tenure.pk for tenure in missing}, day)
    return Chased(day, len(asked), missing)


def _tell_leaders(actor: Actor, asked: list[Tenure], missing: set[int], day: date) -> None:
    leaders = leaders_of(asked, day)
    people, whole, lacking = {}, Counter(), Counter()
    for tenure in asked:
        for person in leaders[tenure.pk]:
            people[person.pk] = person
            whole[person.pk] += 1
            lacking[person.pk] += tenure.pk in missing
    url, key = f"{reverse('dailyreports:team')}?day={day.isoformat()}", day.isoformat()
    for pk, count in lacking.items():
        if count:
            values = {"day": key, "missing": count, "all": whole[pk]}
            notify(actor, [people[pk]], "dailyreport.lacking", LACKING, url, values=values, key=key)
