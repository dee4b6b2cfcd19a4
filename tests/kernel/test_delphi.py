"""Expert rounds: quartiles in whole numbers, agreement, the end."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotamesh.kernel.delphi import Round, TooFewAnswers, ended, summary


@given(st.lists(st.integers(0, 10**12), min_size=3, max_size=40))
def test_quartiles_are_those_of_numpy(values):
    found = summary(values)
    wanted = np.quantile(np.array(values, dtype=float), (0.25, 0.5, 0.75))
    assert (found.lower, found.median, found.upper) == pytest.approx(wanted, abs=0.51)


def test_a_round_agrees_within_a_tenth():
    assert summary([95, 100, 105]).agrees()
    wide = summary([80, 100, 120])
    assert (wide.iqr, wide.spread, wide.agrees()) == (20, Fraction(1, 5), False)
    assert not Round(0, 0, 0, 3).agrees()


def test_the_end_is_agreement_or_the_third_round():
    apart, close = summary([50, 100, 150]), summary([98, 100, 102])
    assert not ended([])
    assert not ended([apart, apart])
    assert ended([apart, close])
    assert ended([apart, apart, apart])


def test_two_answers_would_tell_who_said_what():
    with pytest.raises(TooFewAnswers) as caught:
        summary([1, 2])
    assert (caught.value.count, caught.value.fewest) == (2, 3)
