"""Amounts put into a plan from elsewhere: every level adds up, and the step can be taken back as one."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotamesh.base.trail.models import Entry
from quotamesh.do.catalog.indicators import KEYS
from quotamesh.plan.targets.actions import (
    Placement,
    edit_plan,
    place_targets,
    put_in_force,
    set_rule,
    take_back,
)
from quotamesh.plan.targets.errors import LimitBroken, LockedCell, Negative, NotEditable
from quotamesh.plan.targets.tests.checks import assert_conserved, table_of
from quotamesh.plan.targets.tests.test_edit import change
from quotamesh.plan.targets.tests.world import ACTOR, OTHER

LEADS, CALLS = KEYS["leads"], KEYS["calls"]


def placement(world, indicator=LEADS, line="A", **seats) -> Placement:
    keys = np.array([world.units[code].pk for code in seats], dtype=np.int64)
    months = np.array([np.full(12, value) for value in seats.values()], dtype=np.int64).reshape(-1, 12)
    return Placement(indicator, world.lines[line], keys, months)


def year_of(plan, world, unit, line="A", indicator=LEADS) -> int:
    return sum(table_of(plan).get((indicator, unit.pk, world.lines[line].pk, "total"), (0,)))


def test_totals_follow_and_a_second_placement_replaces_the_first(world):
    plan = world.plan()
    place_targets(ACTOR, plan, [placement(world, e12=3, n11=5), placement(world, CALLS, e12=24)])
    assert year_of(plan, world, world.root) == 96
    place_targets(ACTOR, plan, [placement(world, e12=1, e13=2)])
    assert [year_of(plan, world, world.units[code]) for code in ("E1", "n11", "east")] == [36, 0, 36]
    assert year_of(plan, world, world.units["E1"], indicator=CALLS) == 288
    assert_conserved(plan)


def test_other_product_lines_and_other_indicators_stay(world):
    plan = world.plan()
    revenue = {key: months for key, months in table_of(plan).items() if key[0] == world.revenue}
    place_targets(ACTOR, plan, [placement(world, line="B", e12=7)])
    place_targets(ACTOR, plan, [placement(world, line="A", e12=1)])
    assert year_of(plan, world, world.units["E1"], "B") == 84
    assert revenue.items() <= table_of(plan).items()


def test_the_step_is_taken_back_as_one_by_who_made_it(world):
    plan = world.plan()
    place_targets(ACTOR, plan, [placement(world, e12=2)])
    before = table_of(plan)
    batch = place_targets(ACTOR, plan, [placement(world, e12=9), placement(world, CALLS, n11=4)])
    assert not take_back(OTHER, plan, batch)
    assert take_back(ACTOR, plan, batch)
    assert table_of(plan) == before
    assert not take_back(ACTOR, plan, batch)
    assert Entry.objects.filter(verb__in=["plan.place", "plan.undo"]).count() == 3


def test_what_stands_in_the_way_leaves_the_plan_as_it_was(world):
    plan = world.plan()
    set_rule(ACTOR, plan, LEADS, world.units["E1"], cap=100)
    set_rule(ACTOR, plan, CALLS, world.units["north"], locked=True)
    before = table_of(plan)
    for wanted, error in (
        (placement(world, e12=9), LimitBroken),
        (placement(world, CALLS, n11=1), LockedCell),
        (placement(world, e12=-1), Negative),
    ):
        with pytest.raises(error):
            place_targets(ACTOR, plan, [placement(world, line="B", n11=1), wanted])
        assert table_of(plan) == before
    put_in_force(ACTOR, plan)
    with pytest.raises(NotEditable):
        place_targets(ACTOR, plan, [placement(world, n11=1)])


def test_placing_the_same_again_changes_nothing(world):
    plan = world.plan()
    place_targets(ACTOR, plan, [placement(world, e12=2)])
    assert place_targets(ACTOR, plan, [placement(world, e12=2)]) is None


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 50), min_size=3, max_size=3), st.integers(0, 2000))
def test_after_edits_in_the_plan_everything_adds_up(world, amounts, edited):
    plan = world.plan(f"p{np.random.default_rng().integers(2**60)}", total=0)
    place_targets(ACTOR, plan, [placement(world, e12=amounts[0], e13=amounts[1], n11=amounts[2] + 1)])
    edit_plan(ACTOR, plan, LEADS, [change(world, "north", edited, "parent")])
    place_targets(ACTOR, plan, [placement(world, e12=amounts[1])])
    assert year_of(plan, world, world.root) == 12 * amounts[1]
    assert_conserved(plan)
