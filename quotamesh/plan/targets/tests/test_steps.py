"""Quarters that grow step by step: by the action, the form and the API."""

from itertools import pairwise

import pytest

from quotamesh.plan.targets.actions import split_plan
from quotamesh.plan.targets.console import step_points
from quotamesh.plan.targets.errors import BadStep
from quotamesh.plan.targets.models import TargetRow
from quotamesh.plan.targets.tests.checks import assert_conserved
from quotamesh.plan.targets.tests.world import ACTOR, small_world

pytestmark = pytest.mark.django_db
TOTAL = 4_641_000_07


def quarters_of(world, plan) -> list[int]:
    row = TargetRow.objects.get(
        plan=plan, unit=world.root, product=world.all, indicator=world.revenue, line="total"
    )
    return [sum(row.months[start : start + 3]) for start in range(0, 12, 3)]


def test_quarters_grow_on_top_of_the_season_and_every_level_adds_up():
    world = small_world()
    plan = world.plan(total=0)
    split_plan(ACTOR, plan, world.revenue, total=TOTAL, weights="equal", reserve_bp=500)
    flat = quarters_of(world, plan)
    split_plan(ACTOR, plan, world.revenue, total=TOTAL, weights="equal", reserve_bp=500, step_bp=1_000)
    grown = quarters_of(world, plan)
    assert_conserved(plan)
    assert sum(grown) == TOTAL
    season = [after / before for before, after in zip(flat, grown, strict=True)]
    assert [round(later / earlier, 6) for earlier, later in pairwise(season)] == [1.1, 1.1, 1.1]


def test_the_form_reads_the_step_and_offers_it_again(client):
    world = small_world()
    client.force_login(world.users["planner"], backend="django.contrib.auth.backends.ModelBackend")
    plan = world.plan(total=0)
    address = f"/targets/{plan.uid}/split/"
    values = {
        "indicator": "revenue",
        "total": "1,000,000",
        "weights": "equal",
        "reserve": "0",
        "product_level": "1",
    }
    assert client.post(address, values | {"step": "900 %"}).status_code == 422
    assert client.post(address, values | {"step": "5 %"}).status_code == 302
    first, *_rest, last = quarters_of(world, plan)
    assert last > first
    assert 'value="5 %"' in client.get(address).text


@pytest.mark.parametrize(
    ("text", "points"), [("0.05", 500), ("5 %", 500), ("5", 500), ("-10 %", -1_000), ("0", 0)]
)
def test_a_step_as_people_write_it(text, points):
    assert step_points(text) == points


@pytest.mark.parametrize("text", ["", "much", "-95 %", "501 %", "0.00001", "nan", "inf"])
def test_what_is_no_step_is_refused(text):
    with pytest.raises(BadStep):
        step_points(text)
