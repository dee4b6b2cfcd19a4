"""Two margins at once: both hold at every node, whatever the tree, and what stays stays."""

import datetime

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from quotamesh.plan.targets.actions import redo, set_margins, set_rule, split_plan, undo
from quotamesh.plan.targets.errors import (
    CannotMeet,
    HeldAbove,
    LimitBroken,
    MarginsApart,
    NotEditable,
    PlanMoved,
)
from quotamesh.plan.targets.margins import table_of
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.tests.checks import assert_conserved
from quotamesh.plan.targets.tests.checks import table_of as everything
from quotamesh.plan.targets.tests.test_conservation import grown, trees
from quotamesh.plan.targets.tests.world import ACTOR, OTHER
from quotamesh.plan.targets.weights import NoHistory

FEW = settings(
    max_examples=15, deadline=datetime.timedelta(seconds=20), suppress_health_check=list(HealthCheck)
)
BYS = st.sampled_from(["lines", "months"])


def parts(total: int, shares: list[int]) -> list[int]:
    """`total` cut by shares, the last taking what is left."""
    whole = sum(shares) or 1
    cut = [total * share // whole for share in shares]
    return [*cut[:-1], total - sum(cut[:-1])]


class BothMargins(TestCase):
    @FEW
    @given(
        trees(), st.integers(0, 10**10), st.integers(0, 9_000), BYS, st.booleans(),
        st.lists(st.integers(0, 100), min_size=12, max_size=12), st.integers(0, 10**10),
    )  # fmt: skip
    def test_every_node_adds_up_and_both_margins_hold(
        self, parents, total, reserve_bp, by, lock, shares, more
    ):
        world = grown(parents)
        plan = world.plan(total=0)
        split_plan(ACTOR, plan, world.revenue, total=total, weights="equal", reserve_bp=reserve_bp)
        if lock:
            set_rule(ACTOR, plan, world.revenue, world.units["s0-0"], locked=True)
        before, table = everything(plan), table_of(plan, world.revenue, world.root, by, "standing")
        held = table.fixed.sum(axis=1) + table.rest
        rows = (held + parts(more, shares[: len(table.rows)] or [1])).tolist() if len(table.rows) else []
        free = sum(rows) - int(table.rest.sum()) - int(table.fixed.sum())
        columns = (table.fixed.sum(axis=0) + parts(free, shares[: len(table.columns)])).tolist()
        assume(min(rows + columns) >= 0)
        try:
            asked = {"by": by, "pattern": "standing", "rows": rows, "columns": columns}
            set_margins(ACTOR, plan, world.revenue, world.root, **asked)
        except CannotMeet:
            assert everything(plan) == before
            return
        assert_conserved(plan)
        after = table_of(plan, world.revenue, world.root, by, "standing")
        assert after.row_sums.tolist() == rows
        assert after.column_sums.tolist() == columns
        assert (after.fixed == table.fixed).all()
        assert (after.rest == table.rest).all()
        assert not after.stands[(table.seed == 0) & (table.fixed == 0)].any()
        undo(ACTOR, plan)
        assert everything(plan) == before
        redo(ACTOR, plan)
        assert table_of(plan, world.revenue, world.root, by, "standing").row_sums.tolist() == rows


@pytest.fixture
def standing(world):
    """A split plan and its table of regions by lines."""
    plan = world.plan(total=12_000_000_00)
    return plan, table_of(plan, world.revenue, world.root, "lines", "standing")


def ask(world, plan, rows, columns, actor=ACTOR, by="lines", unit=None, **more):
    return set_margins(
        actor,
        plan,
        world.revenue,
        unit or world.root,
        by=by,
        pattern="standing",
        rows=rows,
        columns=columns,
        **more,
    )


def moved(sums: np.ndarray, *changes: int) -> list[int]:
    return [
        amount + change for amount, change in zip(sums.tolist(), [*changes] + [0] * len(sums), strict=False)
    ]


def test_nothing_changes_where_both_stand_already(world, standing):
    plan, table = standing
    assert ask(world, plan, table.row_sums.tolist(), table.column_sums.tolist()) is None


def test_one_unit_and_one_line_grow_together_and_undo_takes_it_back(world, standing):
    plan, table = standing
    before = everything(plan)
    ask(world, plan, moved(table.row_sums, 100_00), moved(table.column_sums, 0, 100_00))
    assert_conserved(plan)
    after = table_of(plan, world.revenue, world.root, "lines", "standing")
    assert after.column_sums.tolist() == moved(table.column_sums, 0, 100_00)
    assert Plan.objects.get(pk=plan.pk).revision > plan.revision
    undo(ACTOR, plan)
    assert everything(plan) == before


def test_margins_that_differ_are_refused_with_the_difference(world, standing):
    plan, table = standing
    with pytest.raises(MarginsApart) as found:
        ask(world, plan, moved(table.row_sums, 70_00), moved(table.column_sums, 20_00))
    assert found.value.difference == 50_00


def test_a_locked_unit_stays_and_a_margin_below_it_names_it(world, standing):
    plan, table = standing
    first = table.rows[0]
    set_rule(ACTOR, plan, world.revenue, first, locked=True)
    with pytest.raises(HeldAbove) as found:
        ask(world, plan, moved(table.row_sums, -100_00), moved(table.column_sums, -100_00))
    assert found.value.name == first.name
    with pytest.raises(CannotMeet) as stuck:
        ask(world, plan, moved(table.row_sums, 100_00), moved(table.column_sums, 100_00))
    assert stuck.value.rows == [first.name]
    ask(world, plan, moved(table.row_sums, 0, 100_00), moved(table.column_sums, 100_00))
    after = table_of(plan, world.revenue, world.root, "lines", "standing")
    assert after.row_sums[0] == table.row_sums[0]


def test_what_stood_nowhere_stays_nowhere(world, standing):
    """A line that nobody sells grows nowhere, and is named."""
    plan, table = standing
    ask(
        world,
        plan,
        table.row_sums.tolist(),
        [0, int(table.column_sums.sum()), *[0] * (len(table.columns) - 2)],
    )
    now = table_of(plan, world.revenue, world.root, "lines", "standing")
    with pytest.raises(CannotMeet) as found:
        ask(world, plan, now.row_sums.tolist(), moved(now.column_sums, 100_00, -100_00))
    assert table.columns[0].name in found.value.columns


def test_a_cap_is_named(world, standing):
    plan, table = standing
    cap = int(table.row_sums[0]) + 10_00
    set_rule(ACTOR, plan, world.revenue, table.rows[0], cap=cap)
    with pytest.raises(LimitBroken) as found:
        ask(world, plan, moved(table.row_sums, 20_00), moved(table.column_sums, 20_00))
    assert (found.value.unit, found.value.limit) == (table.rows[0].name, cap)


def test_who_looked_before_somebody_else_changed_it_looks_again(world, standing):
    plan, table = standing
    seen = Plan.objects.get(pk=plan.pk).revision
    ask(world, plan, moved(table.row_sums, 100_00), moved(table.column_sums, 100_00), actor=OTHER)
    with pytest.raises(PlanMoved):
        ask(world, plan, table.row_sums.tolist(), table.column_sums.tolist(), seen=seen)


def test_people_by_months_of_one_team(world, standing):
    plan, _table = standing
    team = next(unit for unit in world.units.values() if unit.kind == "team")
    table = table_of(plan, world.revenue, team, "months", "standing")
    assert {row.kind for row in table.rows} == {"seat"}
    columns = moved(table.column_sums, 500_00, -300_00)
    ask(world, plan, moved(table.row_sums, 200_00), columns, by="months", unit=team)
    assert_conserved(plan)
    after = table_of(plan, world.revenue, team, "months", "standing")
    assert after.column_sums.tolist() == columns


def test_last_years_pattern_needs_a_last_year(world, standing):
    plan, _table = standing
    with pytest.raises(NoHistory):
        table_of(plan, world.revenue, world.root, "lines", "history")


def test_what_is_in_force_is_not_edited(world, standing):
    plan, table = standing
    Plan.objects.filter(pk=plan.pk).update(state=Plan.State.IN_FORCE)
    with pytest.raises(NotEditable):
        ask(world, plan, table.row_sums.tolist(), table.column_sums.tolist())
