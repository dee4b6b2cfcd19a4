"""The page of two margins, and its calls."""

import json

import pytest
from django.urls import reverse

from quotamesh.plan.targets.actions import create_plan
from quotamesh.plan.targets.margins import table_of
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.tests.checks import assert_conserved
from tests.cast import ACTOR

pytestmark = pytest.mark.django_db


def page_of(plan, **query) -> str:
    more = "&".join(f"{name}={value}" for name, value in query.items())
    return reverse("targets:margins", args=[plan.uid]) + f"?{more}"


def typed(table, *, rows=(), columns=()) -> dict:
    """The totals of a table as they stand, with changes in yuan added to the first ones."""
    sent = {}
    for kind, heads, sums, changes in (
        ("r", table.rows, table.row_sums, rows), ("c", table.columns, table.column_sums, columns)
    ):  # fmt: skip
        for at, (head, amount) in enumerate(zip(heads, sums.tolist(), strict=True)):
            more = changes[at] * 100 if at < len(changes) else 0
            sent[f"{kind}-{head.code}"] = f"{(amount + more) / 100:.2f}"
    return sent


@pytest.fixture
def draft(cast):
    plan = cast.plan("Draft")
    return plan, table_of(plan, cast.indicator(), cast.unit("EAST").parent, "lines", "standing")


def test_totals_that_differ_are_told_with_the_amount_and_brought_together(cast, draft):
    plan, table = draft
    browser, sent = cast.client("operations"), typed(table, rows=[7_000])
    refused = browser.post(page_of(plan), sent | {"apply": "1"})
    assert refused.status_code == 422
    assert "the product lines lack ¥7,000.00" in refused.text
    scaled = browser.post(page_of(plan), sent | {"scale": "columns"})
    assert "units and product lines add up to the same" in scaled.text
    assert Plan.objects.get(pk=plan.pk).revision == plan.revision


def test_a_look_stores_nothing_and_apply_stores_both(cast, draft):
    plan, table = draft
    browser, sent = cast.client("operations"), typed(table, rows=[7_000], columns=[0, 7_000])
    look = browser.post(page_of(plan), sent | {"preview": "1"})
    assert "Both can hold." in look.text
    assert Plan.objects.get(pk=plan.pk).revision == plan.revision
    assert browser.post(page_of(plan), sent | {"apply": "1", "seen": str(plan.revision)}).status_code == 302
    now = table_of(plan, cast.indicator(), cast.unit("EAST").parent, "lines", "standing")
    assert now.row_sums[0] == table.row_sums[0] + 7_000_00
    assert now.column_sums[1] == table.column_sums[1] + 7_000_00
    assert_conserved(plan)
    stale = browser.post(page_of(plan), sent | {"apply": "1", "seen": str(plan.revision)})
    assert stale.status_code == 422
    assert "was changed since you looked at it" in stale.text


def test_what_cannot_be_read_stands_beside_its_field(cast, draft):
    plan, table = draft
    sent = typed(table) | {f"r-{table.rows[0].code}": "lots"}
    answer = cast.client("operations").post(page_of(plan), sent | {"apply": "1"})
    assert answer.status_code == 422
    assert 'value="lots"' in answer.text
    assert "This is not an amount" in answer.text


def test_an_empty_plan_takes_last_year_for_its_pattern(cast):
    plan = create_plan(ACTOR, name="Empty", fiscal_year=2025)
    browser = cast.client("operations")
    page = browser.get(page_of(plan))
    assert 'value="history" selected' in page.text
    shown = browser.get(f"/api/v1/targets/plans/{plan.uid}/margins?pattern=history").json()
    assert sum(each["asked"] for each in shown["rows"]) == sum(each["asked"] for each in shown["columns"]) > 0
    totals = {each["code"]: each["asked"] for each in shown["rows"]}
    lines = {each["code"]: each["asked"] for each in shown["columns"]}
    body = {"pattern": "history", "rows": totals, "columns": lines}
    answer = browser.post(
        f"/api/v1/targets/plans/{plan.uid}/margins", json.dumps(body), content_type="application/json"
    )
    assert answer.status_code == 200, answer.json()
    assert {each["code"]: each["stands"] for each in answer.json()["columns"]} == lines
    assert_conserved(plan)


def test_months_of_a_team_through_the_api(cast):
    plan, browser = cast.plan("Draft"), cast.client("operations")
    address = f"/api/v1/targets/plans/{plan.uid}/margins"
    shown = browser.get(address, {"unit": "E1", "by": "months"}).json()
    assert "columns" in shown, shown
    first, last = shown["columns"][0]["stands"], shown["columns"][11]["stands"]
    body = {"unit": "E1", "by": "months", "columns": {"0": first + 900, "11": last - 900}, "store": False}

    def send(**more):
        answer = browser.post(address, json.dumps(body | more), content_type="application/json")
        return answer.status_code, answer.json()

    status, tried = send()
    assert status == 200
    assert [sum(row[0] for row in tried["cells"]), tried["revision"]] == [first + 900, plan.revision]
    status, stored = send(store=True)
    assert (status, stored["columns"][0]["stands"]) == (200, first + 900)
    status, refused = send(columns={"0": first + 1_800}, store=True)
    assert (status, refused["code"]) == (422, "margins_apart")
    assert send(columns={"12": 0})[0] == 404


def test_states_have_no_such_table(cast):
    plan = cast.plan("Draft")
    answer = cast.client("operations").get(page_of(plan, indicator="named_accounts"))
    assert answer.status_code == 302
    api = cast.client("operations").get(f"/api/v1/targets/plans/{plan.uid}/margins?indicator=named_accounts")
    assert (api.status_code, api.json()["code"]) == (422, "not_additive")
