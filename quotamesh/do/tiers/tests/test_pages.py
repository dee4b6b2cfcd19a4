"""The pages of tiers, the API and the command's report."""

import json

import pytest

from quotamesh.base.people.models import Company
from quotamesh.do.tiers.actions import run_tiers
from quotamesh.do.tiers.models import Run
from quotamesh.do.tiers.report import COLUMNS, lines, render
from quotamesh.do.tiers.tests.test_tiers import EARLIER
from tests.cast import ACTOR, TODAY

pytestmark = pytest.mark.django_db
URL = "/tiers/"


@pytest.fixture
def twice(cast):
    run_tiers(ACTOR, EARLIER)
    return run_tiers(ACTOR, TODAY)


def test_before_the_first_run_the_page_says_what_would_fill_it(cast):
    assert "Sort them now" in cast.client("operations").get(URL).text
    assert "Sort them now" not in cast.client("rep_e1a").get(URL).text


def test_sales_operations_sort_on_demand(cast):
    client = cast.client("operations")
    assert client.post(f"{URL}run/").status_code == 302
    assert Run.objects.get().as_of == TODAY
    assert "changed their tier in the last 30 days" in client.get(URL).text


def test_the_list_is_filtered_sorted_and_within_sight(cast, twice):
    page = cast.client("director").get(URL, {"sort": "-value"})
    assert all(f">Customer {code}<" in page.text for code in ("C1", "C2", "C3", "C4", "C5"))
    mine = cast.client("rep_n1a").get(URL).text
    assert ">Customer C4<" in mine
    assert ">Customer C1<" not in mine
    none = cast.client("director").get(URL, {"text": "nobody is called so"})
    assert "No customer of this tier or name" in none.text


def test_the_list_leaves_as_a_file(cast, twice):
    answer = cast.client("rep_n1a").get(URL, {"format": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert len(text.splitlines()) == 3


def test_moves_are_listed_with_their_cause(cast, twice):
    page = cast.client("director").get(f"{URL}moves/", {"days": "365"})
    assert f"{twice.moved} customers changed their tier" in page.text
    assert "→" in page.text


def test_the_api_tells_the_same_as_the_report(cast, twice):
    client = cast.client("operations")
    stored = client.get("/api/v1/tiers").json()
    anew = client.get("/api/v1/tiers", {"as_of": TODAY.isoformat()}).json()
    assert {row["customer"]: row for row in stored} == {row["customer"]: row for row in anew}
    assert len(client.get("/api/v1/tiers/moves").json()) == twice.moved
    assert cast.client("rep_e1a").get("/api/v1/tiers", {"as_of": TODAY.isoformat()}).status_code == 403


def test_the_report_has_the_agreed_columns(cast):
    viewer = cast.viewer("operations")
    company = Company.objects.get()
    text = "".join(render(lines(viewer, TODAY), company, "csv"))
    head, *rows = text.splitlines()
    assert head == "customer,recency_days,frequency,monetary,r,f,m,value,potential,tier"
    assert head == ",".join(COLUMNS)
    assert len(rows) == 5
    found = json.loads("".join(render(lines(viewer, TODAY), company, "json")))
    assert [row["customer"] for row in found] == [row.split(",")[0] for row in rows]
    assert {row["tier"] for row in found} <= {"strategic", "profit", "nurture", "maintain"}
