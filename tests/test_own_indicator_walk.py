"""An own indicator walks through the product: made, recorded, imported, split, in force, seen in attainment."""

import json

import pytest

from quotamesh.base.exchange.tests.bringing import take
from quotamesh.do.facts.queries import fingerprint
from quotamesh.do.orders.actions import rebuild_facts
from quotamesh.plan.targets.models import Plan

pytestmark = pytest.mark.django_db
NEW = {
    "code": "training_hours",
    "name_zh": "培训小时",
    "name_en": "Training hours",
    "meaning": "Hours taught",
}
RATE = {
    "code": "hours_per_request", "name_en": "Hours per request", "aggregation": "ratio", "measure": "count",
    "numerator": "training_hours", "denominator": "requests_received",
}  # fmt: skip


def send(client, method: str, address: str, body: dict) -> tuple[int, dict]:
    answer = client.generic(method, f"/api/v1/{address}", json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


def attainment(client, indicator: str) -> dict[str, dict]:
    answer = client.get("/api/v1/attainment", {"period": "FY2025", "indicator": indicator})
    return {row["code"]: row for row in answer.json()["rows"]}


def test_an_own_indicator_from_its_definition_to_attainment(cast, actor):
    operations, rep = cast.client("operations"), cast.client("rep_e1a")
    for wanted in (NEW, RATE):
        assert send(operations, "POST", "indicators", wanted)[0] == 201

    assert "Training hours" in rep.get("/measures/").content.decode()
    rep.post(
        "/measures/",
        {"day": "2025-09-15", "person": "rep_e1a", "v-training_hours": "6", "v-requests_received": "2"},
    )
    rows = "rep_e1b,training_hours,2025-09-01,4,\nrep_n1a,training_hours,2025-08-01,5,PUMPS\n"
    assert take("measurements", "person,indicator,date,amount,product\n" + rows).created == 2

    made = {"name": "With training", "fiscal_year": "2025", "copy_of": cast.plan("FY2025").uid}
    operations.post("/targets/new/", made)
    plan = Plan.objects.get(name="With training")
    split = {
        "indicator": "training_hours",
        "total": "300",
        "weights": "equal",
        "reserve": "0",
        "product_level": "1",
    }
    assert operations.post(f"/targets/{plan.uid}/split/", split).status_code == 302
    assert operations.get(f"/targets/{plan.uid}/?indicator=training_hours").status_code == 200
    status, told = send(
        operations, "POST", f"targets/plans/{plan.uid}/put-in-force", {"accept": "first plan of training"}
    )
    assert status == 200, told

    found = attainment(cast.client("director"), "training_hours")
    top = next(row for row in found.values() if row["depth"] == 0)
    assert (top["target"], top["actual"]) == (300, 15)
    assert found["EAST"]["actual"] == 10
    rates = attainment(cast.client("director"), "hours_per_request")
    assert (rates["E1"]["actual"], rates["E1"]["base"]) == (10, 2)
    assert (
        "Training hours"
        in cast.client("director").get("/attainment/?indicator=training_hours").content.decode()
    )

    status, refused = send(operations, "PATCH", "indicators/training_hours", {"measure": "quantity"})
    assert (status, refused["code"]) == (422, "stands")
    assert refused["details"]["value"] == "ratios, recorded values, targets"

    before = fingerprint()
    rebuild_facts(actor)
    assert fingerprint() == before


def test_a_target_of_an_own_indicator_comes_in_as_a_table(cast):
    assert send(cast.client("operations"), "POST", "indicators", NEW)[0] == 201
    take("targets", "indicator,unit,period,amount\ntraining_hours,E1,FY2025,120\n")
    assert attainment(cast.client("director"), "training_hours")["E1"]["target"] == 120


def test_a_wanted_rate_is_seen_in_attainment(cast):
    operations = cast.client("operations")
    operations.post(
        "/targets/new/", {"name": "With margin", "fiscal_year": "2025", "copy_of": cast.plan("FY2025").uid}
    )
    plan = Plan.objects.get(name="With margin")
    wanted = {"indicator": "gross_margin_rate", "rate": "30 %"}
    status, told = send(operations, "PUT", f"targets/plans/{plan.uid}/rates", wanted)
    assert (status, told["rows"][0]["rate"]) == (200, pytest.approx(0.3, abs=1e-6))
    assert (
        send(operations, "POST", f"targets/plans/{plan.uid}/put-in-force", {"accept": "margin first"})[0]
        == 200
    )
    found = attainment(cast.client("director"), "gross_margin_rate")
    for row in found.values():
        if row["target_base"]:
            assert row["target"] / row["target_base"] == pytest.approx(0.3, abs=1e-4)
    assert found["EAST"]["target"] > 0
