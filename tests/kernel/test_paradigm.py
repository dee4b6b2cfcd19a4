"""The fit of the three paradigms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotamesh.kernel.paradigm import CLEAR, PARADIGMS, NotAnIndicator, fit, many

pytestmark = pytest.mark.pure
shares = st.floats(0, 1)


@pytest.mark.parametrize(
    ("customers", "maturity", "standard", "best"),
    [
        (30_000, 0.9, 0.9, "probability"),
        (60, 0.8, 0.5, "behaviour"),
        (20, 0.2, 0.1, "project"),
        (5_000, 0.8, 0.6, "probability"),
    ],
)
def test_the_best_paradigm(customers, maturity, standard, best):
    assert PARADIGMS[fit(customers, maturity, standard).best[0]] == best


def test_the_turning_points():
    assert many([1, 50, 2_000, 10**9]).tolist() == [0, 0, 1, 1]
    assert many(np.sqrt(50 * 2_000)) == pytest.approx(0.5)


def test_perfect_profiles_fit_wholly():
    found = fit([2_000, 50, 50], [1, 1, 0], [1, 0.5, 0])
    assert found.best.tolist() == [0, 1, 2]
    assert np.diag(found.fits).tolist() == [1, 1, 1]


@given(st.floats(1, 1e9), shares, shares)
def test_fits_are_shares_and_the_margin_is_between_the_best_two(customers, maturity, standard):
    found = fit(customers, maturity, standard)
    first, second, _ = sorted(found.fits[0], reverse=True)
    assert 0 <= found.fits.min() <= found.fits.max() <= 1
    assert found.margin[0] == first - second
    assert found.fits[0] == pytest.approx(found.parts[0].mean(axis=1))


def test_a_misfit_is_named_only_where_it_is_clear():
    clear, close = fit([30_000, 300], [0.9, 0.7], [0.9, 0.6]), fit(300, 0.7, 0.6)
    assert clear.misfit([2, 2])[0]
    assert not clear.misfit([0, 0])[0]
    assert close.margin[0] <= CLEAR
    assert not close.misfit(2)[0]


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ((0, 0.5, 0.5), "customers"),
        ((float("nan"), 0.5, 0.5), "customers"),
        ((10, 1.2, 0.5), "maturity"),
        ((10, 0.5, -0.1), "standard"),
        ((10, 0.5, float("nan")), "standard"),
    ],
)
def test_what_is_no_indicator_is_named(values, name):
    with pytest.raises(NotAnIndicator) as refused:
        fit(*values)
    assert refused.value.name == name
