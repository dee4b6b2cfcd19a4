"""Costs spread over days, and rebates: exact to the unit."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotamesh.kernel.acquisition import BadRebate, cost_between, each_of, share_rebate

START = date(2026, 1, 1)


@given(st.integers(0, 10**12), st.integers(1, 400), st.lists(st.integers(0, 500), max_size=8))
def test_parts_of_a_cost_add_up(amount, days, cuts):
    first, last = START + timedelta(50), START + timedelta(50 + days - 1)
    marks = sorted({0, 500, *cuts})
    parts = [
        cost_between(amount, first, last, START + timedelta(a), START + timedelta(b - 1))
        for a, b in pairwise(marks)
    ]
    assert sum(parts) == amount
    assert all(part >= 0 for part in parts)


def test_a_cost_falls_on_its_days_alone():
    assert (
        cost_between(31_00, date(2026, 1, 1), date(2026, 1, 31), date(2026, 1, 11), date(2026, 2, 5)) == 2100
    )
    assert cost_between(100, START, START, date(2026, 1, 2), date(2026, 1, 9)) == 0
    assert cost_between(100, START, START, date(2026, 1, 9), date(2026, 1, 2)) == 0


@pytest.mark.parametrize(
    ("won", "rate", "cap", "owed"),
    [
        (1_000_000, 300, None, 30_000),
        (333, 150, None, 5),
        (50, 100, None, 1),
        (49, 100, None, 0),
        (1_000_000, 300, 20_000, 20_000),
        (0, 10_000, None, 0),
    ],
)
def test_a_rebate(won, rate, cap, owed):
    assert share_rebate(won, rate, cap) == owed


@pytest.mark.parametrize(
    ("won", "rate", "cap"), [(-1, 1, None), (1, 10_001, None), (1, -1, None), (1, 1, -1)]
)
def test_rebates_that_are_none(won, rate, cap):
    with pytest.raises(BadRebate):
        share_rebate(won, rate, cap)


def test_each_of():
    assert (each_of(10, 4), each_of(10, 0), each_of(11, 2), each_of(0, 3)) == (3, None, 6, 0)
