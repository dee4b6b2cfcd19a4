"""Two margins at once."""

import numpy as np
import pytest

from quotamesh.kernel.margins import MarginsDisagree, MarginsUnreachable, fit_margins
from quotamesh.kernel.split import BadWeight


@pytest.mark.parametrize("seed", range(60))
def test_both_margins_hold_and_zeros_stay(seed):
    rng = np.random.default_rng(seed)
    shape = tuple(rng.integers(1, 25, 2))
    pattern = rng.lognormal(0, 1, shape) * (rng.random(shape) < rng.uniform(0.2, 1))
    known = rng.integers(0, [5, 10**6, 10**11][seed % 3], shape) * (pattern > 0)
    matrix = fit_margins(pattern, known.sum(axis=1), known.sum(axis=0))
    assert (matrix.sum(axis=1) == known.sum(axis=1)).all()
    assert (matrix.sum(axis=0) == known.sum(axis=0)).all()
    assert (matrix >= 0).all()
    assert not matrix[pattern == 0].any()


@pytest.mark.parametrize("shape", [(200, 12), (2000, 20), (12, 200)])
def test_sizes_of_companies(shape):
    rng = np.random.default_rng(5)
    pattern = rng.lognormal(0, 1, shape)
    known = np.rint(pattern * rng.uniform(0.5, 2, shape) * 10**7).astype(np.int64)
    matrix = fit_margins(pattern, known.sum(axis=1), known.sum(axis=0))
    assert (matrix.sum(axis=1) == known.sum(axis=1)).all()
    assert (matrix.sum(axis=0) == known.sum(axis=0)).all()
    odds = np.log(matrix / pattern)
    spread = odds - odds.mean(axis=0) - odds.mean(axis=1, keepdims=True) + odds.mean()
    assert np.abs(spread).max() < 1e-4  # the seed's odds ratios are kept


def test_a_seed_that_fits_is_left_alone():
    known = np.array([[10, 0, 30], [0, 50, 60]])
    assert (fit_margins(known, known.sum(axis=1), known.sum(axis=0)) == known).all()


def test_impossible_margins_name_the_difference():
    with pytest.raises(MarginsDisagree) as error:
        fit_margins(np.ones((2, 2)), [5, 5], [5, 4])
    assert (error.value.rows_sum, error.value.columns_sum, error.value.difference) == (10, 9, 1)


@pytest.mark.parametrize("turned", [False, True])
def test_unreachable_margins_name_rows_and_columns(turned):
    pattern = np.array([[1, 0, 0], [1, 0, 0], [1, 1, 1], [0, 1, 1]])
    sides = ([6, 5, 4, 5], [10, 5, 5])
    with pytest.raises(MarginsUnreachable) as error:
        fit_margins(pattern.T, *sides[::-1]) if turned else fit_margins(pattern, *sides)
    found = (error.value.rows, error.value.columns)
    assert (found[::-1] if turned else found) == ([0, 1], [0])
    with pytest.raises(MarginsUnreachable) as empty:
        fit_margins([[0, 0], [1, 1]], [1, 1], [1, 1])
    assert (empty.value.rows, empty.value.columns) == ([0], [])
    with pytest.raises(BadWeight):
        fit_margins([[-1.0]], [1], [1])
