"""The page on which people record their day, and the API beside it."""

from datetime import date

import pytest

from quotamesh.do.measures.actions import record_measures
from quotamesh.do.measures.models import Measure
from quotamesh.do.measures.tests.test_booking import value

pytestmark = pytest.mark.django_db
URL = "/measures/"


def post(client, **values):
    return client.post(URL, {"day": "2025-09-15", "person": "rep_e1a"} | values)


def test_a_day_is_recorded_and_shown(cast):
    client = cast.client("rep_e1a")
    page = client.get(URL)
    assert page.status_code == 200
    assert "nothing is recorded yet" in page.text
    answer = post(client, **{"v-requests_received": "12", "v-requests_answered": "3"})
    assert answer.status_code == 302
    page = client.get(answer["Location"])
    assert "2 values recorded" in page.text
    assert dict(Measure.objects.values_list("indicator__code", "amount")) == {
        "requests_received": 12,
        "requests_answered": 3,
    }


def test_nothing_typed_is_lost_when_a_value_is_refused(cast):
    answer = post(cast.client("rep_e1a"), **{"v-requests_received": "many", "v-requests_answered": "3"})
    assert answer.status_code == 422
    assert 'value="many"' in answer.text
    assert 'value="3"' in answer.text
    assert "This is not a number" in answer.text
    assert not Measure.objects.exists()


def test_a_stale_page_is_refused_and_saves_when_sent_again(cast, actor):
    record_measures(actor, [value(cast, "rep_e1a", "requests_received", date(2025, 9, 15), 5)], "test")
    client = cast.client("rep_e1a")
    answer = post(client, **{"v-requests_received": "12", "seen-requests_received": ""})
    assert answer.status_code == 422
    assert "you saw nothing, it is now 5" in answer.text
    assert post(client, **{"v-requests_received": "12", "seen-requests_received": "5"}).status_code == 302
    assert Measure.objects.get().amount == 12


def test_a_recorded_value_is_not_taken_away_but_set_to_nought(cast, actor):
    record_measures(actor, [value(cast, "rep_e1a", "requests_received", date(2025, 9, 15), 5)], "test")
    client = cast.client("rep_e1a")
    assert "write 0" in post(client, **{"v-requests_received": "", "seen-requests_received": "5"}).text
    post(client, **{"v-requests_received": "0", "seen-requests_received": "5"})
    assert Measure.objects.get().amount == 0


def test_leaders_record_for_their_people_and_nobody_elses(cast):
    client = cast.client("leader_e1")
    assert post(client, **{"v-requests_received": "4"}).status_code == 302
    assert Measure.objects.get().person.code == "rep_e1a"
    assert client.get(URL + "?person=rep_n1a").status_code == 404
    assert cast.client("analyst").get(URL + "?person=rep_e1a").status_code == 404


@pytest.mark.parametrize("day", ["2025-09-16", "tomorrow", "0001-01-01"])
def test_days_that_have_not_come_or_are_none_are_not_found(cast, day):
    assert cast.client("rep_e1a").get(URL, {"day": day}).status_code == 404


def test_the_list_leaves_as_a_file(cast, actor):
    record_measures(actor, [value(cast, "rep_e1a", "requests_received", date(2025, 9, 15), 5)], "test")
    answer = cast.client("rep_e1a").get(URL + "?format=csv")
    assert "Support requests" in answer.getvalue().decode("utf-8-sig")


def test_what_records_count_is_asked_of_nobody_and_shown(cast, actor):
    record_measures(actor, [value(cast, "rep_e1a", "calls", date(2025, 9, 15), 5)], "import")
    client = cast.client("rep_e1a")
    page = client.get(URL).text
    assert 'name="v-calls"' not in page
    assert "nobody enters them by hand" in page
    post(client, **{"v-calls": "12"})
    assert Measure.objects.get().amount == 5
    assert "Calls" in client.get(URL + "?format=csv").getvalue().decode("utf-8-sig")


def call(client, values):
    return client.post("/api/v1/measures", {"values": values}, content_type="application/json")


def test_programs_record_and_read(cast):
    client = cast.client("rep_e1a")
    told = {"person": "rep_e1a", "indicator": "calls", "date": "2025-09-01", "amount": 8, "product": "PUMPS"}
    assert call(client, [told]).json() == {"created": 1, "changed": 0, "unchanged": 0}
    (row,) = client.get("/api/v1/measures?start=2025-09-01&end=2025-09-30").json()
    assert {name: row[name] for name in told} == told
    assert cast.client("rep_n1a").get("/api/v1/measures?start=2025-09-01&end=2025-09-30").json() == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"person": "rep_n1a"}, "unknown_person"),
        ({"indicator": "nothing"}, "unknown_indicator"),
        ({"indicator": "orders"}, "not_measured"),
        ({"product": "NOTHING"}, "unknown_product"),
        ({"date": "2025-09-16"}, "future"),
    ],
)
def test_programs_are_told_what_is_wrong(cast, change, code):
    told = {"person": "rep_e1a", "indicator": "calls", "date": "2025-09-01", "amount": 8}
    answer = call(cast.client("rep_e1a"), [told | change])
    assert answer.status_code == 422
    assert answer.json()["code"] == code


def test_readers_of_a_branch_do_not_record(cast):
    told = {"person": "rep_e1a", "indicator": "calls", "date": "2025-09-01", "amount": 8}
    assert call(cast.client("analyst"), [told]).status_code == 403
