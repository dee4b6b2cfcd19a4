"""Followers of a rate: exact in sum, and within one unit on every branch."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotamesh.kernel.money import MAX_AMOUNT
from quotamesh.kernel.rates import TooMuch, following

CELLS = st.lists(st.integers(0, 10**12), max_size=30)
RATES = st.fractions(Fraction(0), Fraction(20), max_denominator=10**6)


def test_the_worked_example():
    assert following(np.array([3, 3, 4]), Fraction(1, 2)).tolist() == [2, 1, 2]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CELLS, RATES, st.integers(0, 30), st.integers(0, 30))
def test_every_run_is_within_one_unit_of_its_exact_share(cells, rate, start, size):
    found = following(np.array(cells, dtype=np.int64), rate)
    assert int(found.sum()) == (2 * sum(cells) * rate.numerator + rate.denominator) // (2 * rate.denominator)
    assert min(found.tolist(), default=0) >= 0
    part = slice(start, start + size)
    assert abs(int(found[part].sum()) - sum(cells[part]) * rate) <= 1
    assert all(new == 0 for cell, new in zip(cells, found.tolist(), strict=True) if cell == 0)


def test_what_no_amount_may_be_is_refused():
    with pytest.raises(TooMuch):
        following(np.array([MAX_AMOUNT]), Fraction(2))
