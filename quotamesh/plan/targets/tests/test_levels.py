"""Stretch and challenge: companions that add up, follow their plan, and are nobody's plans."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotamesh.kernel.levels import raised_total
from quotamesh.plan.targets.access import visible_plans
from quotamesh.plan.targets.actions import (
    Change,
    create_plan,
    discard_plan,
    edit_plan,
    propose_plan,
    put_in_force,
    set_levels,
    set_rule,
    split_plan,
)
from quotamesh.plan.targets.actions.rebuild import rebuild_totals
from quotamesh.plan.targets.errors import BadLevels, NotEditable
from quotamesh.plan.targets.levels import level_rows, plan_at, shares_of
from quotamesh.plan.targets.models import LevelShare, Plan, TargetRow
from quotamesh.plan.targets.tests.checks import assert_conserved, table_of
from quotamesh.plan.targets.tests.world import ACTOR, small_world

pytestmark = pytest.mark.django_db
YEAR = tuple(range(12))


@pytest.fixture
def world():
    return small_world()


def levels_of(world, plan, unit=None):
    """{level: the year of a unit over all products}."""
    unit = unit or world.root
    found = level_rows(plan, indicators=[world.revenue], units=[unit.pk], products=[world.all.pk])
    key = (world.revenue, unit.pk, world.all.pk, "total")
    return {level: sum(rows.get(key, ())) for level, rows in found.items()}


def set_both(world, plan, stretch=1_000, challenge=2_000, unit=None):
    set_levels(ACTOR, plan, world.revenue, shares=(stretch, challenge), unit=unit)


def test_without_levels_there_is_only_the_target(world):
    plan = world.plan(total=1_000_00)
    assert levels_of(world, plan) == {"target": 1_000_00}
    assert plan_at(plan, "stretch") == plan
    assert Plan.every.count() == 1


def test_the_company_is_raised_to_the_cent_and_every_level_adds_up(world):
    plan = world.plan(total=10_000_000_03)
    set_both(world, plan)
    assert levels_of(world, plan) == {
        "target": 10_000_000_03,
        "stretch": 11_000_000_03,
        "challenge": 12_000_000_04,
    }
    for companion in Plan.every.exclude(base=None):
        assert_conserved(companion)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_sums_hold_and_no_cell_falls(world, data):
    share = st.tuples(st.integers(0, 5_000), st.integers(0, 5_000)).map(sorted)
    total = data.draw(st.integers(1, 10**11))
    Plan.objects.all().delete()
    plan = world.plan(total=0)
    split_plan(ACTOR, plan, world.revenue, total=total, weights="equal", reserve_bp=700)
    stretch, challenge = data.draw(share)
    set_both(world, plan, stretch, challenge)
    if data.draw(st.booleans()):
        set_both(world, plan, *data.draw(share), unit=world.units["east"])
    else:
        assert levels_of(world, plan)["stretch"] == raised_total(total, stretch)
        assert levels_of(world, plan)["challenge"] == raised_total(total, challenge)
    low, middle, high = (
        assert_conserved(plan_at(plan, level)) for level in ("target", "stretch", "challenge")
    )
    nought = (0,) * 12
    for key in low | middle | high:
        months = np.array([table.get(key, nought) for table in (low, middle, high)])
        assert (np.diff(months, axis=0) >= 0).all()


def test_a_units_own_share_holds_for_its_branch(world):
    plan = world.plan(total=1_000_000_00, reserve_bp=0)
    set_both(world, plan)
    set_both(world, plan, 5_000, 5_000, unit=world.units["north"])
    target = levels_of(world, plan, world.units["north"])["target"]
    assert levels_of(world, plan, world.units["north"])["stretch"] == raised_total(target, 5_000)
    set_levels(ACTOR, plan, world.revenue, shares=None, unit=world.units["north"])
    assert levels_of(world, plan)["stretch"] == 1_100_000_00
    assert [share.unit for share in shares_of(world.viewer("planner"), plan, world.revenue)] == [
        world.root.code
    ]


def test_levels_follow_an_edit(world):
    plan = world.plan(total=1_000_000_00)
    set_both(world, plan)
    before = levels_of(world, plan)
    change = Change(world.units["e12"], world.all, YEAR, 900_000_00, "parent")
    edit_plan(ACTOR, plan, world.revenue, [change])
    plan.refresh_from_db()
    after = levels_of(world, plan)
    assert after["target"] > before["target"]
    assert after["stretch"] == raised_total(after["target"], 1_000)


def test_levels_go_into_force_with_their_plan_and_are_superseded_with_it(world):
    first = world.plan("first", total=1_000_000_00)
    set_both(world, first)
    propose_plan(ACTOR, first)
    put_in_force(ACTOR, first)
    second = create_plan(ACTOR, name="second", fiscal_year=2026, copy_of=first)
    put_in_force(ACTOR, second)
    states = set(Plan.every.values_list("base__name", "level", "state"))
    assert {("first", "stretch", "superseded"), ("second", "challenge", "in_force")} < states
    assert levels_of(world, second)["challenge"] == 1_200_000_00
    with pytest.raises(NotEditable):
        set_both(world, second)


def test_companions_are_nobodys_plans(world):
    plan = world.plan(total=1_000_000_00)
    set_both(world, plan)
    stretch = plan_at(plan, "stretch")
    assert list(visible_plans(world.viewer("planner"))) == [plan]
    assert not stretch.editable
    with pytest.raises(Plan.DoesNotExist):
        set_rule(ACTOR, stretch, world.revenue, world.root, floor=1)
    discard_plan(ACTOR, plan)
    assert not TargetRow.objects.exists()
    assert not LevelShare.objects.exists()


def test_totals_of_companions_can_be_rebuilt(world):
    plan = world.plan(total=1_000_000_00)
    set_both(world, plan)
    stretch = plan_at(plan, "stretch")
    before = table_of(stretch)
    assert rebuild_totals(ACTOR)
    assert table_of(stretch) == before


@pytest.mark.parametrize("shares", [(2_000, 1_000), (-1, 0), (0, 100_001)])
def test_bad_shares_are_refused(world, shares):
    plan = world.plan()
    with pytest.raises(BadLevels):
        set_levels(ACTOR, plan, world.revenue, shares=shares)
