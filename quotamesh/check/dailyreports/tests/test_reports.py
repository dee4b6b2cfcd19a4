"""A day's report: filled from the records, sent, corrected, added to, commented on, chased."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotamesh.base.notices import queries as notices
from quotamesh.base.people.models import Tenure
from quotamesh.base.people.queries import company
from quotamesh.check.dailyreports import queries
from quotamesh.check.dailyreports.actions import (
    Told,
    add_to_report,
    chase,
    comment,
    send_report,
    store_reports,
)
from quotamesh.check.dailyreports.errors import BadDay, NothingSaid, NotTheirs, Settled, StaleReport
from quotamesh.check.dailyreports.figures import marks_of
from quotamesh.check.dailyreports.models import DailyReport
from quotamesh.check.dailyreports.tests.days import did, is_asked, tenure
from quotamesh.do.leads.models import Lead
from quotamesh.do.leads.tests.taking import source
from quotamesh.do.pipeline.actions.make import open_opportunity
from tests.cast import ACTOR, TODAY

YESTERDAY = TODAY - timedelta(days=1)
FRIDAY = date(2025, 9, 12)  # the cast's day is a Monday


GOOD = Told("good day", ("call C1",))


def send(cast, who="rep_e1a", day=TODAY, told=GOOD, **more):
    return send_report(ACTOR, company(), tenure(cast, who, day), day, told, **({"today": TODAY} | more))


def marks(cast, who="rep_e1a", day=TODAY):
    seat = cast.seat(who).pk
    return {mark.code: mark for mark in marks_of(company(), [seat], day)[seat]}


def told(cast, who):
    return [row.text for row in notices.listed(cast.viewer(who))]


def test_the_figures_are_those_of_the_day_against_its_part_of_the_target(cast):
    is_asked(cast, "rep_e1a", "visits", [0] * 8 + [44] + [0] * 3)  # September 2025 has 22 working days
    did(cast, "rep_e1a", visits=3, calls=5)
    did(cast, "rep_e1a", day=FRIDAY, visits=9)
    found = marks(cast)
    assert (found["visits"].actual, found["visits"].target, found["visits"].state) == (3, 2, "good")
    assert (found["calls"].actual, found["calls"].target, found["calls"].state) == (5, 0, "none")
    assert found["effective_visits"].actual == 0
    assert "leads" not in found


def test_the_days_targets_of_a_month_add_up_to_the_months(cast):
    is_asked(cast, "rep_e1a", "calls", [0] * 8 + [101] + [0] * 3)
    days = [date(2025, 9, n) for n in range(1, 31)]
    assert sum(marks(cast, day=day)["calls"].target for day in days) == 101


def test_what_was_sent_stays_as_it_was_sent(cast):
    did(cast, "rep_e1a", visits=3)
    report = send(cast)
    did(cast, "rep_e1a", visits=5)
    report.refresh_from_db()
    sent = {row["code"]: row["actual"] for row in report.figures}
    assert sent["visits"] == 3
    assert report.things == ["call C1"]
    assert not report.late
    assert send(cast, seen=1).figures[1]["actual"] == 5


def test_the_leader_is_told_and_nobody_elses(cast):
    send(cast)
    assert told(cast, "leader_e1") == ["Rosa Able sent the daily report of 15\xa0Sep\xa02025."]
    assert told(cast, "leader_e2") == told(cast, "leader_n1") == []


def test_it_is_corrected_until_the_next_day_and_added_to_later(cast):
    report = send(cast)
    again = send(cast, told=Told("better words"), today=TODAY + timedelta(days=1), seen=1)
    assert (again.pk, again.words, again.revision) == (report.pk, "better words", 2)
    with pytest.raises(Settled):
        send(cast, told=Told("too late"), today=TODAY + timedelta(days=2), seen=2)
    add_to_report(ACTOR, cast.viewer("rep_e1a"), report, "and one more thing")
    report.refresh_from_db()
    assert report.words == "better words"
    assert report.remarks.get().kind == "addition"
    with pytest.raises(NotTheirs):
        add_to_report(ACTOR, cast.viewer("leader_e1"), report, "no")


def test_a_late_one_is_marked_and_corrected_until_the_day_after_it_came(cast):
    later = replace(ACTOR, at=ACTOR.at)
    report = send(cast, day=FRIDAY)
    assert report.late
    assert report.sent_at == later.at
    assert send(cast, day=FRIDAY, seen=1, today=TODAY + timedelta(days=1)).revision == 2


def test_days_that_cannot_be_told_of(cast):
    for day in (TODAY + timedelta(days=1), TODAY - timedelta(days=32)):
        with pytest.raises(BadDay):
            send_report(ACTOR, company(), tenure(cast), day, Told(), today=TODAY)


def test_two_devices_do_not_cross(cast):
    send(cast)
    for seen in (0, 2):
        with pytest.raises(StaleReport) as refused:
            send(cast, told=Told("other"), seen=seen)
        assert refused.value.details["words"] == "good day"
    assert DailyReport.objects.get().words == "good day"


def test_comments_go_both_ways(cast):
    report = send(cast)
    comment(ACTOR, cast.viewer("leader_e1"), report, "well done")
    assert told(cast, "rep_e1a") == [
        "Leo East commented on the daily report of 15\xa0Sep\xa02025: “well done”"
    ]
    comment(ACTOR, cast.viewer("rep_e1a"), report, "thank you")
    assert "thank you" in told(cast, "leader_e1")[0]
    comment(ACTOR, cast.viewer("director"), report, "bravo")
    assert "bravo" in told(cast, "leader_e1")[0]
    assert "bravo" in told(cast, "rep_e1a")[0]
    with pytest.raises(NothingSaid):
        comment(ACTOR, cast.viewer("leader_e1"), report, " \n ")


def test_who_leads_others_by_now_reads_no_more_of_it(cast):
    report = send(cast)
    comment(ACTOR, cast.viewer("leader_e1"), report, "well done")
    Tenure.objects.filter(person__code="leader_e1").update(seat=cast.seat("leader_n1"))
    comment(ACTOR, cast.viewer("rep_e1a"), report, "between us")
    assert not any("between us" in text for text in told(cast, "leader_e1"))


def test_who_is_missing_is_chased_once_and_their_leader_told(cast):
    send(cast, "rep_e1a", FRIDAY)
    for _again in range(2):
        found = chase(ACTOR, company(), TODAY)
    assert found.day == FRIDAY
    assert {t.person.code for t in found.missing} == {"rep_e1b", "rep_e2a", "rep_n1a"}
    assert told(cast, "rep_e1b") == ["Your daily report of 12\xa0Sep\xa02025 is missing."]
    assert told(cast, "rep_e1a") == []
    assert "Daily reports of 12\xa0Sep\xa02025: 1 of 2 are missing." in told(cast, "leader_e1")


def test_the_team_in_one_table_those_missing_first(cast):
    did(cast, "rep_e1b", calls=7)
    send(cast, "rep_e1a")
    found = queries.team(cast.viewer("leader_e1"), company(), cast.unit("E1"), TODAY)
    assert [(row.tenure.person.code, row.report is None) for row in found.rows] == [
        ("rep_e1b", True), ("rep_e1a", False),
    ]  # fmt: skip
    assert found.rows[0].marks["calls"].actual == 7
    assert found.worked


def test_all_are_counted_however_few_are_shown(cast, monkeypatch):
    monkeypatch.setattr(queries, "MOST_ROWS", 1)
    send(cast, "rep_e1a")
    found = queries.team(cast.viewer("director"), company(), cast.unit("EAST").parent, TODAY)
    assert [row.report for row in found.rows] == [None]
    assert (len(found.asked), len(found.missing)) == (4, 3)
    page = cast.client("director").get("/daily-reports/team/").content.decode()
    assert "3 of 4 reports of" in page
    assert "1 of 4 people are shown" in page


def test_what_another_system_kept_is_late_by_the_companys_day(cast):
    moments = (datetime(2025, 9, 14, 17, tzinfo=UTC), datetime(2025, 9, 15, 23, tzinfo=UTC))
    people = ("rep_e1a", "rep_e1b")
    told = [(tenure(cast, who), GOOD, replace(ACTOR, at=at)) for who, at in zip(people, moments, strict=True)]
    assert [row.late for row in store_reports(ACTOR, company(), TODAY, told)] == [False, True]


def test_nobody_reads_another_branch(cast):
    report = send(cast, "rep_e1a")
    for who, seen in (("rep_e1b", 404), ("leader_e2", 404), ("leader_e1", 200), ("region_east", 200)):
        assert cast.client(who).get(f"/daily-reports/{report.uid}/").status_code == seen
    own = queries.team(cast.viewer("rep_e1b"), company(), cast.unit("E1"), TODAY)
    assert [row.tenure.person.code for row in own.rows] == ["rep_e1b"]


def test_the_things_are_found_the_next_morning(cast):
    send(cast, day=FRIDAY, told=Told("", ("first", " ", "second")))
    assert queries.things_for(cast.person("rep_e1a").pk, TODAY)[0].things == ["first", "second"]
    assert queries.things_for(cast.person("rep_e1b").pk, TODAY) == (None, False)


def test_pages(cast):
    client = cast.client("rep_e1a")
    page = client.get("/daily-reports/", follow=True)
    assert "Send to my leader" in page.content.decode()
    form = {"day": TODAY.isoformat(), "words": "fine", "thing1": "one", "seen": 0}
    assert client.post("/daily-reports/mine/", form).status_code == 302
    again = client.post("/daily-reports/mine/", form | {"words": "other"})
    assert again.status_code == 422
    assert "fine" in again.content.decode()
    text = cast.client("leader_e1").get("/daily-reports/", follow=True).content.decode()
    assert "1 of 2 reports of 15\xa0Sep is missing." in text
    csv = cast.client("leader_e1").get("/daily-reports/team/?format=csv")
    assert b"Rosa Able" in b"".join(csv.streaming_content)


def test_pages_ask_little_however_many_there_are(cast):
    for who in ("rep_e1a", "rep_e1b", "rep_e2a", "rep_n1a"):
        send(cast, who)
    client = cast.client("director")
    client.get("/daily-reports/team/")
    with CaptureQueriesContext(connection) as whole:
        client.get("/daily-reports/team/")
    with CaptureQueriesContext(connection) as part:
        client.get(f"/daily-reports/team/?unit={cast.unit('N1').uid}")
    assert len(whole) <= len(part)


def test_what_was_recorded_is_listed(cast):
    deal = open_opportunity(
        ACTOR, cast.person("rep_e1a"), TODAY, name="Plant", product=cast.product("ENERGY")
    )
    Lead.objects.create(
        code="L1", source=source(), date=TODAY, company="Northwind", owner=cast.person("rep_e1a"),
        unit=cast.seat("rep_e1a"), arrived_at=ACTOR.at,
    )  # fmt: skip
    found = queries.draft(cast.viewer("rep_e1a"), company(), tenure(cast), TODAY).records
    assert [(each.kind, each.about) for each in found] == [
        ("New lead", "Northwind"), ("New opportunity", deal.name),
    ]  # fmt: skip
    assert queries.draft(cast.viewer("rep_e1b"), company(), tenure(cast, "rep_e1b"), TODAY).records == []
