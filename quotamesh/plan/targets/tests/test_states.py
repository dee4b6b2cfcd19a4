"""States in the workbench: a year is its last month; sums of states over units and lines hold month by month."""

import json

import pytest
from django.urls import reverse

from quotamesh.do.catalog.indicators import KEYS
from quotamesh.plan.targets.actions import Change, edit_plan, set_rule, split_plan
from quotamesh.plan.targets.errors import LimitBroken
from quotamesh.plan.targets.models import Plan, TargetRow
from quotamesh.plan.targets.queries import compare
from quotamesh.plan.targets.tests.checks import assert_conserved
from quotamesh.plan.targets.tests.world import ACTOR

pytestmark = pytest.mark.django_db
COVERED = KEYS["accounts_covered"]


@pytest.fixture
def plan(world) -> Plan:
    made = world.plan(total=0)
    split_plan(ACTOR, made, COVERED, total=120, weights="equal")
    return Plan.objects.get(pk=made.pk)


def months_of(world, plan, unit=None) -> list[int]:
    row = TargetRow.objects.get(
        plan=plan, unit=unit or world.root, product=world.all, indicator=COVERED, line="total"
    )
    return row.months


def rows_of(client, plan, by="month") -> tuple[list, dict]:
    answer = client.get(
        f"/api/v1/targets/plans/{plan.uid}/rows",
        {"unit": "company", "indicator": "accounts_covered", "by": by},
    ).json()
    return answer["columns"], {(row["unit"], row["line"]): row for row in answer["rows"]}


def edit(client, plan, amount, **more):
    change = {"unit": "company", "balance": "parent", "amount": amount} | more
    body = {"indicator": "accounts_covered", "changes": [change]}
    return client.post(
        f"/api/v1/targets/plans/{plan.uid}/edits", json.dumps(body), content_type="application/json"
    )


def test_a_split_state_stands_in_every_month_and_adds_up_over_units(world, plan):
    assert months_of(world, plan) == [120] * 12
    assert_conserved(plan)


def test_growth_from_quarter_to_quarter_ends_with_what_is_wanted(world, plan):
    split_plan(ACTOR, plan, COVERED, total=120, weights="equal", step_bp=2_500)
    months = months_of(world, plan)
    assert [months[quarter * 3] for quarter in range(4)] == [61, 77, 96, 120]
    assert_conserved(plan)


def test_the_years_column_is_the_last_month(world, plan, as_user):
    client = as_user("planner")
    edit_plan(ACTOR, plan, COVERED, [Change(world.root, world.all, (11,), 150, "parent")])
    columns, rows = rows_of(client, plan)
    assert columns[0]["month_count"] == 12
    whole = rows["company", "total"]
    assert whole["amounts"][0] == whole["amounts"][12] == 150
    assert "periods" not in whole["balances"]
    _columns, by_line = rows_of(client, plan, by="product")
    assert by_line["company", "total"]["amounts"][0] == 150
    assert sum(by_line["company", "total"]["amounts"][1:]) == 150
    page = client.get(reverse("targets:workbench", args=[plan.uid]) + "?indicator=accounts_covered")
    assert "150" in page.text
    assert "1,470" not in page.text


def test_a_year_that_is_typed_changes_the_last_month(world, plan, as_user):
    client = as_user("planner")
    assert edit(client, plan, 200, seen=120).status_code == 200
    assert months_of(world, plan) == [120] * 11 + [200]
    assert_conserved(plan)
    stale = edit(client, plan, 300, seen=1_440)
    assert (stale.status_code, stale.json()["details"]["now"]) == (409, 200)
    assert (
        edit(client, plan, 300, balance="periods", first_month=3, month_count=1).json()["code"]
        == "not_additive"
    )


def test_caps_hold_against_the_last_month(world, plan):
    set_rule(ACTOR, plan, COVERED, world.root, cap=130)
    edit_plan(ACTOR, plan, COVERED, [Change(world.root, world.all, (11,), 130, "parent")])
    with pytest.raises(LimitBroken) as found:
        edit_plan(ACTOR, plan, COVERED, [Change(world.root, world.all, (11,), 131, "parent")])
    assert (found.value.amount, found.value.limit) == (131, 130)


def test_two_plans_differ_by_their_last_month(world, plan, as_user):
    other = world.plan("other", total=0)
    split_plan(ACTOR, other, COVERED, total=150, weights="equal")
    found = compare(world.viewer("planner"), plan, other, COVERED, world.root, world.all)
    assert (found[0].first, found[0].second) == (120, 150)
