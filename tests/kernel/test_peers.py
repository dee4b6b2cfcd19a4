"""Answers other systems give wrong, as peers.md lists them. The cases are our own."""

import numpy as np

from quotamesh.kernel.calendar import FiscalCalendar
from quotamesh.kernel.money import convert, rate_fraction
from quotamesh.kernel.pace import attainment, variance
from quotamesh.kernel.rollup import distinct_cells, rollup_cube, share_amounts
from quotamesh.kernel.split import rebalance_columns, split_groups, split_tree
from quotamesh.kernel.tree import Tree

TEAM = Tree.from_parents([-1, 0, 0])
ONE = Tree.from_parents([-1])


def test_django_crm_a_shared_deal_counts_once_for_the_team():
    credits = share_amounts([50_000_00], [0, 2], [5_000, 5_000])
    cube = rollup_cube(TEAM, ONE, 1, [1, 2], [0, 0], [0, 0], credits)
    assert cube[:, 0, 0].tolist() == [50_000_00, 25_000_00, 25_000_00]
    _, deals = distinct_cells(TEAM, ONE, 1, [1, 2], [0, 0], [0, 0], [7, 7], total=False)
    assert deals.tolist() == [1, 1, 1]


def test_django_crm_yen_are_not_dollars():
    dollars = 10_000_00
    yen = int(convert([10_000], *rate_fraction("0.0067", 0, 2))[0])
    assert yen == 67_00
    assert dollars + yen == 10_067_00


def test_erpnext_group_targets_come_from_their_children():
    assert TEAM.rollup([0, 300, 200]).tolist() == [500, 300, 200]


def test_erpnext_no_sales_is_minus_the_target():
    nothing = np.array([], dtype=np.int64)
    actual = rollup_cube(TEAM, ONE, 12, nothing, nothing, nothing, nothing)
    targets = np.full(actual.shape, 100_00)
    assert (variance(actual, targets) == -100_00).all()
    assert (attainment(actual, targets) == 0).all()


def test_erpnext_parent_product_groups_hold_their_lines():
    products = Tree.from_parents([-1, 0, 1, 1])
    cube = rollup_cube(ONE, products, 2, [0, 0, 0], [2, 3, 0], [0, 1, 1], [5, 7, 11])
    assert cube[0].tolist() == [[5, 18, 23], [5, 7, 12], [5, 0, 5], [0, 7, 7]]


def test_erpnext_contribution_shares_count():
    credits = share_amounts([1000, -400], [0, 2, 4], [7_000, 3_000, 7_000, 3_000])
    assert rollup_cube(TEAM, ONE, 1, [1, 2, 1, 2], [0] * 4, [0] * 4, credits)[:, 0, 0].tolist() == [
        600,
        420,
        180,
    ]


def test_wukong_months_make_the_year_december_included():
    months = split_groups([1_000_000_01], [0, 12], [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8])
    assert months.sum() == 1_000_000_01
    assert months[11] == 153_846_15
    december = FiscalCalendar(1).month_indices(np.array(["2026-12-31"], dtype="datetime64[D]"))
    cube = rollup_cube(ONE, ONE, 12, [0], [0], december, [42])
    assert cube[0, 0, 11:].tolist() == [42, 42]


def test_wukong_employees_make_the_department():
    amounts = split_tree(TEAM, 100_00, [1, 2, 1]).amount
    assert amounts[0] == amounts[1:].sum()
    block = split_groups(amounts[1:], [0, 12, 24], np.ones(24)).reshape(2, 12)
    edited = rebalance_columns(block, 0, block[0] + 100)
    assert (edited.sum(axis=0) == block.sum(axis=0)).all()
