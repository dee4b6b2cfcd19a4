"""Quarters that grow step by step."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from quotamesh.kernel.split import split_one
from quotamesh.kernel.steps import stepped


def quarters(amounts) -> list[int]:
    return np.array(amounts).reshape(4, 3).sum(axis=1).tolist()


def test_figures():
    weights = stepped(np.ones((1, 12), dtype=np.int64), 1_000)[0]
    amounts, _ = split_one(13_923, weights.tolist())
    assert amounts == [1_000] * 3 + [1_100] * 3 + [1_210] * 3 + [1_331] * 3


def test_no_step_changes_nothing():
    months = np.arange(24).reshape(2, 12)
    assert (stepped(months, 0) == months).all()


def test_falling_steps():
    first, second, third, last = quarters(stepped(np.ones((1, 12), dtype=np.int64), -5_000)[0])
    assert (first, second, third) == (2 * second, 2 * third, 2 * last)


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 10**12), min_size=12, max_size=12),
    st.integers(-9_000, 50_000),
    st.integers(0, 10**13),
)
def test_seasons_are_kept_within_a_quarter_and_sums_are_exact(months, step, total):
    found = stepped(np.array([months], dtype=np.int64), step)[0]
    assert ((found > 0) == (np.array(months) > 0)).all()
    if any(months):
        amounts, _ = split_one(total, found.tolist())
        assert sum(amounts) == total
