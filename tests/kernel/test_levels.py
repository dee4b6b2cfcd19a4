"""Levels of a target: exact sums, never falling, fair to every branch."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotamesh.kernel.levels import SharesFall, levels, raised_total, reached

CELLS = st.lists(st.integers(0, 10**12), max_size=40).map(lambda cells: np.array(cells, dtype=np.int64))
SHARES = st.lists(st.integers(0, 30_000), min_size=1, max_size=3).map(sorted)


@settings(deadline=None)
@given(CELLS, SHARES)
def test_each_level_sums_to_the_raised_total_and_no_cell_falls(cells, shares):
    found = [cells, *levels(cells, shares)]
    for share, level in zip(shares, found[1:], strict=True):
        assert int(level.sum()) == raised_total(int(cells.sum()), share)
    for low, high in pairwise(found):
        assert (high >= low).all()


@settings(deadline=None)
@given(CELLS, st.integers(0, 30_000), st.data())
def test_cells_that_stand_together_are_raised_by_their_share_to_the_unit(cells, share, data):
    (level,) = levels(cells, [share])
    start = data.draw(st.integers(0, len(cells)))
    end = data.draw(st.integers(start, len(cells)))
    exact = Fraction(int(cells[start:end].sum()) * share, 10_000)
    # The whole is rounded once, and each end of the run once.
    assert abs(int((level - cells)[start:end].sum()) - exact) <= Fraction(3, 2)


def test_small_counts_are_raised_everywhere_alike():
    (level,) = levels(np.full(100, 2), [1_000])
    more = level - 2
    assert more.sum() == 20
    assert all(more[start : start + 10].sum() == 2 for start in range(0, 100, 10))


def test_figures():
    stretch, challenge = levels(np.array([3333, 3333, 3334]), [1_000, 2_000])
    assert (stretch.sum(), challenge.sum()) == (11_000, 12_000)
    assert raised_total(1_000_001, 1_000) == 1_100_001
    assert raised_total(5, 1_000) == 6  # a half rounds up
    assert reached(110, [100, 110, 120]) == (2, 10)
    assert reached(99, [100, 110, 120]) == (0, 1)
    assert reached(120, [100, 110, 120]) == (3, None)


def test_sums_beyond_64_bits_of_product_stay_exact():
    cells = np.array([9 * 10**16, 1, 10**16 - 1], dtype=np.int64)
    (level,) = levels(cells, [3_333])
    assert int(level.sum()) == raised_total(10**17, 3_333)


@pytest.mark.parametrize(("shares", "level"), [([-1], 0), ([2_000, 1_000], 1)])
def test_falling_shares_are_refused(shares, level):
    with pytest.raises(SharesFall) as refused:
        levels(np.array([1]), shares)
    assert refused.value.level == level


def test_cells_below_nought_are_refused():
    with pytest.raises(ValueError, match="below nought"):
        levels(np.array([5, -1]), [1_000])
