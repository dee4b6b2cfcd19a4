"""Pages of follow-ups: one form, lists in sight, what is shown harmlessly."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from quotamesh.do.customers.actions import share_with
from quotamesh.do.customers.models import Customer
from quotamesh.do.followups.actions import record_follow_up
from quotamesh.do.followups.models import FollowUp
from quotamesh.do.followups.tests.test_recording import made, person, told
from quotamesh.do.pipeline.actions import open_opportunity
from tests.cast import ACTOR, TODAY

pytestmark = pytest.mark.django_db
NEW = "/follow-ups/new/"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 30


def sent(**more) -> dict:
    values = {
        "customer": str(Customer.objects.get(code="C1").uid),
        "way": "visit",
        "day": TODAY.isoformat(),
        "summary": "Talked about pumps",
        "need": "More pressure",
        "next_step": "Send the offer",
        "due": (TODAY + timedelta(3)).isoformat(),
    }
    return values | more


def test_a_follow_up_is_noted_and_listed(cast):
    client = cast.client("rep_e1a")
    assert "Who was it" in client.get(NEW).text
    answer = client.post(NEW, sent(informed=["leader_e1"]))
    assert answer.status_code == 302
    row = FollowUp.objects.get()
    assert [each.code for each in row.informed.all()] == ["leader_e1"]
    assert "Talked about pumps" in client.get("/follow-ups/").text
    page = client.get(f"/follow-ups/{row.uid}/").text
    assert "effective visit" in page
    assert "Leo East" in page


def test_what_lacks_is_said_beside_the_field_and_nothing_is_lost(cast):
    client = cast.client("rep_e1a")
    answer = client.post(NEW, sent(due="", way=""))
    assert answer.status_code == 422
    assert "Talked about pumps" in answer.text
    answer = client.post(NEW, sent(due=""))
    assert "A next step has its date" in answer.text
    assert not FollowUp.objects.exists()


def test_without_a_script_a_customer_is_found_by_name(cast):
    client = cast.client("leader_e1")
    answer = client.post(NEW, sent(customer="", customer_text="customer"))
    assert "Several customers are called like this" in answer.text
    assert client.post(NEW, sent(customer="", customer_text="C2")).status_code == 302
    assert "No customer in your sight" in client.post(NEW, sent(customer="", customer_text="C4")).text


def test_what_a_phone_sends_twice_arrives_once_and_only_as_its_author(cast):
    client = cast.client("rep_e1a")
    waited = {
        "uid": str(uuid4()),
        "author": str(cast.user("rep_e1a").uid),
        "told_at": (ACTOR.at - timedelta(hours=3)).isoformat(),
        "waited": "1",
    }
    for _time in range(2):
        answer = client.post(NEW, sent(**waited), headers={"accept": "application/json"})
        assert answer.status_code == 200
    row = FollowUp.objects.get()
    assert (str(row.uid), row.source) == (waited["uid"], "phone")
    other = cast.client("rep_n1a").post(NEW, sent(**waited), headers={"accept": "application/json"})
    assert (other.status_code, other.json()["code"]) == (409, "other_user")
    wrong = client.post(NEW, sent(summary=""), headers={"accept": "application/json"})
    assert (wrong.status_code, wrong.json()["messages"]) == (
        422,
        ["Say in a sentence what was talked about."],
    )


def test_the_way_back_to_a_page_that_was_sent_loses_nothing(cast):
    client = cast.client("rep_e1a")
    values = sent(uid=str(uuid4()))
    assert client.post(NEW, values).status_code == 302
    answer = client.post(NEW, values | {"summary": "Another talk"})
    assert answer.status_code == 422
    assert "This page was saved before" in answer.text
    assert values["uid"] not in answer.text
    assert client.post(NEW, values).status_code == 302
    assert FollowUp.objects.count() == 1


NASTY = "<script>alert(1)</script> 😀 \u202eевил \x07 " + "长" * 99_900


def test_nasty_texts_are_stored_and_shown_harmlessly(cast):
    client = cast.client("rep_e1a")
    assert client.post(NEW, sent(summary=NASTY)).status_code == 302
    row = FollowUp.objects.get()
    assert row.summary == NASTY.strip()
    for address in ("/follow-ups/", f"/follow-ups/{row.uid}/"):
        assert "<script>alert" not in client.get(address).text
    for form in ("csv", "xlsx"):
        assert client.get("/follow-ups/", {"format": form}).status_code == 200
    assert "at most 100" in client.post(NEW, sent(summary="x" * 100_001)).text


def test_pictures_are_looked_at_and_open_to_those_who_see_the_record(
    cast, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    client = cast.client("rep_e1a")
    picture = SimpleUploadedFile("../evil.html", PNG, "text/html")
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(NEW, sent(photos=[picture])).status_code == 302
    row = FollowUp.objects.get()
    address = f"/follow-ups/{row.uid}/photos/{row.photos.get().uid}/"
    answer = client.get(address)
    assert (answer["Content-Type"], b"".join(answer.streaming_content)) == ("image/png", PNG)
    assert cast.client("leader_n1").get(address).status_code == 404
    page = client.post(NEW, sent(photos=[SimpleUploadedFile("a.png", b"<svg/>")]))
    assert "Pictures are JPEG, PNG or WebP" in page.text


def test_customers_as_one_types_and_what_belongs_to_one(cast):
    made()
    client = cast.client("rep_e1a")
    assert [
        each["code"] for each in client.get("/follow-ups/customers/", {"text": "c1"}).json()["customers"]
    ] == ["C1"]
    assert client.get("/follow-ups/customers/", {"text": "C4"}).json() == {"customers": []}
    answer = client.get(f"/follow-ups/customers/{Customer.objects.get(code='C1').uid}/").json()
    assert [each["text"] for each in answer["steps"]] == ["Send the offer"]


def test_deals_of_a_shared_customer_stay_with_those_who_see_them(cast):
    customer = Customer.objects.get(code="C1")
    deal = open_opportunity(
        ACTOR, cast.person("rep_e1a"), TODAY, name="Plant", product=cast.product("PUMPS"), customer=customer
    )
    share_with(ACTOR, customer, [cast.person("rep_n1a")])
    told = {
        who: cast.client(who).get(f"/follow-ups/customers/{customer.uid}/").json()["opportunities"]
        for who in ("rep_e1a", "rep_n1a")
    }
    assert told == {"rep_e1a": [{"uid": str(deal.uid), "name": "Plant"}], "rep_n1a": []}
    body = {
        "customer": "C1", "date": TODAY.isoformat(), "way": "call", "summary": "x", "opportunity": deal.code,
    }  # fmt: skip
    answer = cast.client("rep_n1a").post("/api/v1/follow-ups", body, content_type="application/json")
    assert (answer.status_code, answer.json()["details"]["field"]) == (422, "opportunity")


def test_customers_close_by(cast):
    made(place=(31_230_000, 121_470_000))
    client = cast.client("rep_e1a")

    def near(latitude: int) -> list[str]:
        body = json.dumps({"latitude": latitude, "longitude": 121_470_500})
        answer = client.post("/follow-ups/customers/near/", body, content_type="application/json")
        return [each["code"] for each in answer.json()["customers"]]

    assert near(31_231_000) == ["C1"]
    assert near(31_330_000) == []


def test_amending_and_withdrawing_on_the_page(cast, monkeypatch):
    row = made()
    change = f"/follow-ups/{row.uid}/change/"
    client = cast.client("rep_e1a")
    FollowUp.objects.update(recorded_at=ACTOR.at - timedelta(days=400))
    assert "marked as amended" in client.get(change).text
    values = sent(summary="Something else", seen="1")
    assert client.post(change, values).status_code == 302
    page = client.get(f"/follow-ups/{row.uid}/").text
    assert "<del" in page
    assert "Talked about pumps" in page
    assert "was changed meanwhile" in client.post(change, values | {"summary": "A third"}).text
    client.post(f"/follow-ups/{row.uid}/withdraw/", {"why": "twice"})
    assert "withdrawn" in client.get(f"/follow-ups/{row.uid}/").text
    assert client.get(change).status_code == 403


def test_lists_are_paged_by_key_and_filtered(cast, monkeypatch):
    monkeypatch.setattr("quotamesh.do.followups.queries.PAGE", 2)
    for n in range(5):
        made(day=TODAY - timedelta(n), summary=f"Number {n}", way="call" if n % 2 else "visit")
    record_follow_up(ACTOR, person("rep_n1a"), told(customer=Customer.objects.get(code="C4")))
    client = cast.client("leader_e1")
    from quotamesh.do.followups import queries
    from quotamesh.do.followups.views.lists import Filter

    rows = queries.found(cast.viewer("leader_e1"), Filter(TODAY - timedelta(9), TODAY))
    seen, mark = [], None
    while True:
        page, mark = queries.page_of(rows, mark, 2)
        seen += [row.summary for row in page]
        if mark is None:
            break
    assert seen == [f"Number {n}" for n in range(5)]
    assert "Number 2" in client.get("/follow-ups/", {"late": "1"}).text
    assert "Number 0" not in client.get("/follow-ups/", {"way": "call"}).text
    assert "Number 3" in client.get("/follow-ups/", {"text": "number 3"}).text
    assert client.get("/follow-ups/", {"unit": "N1"}).status_code == 404


def test_whom_a_record_informs_may_read_it(cast):
    row = made(informed=[person("rep_n1a")])
    assert cast.client("rep_n1a").get(f"/follow-ups/{row.uid}/").status_code == 200
    assert cast.client("leader_n1").get(f"/follow-ups/{row.uid}/").status_code == 404


def test_the_open_steps_and_done_with_them(cast):
    row = made()
    client = cast.client("rep_e1a")
    assert "1 next step is open" in client.get("/follow-ups/steps/").text
    answer = client.post(f"/follow-ups/{row.uid}/done/", {"next": "/follow-ups/steps/"})
    assert answer["Location"] == "/follow-ups/steps/"
    assert "No next step is open" in client.get("/follow-ups/steps/").text
    outside = client.post(f"/follow-ups/{row.uid}/done/", {"undo": "1", "next": "https://example.com/"})
    assert outside["Location"] == f"/follow-ups/{row.uid}/"


def test_the_time_line_of_a_customer(cast):
    from quotamesh.do.customers.timeline import events

    made()
    found = events(cast.viewer("rep_e1a"), Customer.objects.get(code="C1"))
    assert [(each.kind, each.who) for each in found if each.kind == "follow_up"] == [
        ("follow_up", "Rosa Able")
    ]
