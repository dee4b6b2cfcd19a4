"""The calendar feed: one's own days, by a secret link that can be renewed."""

from datetime import timedelta

from quotamesh.base.people.actions.accounts import close_account
from quotamesh.base.trail.models import Entry
from quotamesh.check.today.actions import end_feed, renew_feed
from quotamesh.check.today.models import Feed
from quotamesh.check.today.tests.things import ME, deal, step
from quotamesh.plan.projects.models import Project, Step
from tests.cast import ACTOR, TODAY


def fetched(cast, token: str):
    return cast.client().get(f"/today/calendar/{token}/quotamesh.ics")


def test_ones_own_steps_milestones_and_closing_dates_without_signing_in(cast):
    step(cast, TODAY + timedelta(2), text="send; the, sheet")
    step(cast, TODAY, who="rep_n1a", text="of somebody else")
    project = Project.objects.create(opportunity=deal(cast), started=TODAY)
    values = {"party": "provider", "first_due": TODAY, "close_bp": 0, "recognised_bp": 0}
    Step.objects.create(
        project=project, position=1, name="Design", owner=cast.person(ME), due=TODAY, **values
    )
    hidden = Project.objects.create(opportunity=deal(cast, "Secret", who="rep_e1b"), started=TODAY)
    Step.objects.create(
        project=hidden, position=1, name="Handed on", owner=cast.person(ME), due=TODAY, **values
    )
    answered = fetched(cast, renew_feed(ACTOR, cast.user(ME)))
    assert answered.headers["Content-Type"] == "text/calendar; charset=utf-8"
    text = answered.content.decode().replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == 3
    assert "SUMMARY:Customer C1: send\\; the\\, sheet\r\n" in text
    assert "SUMMARY:Plant: Design\r\n" in text
    assert "SUMMARY:Close: Plant\r\n" in text
    assert "Secret" not in text


def test_a_renewed_link_ends_the_one_before(cast):
    first = renew_feed(ACTOR, cast.user(ME))
    second = renew_feed(ACTOR, cast.user(ME))
    assert first != second
    assert fetched(cast, first).status_code == 404
    assert fetched(cast, second).status_code == 200
    end_feed(ACTOR, cast.user(ME))
    assert fetched(cast, second).status_code == 404


def test_who_left_has_no_feed_and_the_secret_is_nowhere(cast):
    token = renew_feed(ACTOR, cast.user(ME))
    kept = " ".join(map(str, [*Entry.objects.values_list("change"), *Feed.objects.values_list("digest")]))
    assert token not in kept
    close_account(ACTOR, cast.user(ME))
    assert fetched(cast, token).status_code == 404


def test_the_page_shows_the_link_once(cast):
    client = cast.client(ME)
    page = client.post("/today/calendar/", {"verb": "renew"}).content.decode()
    assert "/quotamesh.ics" in page
    assert "/quotamesh.ics" not in client.get("/today/calendar/").content.decode()
