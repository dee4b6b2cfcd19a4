"""Changing amounts: what balances, what is refused, what others did meanwhile."""

import pytest

from quotamesh.base.people.models import Unit
from quotamesh.plan.targets.actions import Change, edit_plan, put_in_force, redo, set_rule, undo
from quotamesh.plan.targets.errors import (
    LimitBroken,
    LockedCell,
    Negative,
    NotEditable,
    NothingToShare,
    StaleCell,
)
from quotamesh.plan.targets.models import Plan
from quotamesh.plan.targets.tests.checks import assert_conserved, assert_lines_fill_the_seats, table_of
from quotamesh.plan.targets.tests.world import ACTOR, OTHER

YEAR = tuple(range(12))


def amount(plan, world, unit, product=None, months=YEAR, line="total"):
    key = (world.revenue, unit.pk, (product or world.all).pk, line)
    row = table_of(plan).get(key, (0,) * 12)
    return sum(row[month] for month in months)


def change(world, code, value, balance="units", **more):
    values = {"product": world.all, "months": YEAR} | more
    unit = world.units.get(code, world.root)
    return Change(unit=unit, amount=value, balance=balance, **values)


def test_a_split_adds_up_to_the_cent(world):
    plan = world.plan(total=10_000_000_03, reserve_bp=1_234)
    assert_conserved(plan)
    assert_lines_fill_the_seats(plan)
    assert amount(plan, world, world.root) == 10_000_000_03


def test_siblings_give_what_a_unit_gets(world):
    plan = world.plan()
    parent = amount(plan, world, world.units["E1"])
    reserve = amount(plan, world, world.root, line="reserve")
    edit_plan(ACTOR, plan, world.revenue, [change(world, "e12", 12_345_67)])
    assert_conserved(plan)
    assert amount(plan, world, world.units["e12"]) == 12_345_67
    assert amount(plan, world, world.units["E1"]) == parent
    assert amount(plan, world, world.root, line="reserve") == reserve


def test_other_months_give_what_a_month_gets(world):
    plan = world.plan()
    year = amount(plan, world, world.units["e12"])
    edit_plan(ACTOR, plan, world.revenue, [change(world, "e12", 1, "periods", months=(11,))])
    assert_conserved(plan)
    assert amount(plan, world, world.units["e12"]) == year
    assert amount(plan, world, world.units["e12"], months=(11,)) == 1


def test_december_is_checked_like_every_month(world):
    """All twelve months add up to the year, the last one too."""
    plan = world.plan()
    december = amount(plan, world, world.units["north"], months=(11,))
    total = amount(plan, world, world.root)
    wanted = change(world, "north", december + 5_00, "parent", months=(11,))
    edit_plan(ACTOR, plan, world.revenue, [wanted])
    table = assert_conserved(plan)
    row = table[world.revenue, world.root.pk, world.all.pk, "total"]
    assert sum(row) == total + 5_00


def test_one_product_line_of_a_unit(world):
    plan = world.plan()
    edit_plan(ACTOR, plan, world.revenue, [change(world, "east", 7_00, product=world.lines["B"])])
    assert_conserved(plan)
    assert amount(plan, world, world.units["east"], world.lines["B"]) == 7_00


def test_an_empty_plan_is_sown(world):
    plan = world.plan(total=0)
    edit_plan(ACTOR, plan, world.revenue, [change(world, "", 999_99, "parent")])
    assert_conserved(plan)
    assert amount(plan, world, world.root) == 999_99


def test_a_unit_without_seats_keeps_its_amount_open(world):
    world.unit("new", world.root, Unit.Kind.REGION)
    plan = world.plan()
    edit_plan(ACTOR, plan, world.revenue, [change(world, "new", 500_00)])
    assert_conserved(plan)
    assert amount(plan, world, world.units["new"]) == 500_00


def test_placing_the_reserve(world):
    plan = world.plan()
    held = amount(plan, world, world.root, line="reserve")
    wanted = Change(world.root, world.all, YEAR, held // 2, "units", "reserve", held)
    edit_plan(ACTOR, plan, world.revenue, [wanted])
    assert_conserved(plan)
    assert amount(plan, world, world.root) == 10_000_000_03
    assert amount(plan, world, world.root, line="reserve") == held // 2


def test_a_pasted_block_stands_as_it_was_pasted(world):
    """Cells of one step do not give to each other: the siblings outside the block do."""
    plan = world.plan()
    parent = amount(plan, world, world.units["E1"])
    step = [change(world, "e11", 1_000_00), change(world, "e12", 2_000_00)]
    edit_plan(ACTOR, plan, world.revenue, step)
    assert_conserved(plan)
    assert [amount(plan, world, world.units[code]) for code in ("e11", "e12")] == [1_000_00, 2_000_00]
    assert amount(plan, world, world.units["E1"]) == parent
    undo(ACTOR, plan)
    assert amount(plan, world, world.units["e11"]) != 1_000_00


def test_swapping_all_siblings_needs_nobody_else(world):
    plan = world.plan()
    e1, e2 = (amount(plan, world, world.units[code]) for code in ("E1", "E2"))
    edit_plan(ACTOR, plan, world.revenue, [change(world, "E1", e1 - 100), change(world, "E2", e2 + 100)])
    assert_conserved(plan)
    assert amount(plan, world, world.units["E2"]) == e2 + 100


def test_a_parent_and_its_child_in_one_step(world):
    plan = world.plan()
    edit_plan(ACTOR, plan, world.revenue, [change(world, "e12", 300_00), change(world, "E1", 900_00)])
    assert_conserved(plan)
    assert [amount(plan, world, world.units[code]) for code in ("E1", "e12")] == [900_00, 300_00]


def test_a_stale_edit_is_refused_with_both_amounts(world):
    plan = world.plan()
    seen = amount(plan, world, world.units["E1"])
    edit_plan(OTHER, plan, world.revenue, [change(world, "E1", seen + 100, seen=seen)])
    before = table_of(plan)
    with pytest.raises(StaleCell) as refused:
        edit_plan(ACTOR, plan, world.revenue, [change(world, "E1", seen - 100, seen=seen)])
    assert (refused.value.seen, refused.value.now, refused.value.at) == (seen, seen + 100, 0)
    assert table_of(plan) == before


def test_two_people_lose_nothing(world):
    """Edits of different cells both stand, and each takes back only one's own."""
    plan = world.plan()
    start = table_of(plan)
    edit_plan(ACTOR, plan, world.revenue, [change(world, "e12", 1_00, "parent")])
    edit_plan(OTHER, plan, world.revenue, [change(world, "n11", 2_00, "parent")])
    assert [amount(plan, world, world.units[code]) for code in ("e12", "n11")] == [1_00, 2_00]
    undo(ACTOR, plan)
    assert amount(plan, world, world.units["n11"]) == 2_00
    undo(OTHER, plan)
    assert assert_conserved(plan) == start


def test_undo_and_redo(world):
    plan = world.plan()
    start = table_of(plan)
    edit_plan(ACTOR, plan, world.revenue, [change(world, "E1", 50_00)])
    after = table_of(plan)
    undo(ACTOR, plan)
    assert table_of(plan) == start
    redo(ACTOR, plan)
    assert table_of(plan) == after
    undo(ACTOR, plan)
    edit_plan(ACTOR, plan, world.revenue, [change(world, "E1", 60_00)])
    assert redo(ACTOR, plan) is None


def test_undo_respects_locks_set_since(world):
    plan = world.plan()
    edit_plan(ACTOR, plan, world.revenue, [change(world, "e12", 50_00)])
    set_rule(OTHER, plan, world.revenue, world.units["e13"], locked=True)
    with pytest.raises(LockedCell):
        undo(ACTOR, plan)


def test_locked_units_stay(world):
    plan = world.plan()
    set_rule(ACTOR, plan, world.revenue, world.units["e11"], locked=True)
    kept = amount(plan, world, world.units["e11"])
    with pytest.raises(LockedCell):
        edit_plan(ACTOR, plan, world.revenue, [change(world, "e11", 1)])
    edit_plan(ACTOR, plan, world.revenue, [change(world, "e12", 77_00)])
    edit_plan(ACTOR, plan, world.revenue, [change(world, "E1", 2 * kept)])
    assert_conserved(plan)
    assert amount(plan, world, world.units["e11"]) == kept
    with pytest.raises(NothingToShare):
        edit_plan(ACTOR, plan, world.revenue, [change(world, "E1", kept - 1)])


def test_limits_hold(world):
    plan = world.plan()
    year = amount(plan, world, world.units["e12"])
    set_rule(ACTOR, plan, world.revenue, world.units["e12"], floor=year - 10, cap=year + 10)
    for value, kind in ((year - 11, "floor"), (year + 11, "cap")):
        with pytest.raises(LimitBroken) as refused:
            edit_plan(ACTOR, plan, world.revenue, [change(world, "e12", value)])
        assert refused.value.kind == kind
    edit_plan(ACTOR, plan, world.revenue, [change(world, "e12", year + 10)])
    with pytest.raises(LimitBroken):
        edit_plan(ACTOR, plan, world.revenue, [change(world, "E1", 3 * year)])


def test_refused_edits_leave_the_plan_as_it_was(world):
    plan = world.plan()
    before = table_of(plan)
    for value, error in ((-1, Negative), (10**12, NothingToShare)):
        with pytest.raises(error):
            edit_plan(ACTOR, plan, world.revenue, [change(world, "e11", 5_00), change(world, "E2", value)])
    assert table_of(plan) == before


def test_what_is_in_force_is_not_edited(world):
    plan = world.plan()
    put_in_force(ACTOR, plan)
    with pytest.raises(NotEditable):
        edit_plan(ACTOR, plan, world.revenue, [change(world, "e11", 5_00)])


def test_versions_are_kept(world):
    """Putting a plan in force supersedes the one before; nothing of it is lost."""
    first = world.plan("first")
    kept = table_of(first)
    put_in_force(ACTOR, first)
    second = put_in_force(ACTOR, world.plan("second", total=5_000_00))
    first.refresh_from_db()
    assert (first.state, second.version, second.supersedes) == (Plan.State.SUPERSEDED, 2, first)
    assert table_of(first) == kept
