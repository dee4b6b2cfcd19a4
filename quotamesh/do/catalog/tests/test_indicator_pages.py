"""The pages of indicators and their calls."""

import json

from quotamesh.do.catalog.define import define_indicator
from quotamesh.do.catalog.models import Indicator
from quotamesh.do.catalog.own_rules import Wanted

NEW = {
    "name_zh": "演示天数", "name_en": "Demo days", "code": "demo_days", "meaning": "Days on site",
    "group": "", "aggregation": "sum", "measure": "count", "numerator": "", "denominator": "",
}  # fmt: skip


def test_the_list_says_of_each_what_it_is_and_where_it_comes_from(cast):
    page = cast.client("rep_e1a").get("/indicators/").content.decode()
    for words in ("Lead conversion", "Deals won ÷ Leads", "counted from the company&#x27;s records"):
        assert words in page
    assert "/indicators/make-own/" not in page
    found = cast.client("rep_e1a").get("/indicators/?group=quality&text=win").content.decode()
    assert "Win rate" in found
    assert "Visits" not in found


def test_it_is_made_changed_hidden_and_shown_on_pages(cast):
    browser = cast.client("operations")
    assert browser.post("/indicators/make-own/", NEW).url == "/indicators/demo_days/"
    listed = browser.get("/indicators/?whose=own").content.decode()
    assert "Demo days" in listed
    assert "1 of " in listed
    page = browser.get("/indicators/demo_days/").content.decode()
    assert 'name="seen" value="1"' in page
    changed = {key: NEW[key] for key in NEW if key != "code"} | {"seen": "1", "name_en": "Demonstration days"}
    assert browser.post("/indicators/demo_days/", changed).status_code == 302
    stale = browser.post("/indicators/demo_days/", changed | {"name_en": "Trial days"})
    assert stale.status_code == 422
    assert "Demonstration days" in stale.content.decode()
    assert "Trial days" in stale.content.decode()
    browser.post("/indicators/demo_days/hide/")
    assert Indicator.objects.get(code="demo_days").hidden
    assert "Hidden: it is offered nowhere." in browser.get("/indicators/demo_days/").content.decode()
    browser.post("/indicators/demo_days/show/")
    assert not Indicator.objects.get(code="demo_days").hidden


def test_what_is_wrong_stands_beside_its_field(cast):
    answer = cast.client("operations").post("/indicators/make-own/", NEW | {"code": "revenue"})
    assert answer.status_code == 422
    assert "There is an indicator with the code “revenue” already." in answer.content.decode()
    both = NEW | {"aggregation": "ratio", "measure": "share", "numerator": "visits", "denominator": "visits"}
    page = cast.client("operations").post("/indicators/make-own/", both).content.decode()
    assert "Numerator and denominator are the same." in page


def test_the_kind_is_fixed_on_the_page_once_a_ratio_stands_on_it(cast, actor):
    define_indicator(actor, Wanted("demo_days", "", "Demo days", "", "sum", "count"))
    define_indicator(actor, Wanted("demo_rate", "", "Demo rate", "", "ratio", "share", "demo_days", "visits"))
    browser = cast.client("operations")
    page = browser.get("/indicators/demo_days/").content.decode()
    assert "How it is measured and adds up is fixed." in page
    assert "Demo rate" in page
    sent = {"seen": "1", "name_en": "Demo days", "aggregation": "stock", "measure": "money"}
    assert browser.post("/indicators/demo_days/", sent).status_code == 302
    row = Indicator.objects.get(code="demo_days")
    assert (row.aggregation, row.measure) == ("sum", "count")


def test_programs_do_the_same(cast):
    client = cast.client("operations")

    def send(verb, address, body):
        answer = getattr(client, verb)(address, json.dumps(body), content_type="application/json")
        return answer.status_code, answer.json()

    ratio = {
        "code": "demo_rate", "name_en": "Demo rate", "aggregation": "ratio", "measure": "share",
        "numerator": "effective_visits", "denominator": "calls",
    }  # fmt: skip
    status, made = send("post", "/api/v1/indicators", ratio)
    assert (status, made["own"], made["revision"], made["bears_targets"]) == (201, True, 1, False)
    status, again = send("post", "/api/v1/indicators", ratio)
    assert (status, again["code"], again["details"]["field"]) == (422, "code_taken", "code")
    status, changed = send(
        "patch", "/api/v1/indicators/demo_rate", {"seen": 1, "meaning": "of calls", "hidden": True}
    )
    assert (status, changed["meaning"], changed["hidden"]) == (200, "of calls", True)
    status, stale = send("patch", "/api/v1/indicators/demo_rate", {"seen": 1, "meaning": "late"})
    assert (status, stale["code"], stale["details"]["now"]["meaning"]) == (409, "stale", "of calls")
    status, own = send("patch", "/api/v1/indicators/revenue", {"name_en": "Turnover"})
    assert (status, own["code"]) == (422, "own")
    assert send("patch", "/api/v1/indicators/no_such", {})[0] == 404
    listed = {each["code"]: each for each in client.get("/api/v1/indicators").json()}
    assert listed["demo_rate"]["source"] == "Effective visits ÷ Calls"
    assert listed["revenue"]["revision"] == 0
