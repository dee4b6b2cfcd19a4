"""One part set by hand: the sum stays, the others move in proportion."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotamesh.kernel.split import CannotRebalance, rebalance, rebalance_columns


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=7), st.integers(-(10**10), 10**10), st.data()
)
def test_sum_stays(parts, value, data):
    index = data.draw(st.integers(0, len(parts) - 1))
    locked = [data.draw(st.booleans()) and i != index for i in range(len(parts))]
    try:
        after = rebalance(parts, index, value, locked=locked)
    except CannotRebalance:
        return
    assert sum(after) == sum(parts)
    if after != parts:
        assert after[index] == value
    assert [a for a, is_locked in zip(after, locked, strict=True) if is_locked] == [
        p for p, is_locked in zip(parts, locked, strict=True) if is_locked
    ]


def test_siblings_share_in_proportion():
    assert rebalance([500, 300, 200], 0, 0) == [0, 600, 400]
    assert rebalance([500, 300, 200], 0, 600, locked=[False, False, True]) == [600, 200, 200]
    assert rebalance([500, 300, 200], 0, 0, caps=[1000, 550, 1000]) == [0, 550, 450]
    assert rebalance([-30, 10, 20], 2, 24) == [-33, 9, 24]


def test_refusals_say_why():
    for arguments, reason, children in (
        (([5, 5], 0, 9, [0, 3]), "floors", [1]),
        (([5, 5], 0, 1, None, [9, 6]), "caps", [1]),
        (([5, 5], 0, 1, None, None, [False, True]), "nobody", [1]),
        (([5, 5], 0, 1, None, None, [True, False]), "locked", [0]),
        (([5, 0], 0, 1), "no-weights", [1]),
    ):
        with pytest.raises(CannotRebalance) as error:
            rebalance(*arguments)
        assert (error.value.reason, error.value.children) == (reason, children)


def test_columns_equal_one_by_one():
    rng = np.random.default_rng(0)
    matrix = rng.integers(1, 10**6, (30, 12))
    new_row = rng.integers(1, 10**6, 12)
    new_row[3] = matrix[4, 3]
    locked = rng.random(30) < 0.3
    locked[4] = False
    after = rebalance_columns(matrix, 4, new_row, locked)
    assert (after.sum(axis=0) == matrix.sum(axis=0)).all()
    for month in range(12):
        assert after[:, month].tolist() == rebalance(matrix[:, month], 4, int(new_row[month]), locked=locked)
