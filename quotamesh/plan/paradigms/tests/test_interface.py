"""Pages and REST interface: from a target to process targets, what is refused, and what is kept."""

import json

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotamesh.do.catalog.indicators import KEYS
from quotamesh.plan.paradigms.models import LineParadigm
from quotamesh.plan.targets.models import TargetRow

API = "/api/v1/paradigms"
LINE = {"paradigm": "probability", "customers": 3_000, "maturity": 0.9, "standard": 0.8}
VALUES = {"conversion": 0.15, "calls_per_lead": 8}


@pytest.fixture
def line(cast):
    """ENERGY in 2025 with values for its leads, as operations set it through the interface."""
    client = cast.client("operations")
    address = f"{API}/{cast.product('ENERGY').uid}/2025"
    told = send(client, "put", address, LINE).json()
    nodes = [
        {key: node[key] for key in ("key", "kind", "drivers", "unit", "indicator", "bearer")}
        | {"value": VALUES.get(node["key"], node["value"])}
        for node in told["nodes"]
    ]
    assert send(client, "put", f"{address}/tree", {"nodes": nodes}).status_code == 200
    return LineParadigm.objects.get()


def send(client, method, address, body):
    return getattr(client, method)(address, json.dumps(body), content_type="application/json")


def at(line, name="tree", *more):
    return reverse(f"paradigms:{name}", args=[line.product.uid, line.fiscal_year, *more])


def test_a_target_is_solved_and_put_into_a_plan(cast, line):
    client, address = cast.client("operations"), f"{API}/{line.product.uid}/2025"
    solved = send(client, "post", f"{address}/solve", {"target": 10**9, "driver": "leads"}).json()
    order_value = solved["today"]["order_value"]
    assert solved["value"] == pytest.approx(10**9 / order_value / 0.15)
    plan = cast.plan("Draft")
    placed = send(client, "post", f"{address}/place", {"plan": str(plan.uid)}).json()
    assert {each["indicator"] for each in placed["targets"]} >= {"leads", "calls"}
    assert TargetRow.objects.filter(plan=plan, indicator=KEYS["calls"], unit__kind="seat").exists()


def test_the_page_answers_with_the_drivers_need(cast, line):
    page = cast.client("director").get(at(line), {"target": "¥1,000,000"}).content.decode()
    assert "¥1.0\N{NO-BREAK SPACE}M needs" in page
    assert "Calls per person and working day:" in page


def test_another_value_is_tried_and_not_stored(cast, line):
    client = cast.client("director")
    query = {"target": "1,000,000", "driver": "leads"}
    before, after = (
        client.get(at(line), query | more).content.decode() for more in ({}, {"set-conversion": "30 %"})
    )
    assert before != after
    assert "nothing is stored" in after
    wrong = client.get(at(line), query | {"set-conversion": "much"}).content.decode()
    assert "“much” is not a value here." in wrong
    line.refresh_from_db()
    assert next(node for node in line.nodes if node["key"] == "conversion")["value"] == 0.15


@pytest.mark.parametrize(("name", "most"), [("tree", 3), ("targets", 6), ("fit", 2), ("milestones", 3)])
def test_a_page_asks_few_questions(cast, line, name, most, django_assert_max_num_queries):
    """Beside frame and session, which take eight."""
    client = cast.client("operations")
    client.get(at(line, name))
    with django_assert_max_num_queries(8 + most):
        client.get(at(line, name))


def test_a_node_is_changed_added_and_removed_by_forms(cast, line):
    client = cast.client("operations")
    form = {"name": "Hit rate", "value": "12.5 %", "note": "trial", "seen": line.revision}
    assert client.post(at(line, "node", "conversion"), form).status_code == 302
    again = client.post(at(line, "node", "conversion"), form)
    assert again.status_code == 422
    assert "changed this line meanwhile" in again.content.decode()
    client.post(at(line, "add", "order_value"), {"name": "Items", "unit": "number", "value": "3"})
    client.post(at(line, "remove", "proposals"))
    line.refresh_from_db()
    nodes = {node["key"]: node for node in line.nodes}
    assert (nodes["conversion"]["name"], nodes["conversion"]["value"]) == ("Hit rate", 0.125)
    assert nodes["own_1"]["name"] == "Items"
    assert "proposals" not in nodes
    client.post(at(line, "undo"))
    line.refresh_from_db()
    assert "proposals" in {node["key"] for node in line.nodes}


@pytest.mark.parametrize("value", ["much", "-5 %", "120 %", "1.5"])
def test_a_wrong_value_stays_in_its_field(cast, line, value):
    answer = cast.client("operations").post(at(line, "node", "conversion"), {"name": "x", "value": value})
    assert answer.status_code == 422
    assert f'value="{value}"' in answer.content.decode()


def test_process_targets_are_put_in_and_taken_back_by_buttons(cast, line):
    client, plan = cast.client("operations"), cast.plan("Draft")
    rows = TargetRow.objects.filter(
        plan=plan, indicator=KEYS["leads"], unit__parent=None, product__parent=None
    )
    client.post(at(line, "place"), {"plan": str(plan.uid)}, follow=True)
    total = rows.get().year
    assert total > 0
    page = client.get(at(line, "targets"), {"plan": str(plan.uid)}).content.decode()
    assert f"{total:,}" in page
    last = plan.edits.order_by("-id").first()
    client.post(at(line, "take_back") + f"?plan={plan.uid}&step={last.what['batch']}")
    assert rows.get().year == 0


def test_milestones_by_form(cast, line):
    client = cast.client("operations")
    step = {"party": "pmo", "usual_days": "10", "criteria": "a\nb\n"}
    fields = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0"}
    for n, (name, close, share) in enumerate((("Start", "20 %", "0"), ("End", "100%", "1"))):
        fields |= {f"form-{n}-{key}": value for key, value in step.items()}
        fields |= {f"form-{n}-name": name, f"form-{n}-close_bp": close, f"form-{n}-recognised_bp": share}
    wrong = client.post(at(line, "milestones"), fields | {"form-1-close_bp": "10 %"})
    assert wrong.status_code == 422
    assert "it can only grow" in wrong.content.decode()
    assert client.post(at(line, "milestones"), fields).status_code == 302
    page = client.get(at(line, "milestones")).content.decode()
    assert "2 steps and about 20 days" in page


WORDS = st.sampled_from(["revenue", "leads", "conversion", "people", "x", "own_1", "\x00", "a" * 50])
NUMBERS = st.one_of(st.integers(-5, 10**20), st.floats(allow_nan=False), st.none(), st.text(max_size=3))
NODES = st.fixed_dictionaries(
    {"key": WORDS},
    optional={
        "kind": st.sampled_from(["leaf", "sum", "product", "ratio", "power"]),
        "drivers": st.lists(WORDS, max_size=3), "unit": st.sampled_from(["money", "share", "count", "kilo"]),
        "value": NUMBERS, "name": st.text(max_size=5), "indicator": WORDS, "bearer": WORDS,
    },
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(NODES, max_size=5), WORDS, NUMBERS, st.dictionaries(WORDS, NUMBERS, max_size=3))
def test_whatever_is_sent_is_answered(cast, line, nodes, driver, target, values):
    client, address = cast.client("operations"), f"{API}/{line.product.uid}/2025"
    stored = [{"key": "revenue", "unit": "money", "value": 1}, *nodes]
    for method, place, body in (
        ("put", "tree", {"nodes": stored, "driver": driver}),
        ("post", "solve", {"target": target, "driver": driver, "values": values}),
        ("put", "", LINE | {"customers": target}),
    ):
        told = send(client, method, f"{address}/{place}".rstrip("/"), body)
        assert told.status_code in (200, 404, 422), told.content
