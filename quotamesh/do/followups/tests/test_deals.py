"""Follow-ups on the page of a deal, and the way from there to a new one and back."""

from datetime import timedelta

import pytest

from quotamesh.do.customers.models import Customer
from quotamesh.do.followups.actions import record_follow_up
from quotamesh.do.followups.models import FollowUp
from quotamesh.do.followups.tests.test_pages import NEW, sent
from quotamesh.do.followups.tests.test_recording import made, told
from quotamesh.do.pipeline.actions import open_opportunity
from tests.cast import ACTOR, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day(monkeypatch):
    monkeypatch.setattr("quotamesh.base.people.middleware.today_of", lambda *_args: TODAY)


@pytest.fixture
def deal(cast):
    customer = Customer.objects.get(code="C1")
    return open_opportunity(
        ACTOR, cast.person("rep_e1a"), TODAY - timedelta(10), name="Pumps", product=cast.product("PUMPS"),
        customer=customer,
    )  # fmt: skip


def test_a_deal_shows_what_was_talked_about_since_it_was_opened(cast, deal):
    made(summary="Before it began", day=TODAY - timedelta(20))
    made(summary="Without the deal", day=TODAY - timedelta(2))
    made(summary="About <b>the deal</b>", day=TODAY - timedelta(1), opportunity=deal)
    text = cast.client("leader_e1").get(f"/pipeline/{deal.uid}/").text
    assert "Before it began" not in text
    assert text.index("About &lt;b&gt;the deal") < text.index("Without the deal")
    assert text.count("names no deal") == 1
    assert "All since the deal was opened" not in text


def test_a_new_follow_up_from_the_deal_names_it_and_leads_back(cast, deal):
    client = cast.client("rep_e1a")
    page = client.get(f"/pipeline/{deal.uid}/").text
    asked = f"{NEW}?customer=C1&opportunity={deal.uid}&next=%2Fpipeline%2F{deal.uid}%2F%23follow-ups"
    assert asked.replace("&", "&amp;") in page
    assert f'<option value="{deal.uid}" selected>Pumps</option>' in client.get(asked).text
    answer = client.post(asked, sent(opportunity=str(deal.uid)))
    assert answer.headers["Location"] == f"/pipeline/{deal.uid}/#follow-ups"
    assert FollowUp.objects.get().opportunity == deal
    assert "Talked about pumps" in client.get(f"/pipeline/{deal.uid}/").text


def test_the_way_back_stays_on_this_site_and_odd_deals_are_nobody(cast):
    client = cast.client("rep_e1a")
    answer = client.post(f"{NEW}?next=https://elsewhere.example/", sent())
    assert answer.headers["Location"] == "/follow-ups/"
    assert client.get(f"{NEW}?customer=C1&opportunity=nonsense").status_code == 200


def test_words_with_a_customer_out_of_sight_stay_so(cast, deal):
    """Whoever sees the deal but not its customer reads what the own seats told, and nothing else."""
    made(summary="Hidden words", day=TODAY)
    client = cast.client("rep_e1a")
    assert "Hidden words" in client.get(f"/pipeline/{deal.uid}/").text
    north = Customer.objects.create(code="NORTH", name="North", owner=cast.person("rep_n1a"))
    deal.customer = north
    deal.save()
    record_follow_up(ACTOR, cast.person("rep_n1a"), told(customer=north, summary="Northern words", day=TODAY))
    text = client.get(f"/pipeline/{deal.uid}/").text
    assert "Northern words" not in text
    assert f"{NEW}?customer=NORTH" not in text
