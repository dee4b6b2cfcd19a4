"""The market: what it adds up to, what is refused beside which field, history, stale inputs, sight."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from quotamesh.base.trail.models import Entry as TrailEntry
from quotamesh.plan.market.actions import (
    add_entry,
    change_entry,
    copy_book,
    remove_entry,
    restore_entry,
)
from quotamesh.plan.market.errors import BadEntry, NothingToCopy, StaleEntry
from quotamesh.plan.market.models import Entry
from quotamesh.plan.market.queries import history, market_for, read_book
from tests.cast import ACTOR, TODAY

PAGE = "/market/?year=2025&product=ENERGY"
FIGURES = {
    "customers": [800, 1000, 1300],
    "growth": [0, 0, 0],
    "need": [2000, 3000, 4000],
    "reach": [5000, 5000, 5000],
    "win": [1000, 2000, 2500],
    "order_value": [100_000_00] * 3,
}
TYPED = {
    "name": "Mills",
    "customers_likely": "1,000",
    "growth_likely": "0",
    "need_low": "20 %",
    "need_likely": "30 %",
    "need_high": "40 %",
    "reach_likely": "0.5",
    "win_likely": "20 %",
    "order_value_likely": "10万",
    "noted_on": "2025-09-01",
    "source": "survey",
}


@pytest.fixture
def energy(cast):
    return cast.product("ENERGY")


@pytest.fixture
def put(energy):
    def add(name="Mills", kind="segment", actor=ACTOR, noted_on=TODAY, **values) -> Entry:
        figures = FIGURES | values if kind == "segment" else values
        more = {"owner": None, "noted_on": noted_on, "source": "survey", "today": TODAY}
        return add_entry(
            actor, fiscal_year=2025, product=energy, kind=kind, name=name, values=figures, **more
        )

    return add


def problems(error) -> dict[str, str]:
    return error.value.problems


def test_from_the_form_to_the_figure(cast):
    client = cast.client("operations")
    answer = client.post("/market/new/segment/?year=2025&product=ENERGY", TYPED)
    assert answer.status_code == 302
    assert Entry.objects.get().values["need"] == [2000, 3000, 4000]
    page = client.get(PAGE).content.decode()
    assert "most likely ¥3.0\N{NO-BREAK SPACE}M" in page
    shown = client.get("/api/v1/market/2025/ENERGY").json()
    assert shown["likely"] == 3_000_000_00
    assert shown["low"] < shown["middle"] < shown["high"]


def test_parts_on_the_page_add_up(put, cast):
    mills = put()
    put("Farms", win=[500, 800, 1200])
    put("Subsidy", "scan", area="policy", effect=[0, 500, 900], evidence="law", touches=[str(mills.uid)])
    put("Slump", "scan", area="economy", effect=[-900, -333, 0], evidence="survey", touches=[])
    put("Rival", "competitor", scores={}, niche="quick service", amount=[1, 777_77, 999_99])
    shown = cast.client("director").get("/api/v1/market/2025/ENERGY").json()
    assert sum(part["amount"] for part in shown["parts"]) == shown["likely"]
    assert {part["kind"] for part in shown["parts"]} == {"segment", "scan", "competitor"}


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("win_high", "120 %", "at most 100 %"),
        ("need_low", "35 %", "Low must not be above likely"),
        ("customers_likely", "many", "is not a figure"),
        ("growth_likely", "-100 %", "leaves nothing"),
        ("noted_on", "2031-01-01", "still to come"),
        ("order_value_likely", "", "required"),
    ],
)
def test_a_wrong_figure_is_told_beside_its_field_and_kept(cast, field, typed, told):
    answer = cast.client("operations").post(
        "/market/new/segment/?year=2025&product=ENERGY", TYPED | {field: typed}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert f'value="{typed}"' in page
    assert not Entry.objects.exists()


def test_a_segment_counted_twice_is_refused(put):
    put("Mills")
    with pytest.raises(BadEntry) as caught:
        put(" mills ")
    assert "counted already" in problems(caught)["name"]
    put("West", region="West", industry="Paper")
    with pytest.raises(BadEntry) as caught:
        put("Paper", industry="Paper")
    assert "West" in problems(caught)["customer_segment"]
    put("East paper", industry="Paper", region="East")
    put("Paper", industry="Paper", apart=True)


def test_a_stale_change_is_refused_with_both_values(put, cast):
    entry = put()
    change_entry(ACTOR, entry, seen=1, today=TODAY, source="second survey")
    with pytest.raises(StaleEntry):
        change_entry(ACTOR, entry, seen=1, today=TODAY, source="third")
    client = cast.client("operations")
    page = client.post(f"/market/{entry.uid}/", TYPED | {"seen": 1, "source": "mine"})
    assert page.status_code == 422
    assert "second survey" in page.content.decode()
    assert 'value="mine"' in page.content.decode()
    again = client.post(f"/market/{entry.uid}/", TYPED | {"seen": 2, "source": "mine"})
    assert again.status_code == 302


def test_history_says_who_changed_what(put):
    entry = put()
    change_entry(
        replace(ACTOR, name="Olga"), entry, seen=1, today=TODAY, values=entry.values | {"win": [1, 2, 3]}
    )
    last, first = history(Entry.objects.get())
    assert (last.actor, last.changed) == ("Olga", [("win", [1000, 2000, 2500], [1, 2, 3])])
    assert first.number == 1
    assert TrailEntry.objects.filter(verb="market.change").count() == 1


def test_taking_out_and_bringing_back(put, energy):
    entry = put()
    remove_entry(ACTOR, entry)
    assert market_for(2025, energy, None) is None
    restore_entry(ACTOR, entry)
    assert market_for(2025, energy, None).likely() == 3_000_000_00


def test_the_market_as_it_was_on_a_day(put, energy):
    def on(day):
        return replace(ACTOR, at=datetime(2025, day, 5, 9, tzinfo=UTC))

    entry = put(actor=on(3), noted_on=date(2025, 3, 1))
    change_entry(on(6), entry, seen=1, today=TODAY, values=FIGURES | {"win": [4000, 4000, 4000]})
    assert market_for(2025, energy, date(2025, 3, 1)) is None
    assert market_for(2025, energy, date(2025, 4, 1)).likely() == 3_000_000_00
    assert market_for(2025, energy, date(2025, 7, 1)).likely() == 6_000_000_00


def test_a_copy_keeps_days_and_points_at_its_own_entries(put, energy, cast):
    mills = put(noted_on=date(2025, 1, 1))
    put("Subsidy", "scan", area="policy", effect=[0, 0, 0], evidence="law", touches=[str(mills.uid)])
    assert copy_book(ACTOR, source=2025, fiscal_year=2026, product=energy) == 2
    book = read_book(cast.viewer("operations"), 2026, energy, TODAY)
    copy, scan = book.entries
    assert scan.values["touches"] == [str(copy.uid)] != [str(mills.uid)]
    assert [entry.name for entry in book.stale] == ["Mills"]
    with pytest.raises(NothingToCopy):
        copy_book(ACTOR, source=2025, fiscal_year=2026, product=energy)


def test_stale_inputs_are_named(put, cast):
    put(noted_on=date(2025, 1, 1))
    client = cast.client("operations")
    assert "older than 180 days" in client.get(PAGE).content.decode()
    client.post("/market/stale-after/", {"year": 2025, "product": "ENERGY", "days": "300"})
    assert "older than" not in client.get(PAGE).content.decode().split("market-foot")[0]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_on_the_page_leaves_as_a_file(put, cast, form):
    put()
    answer = cast.client("finance").get(PAGE + f"&format={form}")
    content = b"".join(answer.streaming_content)
    assert content if form == "xlsx" else "segment,Mills,win,0.1,0.2,0.25" in content.decode("utf-8-sig")


def test_the_page_asks_little(put, cast, django_assert_max_num_queries):
    put()
    client = cast.client("operations")
    client.get(PAGE)
    with django_assert_max_num_queries(11):
        client.get(PAGE)


def test_the_api_refuses_what_the_form_refuses(cast):
    body = {"kind": "segment", "name": "Mills", "noted_on": "2025-09-01", "points": FIGURES}
    address, client = "/api/v1/market/2025/ENERGY/entries", cast.client("operations")
    wrong = client.post(
        address, body | {"points": FIGURES | {"win": [0, 1, 20_000]}}, content_type="application/json"
    )
    assert (wrong.status_code, list(wrong.json()["details"])) == (422, ["win"])
    made = client.post(address, body, content_type="application/json").json()
    later = body | {"seen": made["number"], "source": "x"}
    one = f"/api/v1/market/entries/{made['uid']}"
    assert client.put(one, later, content_type="application/json").status_code == 200
    assert client.put(one, later, content_type="application/json").status_code == 409


def test_figures_whose_product_cannot_be_kept_to_the_cent_are_refused(put):
    with pytest.raises(BadEntry) as caught:
        put(customers=[1, 10**9, 10**9], order_value=[10**12] * 3)
    assert "more than can be counted" in problems(caught)["order_value"]
