"""What the next action is worth."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from quotamesh.kernel.next_actions import Candidate, Outlook, fading, kept, outlook, ranked, worth

amounts = st.integers(0, 10**13)
chances = st.floats(0, 1)


@given(amounts, chances, chances)
def test_worth_is_what_the_chance_adds(amount, before, after):
    found = worth(amount, before, after)
    assert found >= 0
    assert abs(found - max(0.0, amount * (after - before))) <= max(1, amount * 1e-12)


def test_the_example_of_the_rules():
    before, after = kept(0.4, 0.2)
    assert worth(51_250_000, before, after) == 4_100_000


@given(
    st.integers(0, 10**12), st.integers(1, 10**12), st.floats(0, 1e12), st.floats(1, 1e12), st.floats(0, 1e12)
)
def test_the_chance_is_the_normal_distributions_and_rises(done, target, mean, spread, more):
    where = Outlook(done, target, mean, spread)
    assert math.isclose(where.chance(), norm.cdf((done + mean - target) / spread), abs_tol=1e-12)
    assert 0 <= where.chance() <= where.chance(more) <= 1
    assert where.gain(more) >= 0


def test_without_a_past_or_a_target_no_gain_is_told():
    assert outlook(5, 10, [3, 4], 2).gain(100) == 0
    assert outlook(5, 0, [3, 4, 5], 2).gain(100) == 0
    assert Outlook(10, 10).chance() == 1
    assert Outlook(9, 10).chance() == 0


def test_the_outlook_of_a_past():
    where = outlook(50, 100, [10, 20, 30], 4)
    assert (where.mean, where.spread) == (80, 20)


@given(st.floats(0, 1), st.integers(-5, 400), st.integers(1, 30), st.floats(0, 1))
def test_waiting_costs_more_the_longer_it_lasts_and_never_more_than_the_most(loss, days, every, most):
    assert 0 <= fading(loss, days, every, most) <= fading(loss, days + every, every, most) <= most
    assert fading(loss, every - 1, every, most) == 0


@given(
    st.lists(st.tuples(amounts, st.integers(1, 120), st.floats(0, 1)), max_size=20),
    st.integers(0, 10**12),
    st.integers(0, 10**12),
)
def test_the_order_does_not_depend_on_how_they_come(rows, done, target):
    found = [Candidate(str(place), *row) for place, row in enumerate(rows)]
    where = outlook(done, target, [10**9, 2 * 10**9, 5 * 10**9], 2)
    mixed = found[:]
    random.Random(7).shuffle(mixed)
    assert ranked(found, where) == ranked(mixed, where)


def test_more_for_a_minute_comes_first_and_what_falls_due_later_last():
    where = outlook(50, 100, [10, 20, 30], 2)
    found = ranked(
        [
            Candidate("long", 10, 60), Candidate("short", 10, 10), Candidate("next year", 1000, 10, 0.0),
            Candidate("small", 1, 10),
        ],
        where,
    )  # fmt: skip
    assert [one.candidate.key for one in found] == ["short", "long", "small", "next year"]


def test_where_no_chance_can_be_told_worth_ranks():
    found = ranked([Candidate("a", 10, 10), Candidate("b", 30, 10)], Outlook())
    assert [one.candidate.key for one in found] == ["b", "a"]


@pytest.mark.parametrize(("before", "after"), [(-0.1, 0.5), (0.5, 1.1)])
def test_chances_are_chances(before, after):
    with pytest.raises(ValueError, match=r"0\.5"):
        worth(1, before, after)
    with pytest.raises(ValueError, match="minutes=0"):
        ranked([Candidate("a", 1, 0)], Outlook())
