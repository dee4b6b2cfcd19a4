"""Chances from history and amounts weighted with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotamesh.kernel.pipeline import (
    MILLION,
    STRONGEST,
    USUAL,
    WEAKEST,
    NoHistory,
    Record,
    chances,
    pool_rate,
    shrunk,
    strength,
    usual_stay,
    weigh,
    weighted,
)

amounts = st.lists(st.integers(0, 10**14), max_size=40)
ppm = st.integers(0, MILLION)
records = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda p: Record(sum(p), p[0]))


@given(amounts, ppm)
def test_weighted_parts_add_up_to_the_weighted_sum(listed, share):
    parts = weigh(listed, share)
    assert sum(parts) == weighted(sum(listed), share)
    for amount, part in zip(listed, parts, strict=True):
        assert amount * share // MILLION <= part <= -(-amount * share // MILLION)


def test_weighing_is_exact_beyond_floats():
    assert weighted(10**14 + 1, 500_000) == 5 * 10**13 + 1
    assert weighted(-3, 500_000) == -2
    assert weigh([1, 1, 1], 500_000) == [1, 1, 0]
    with pytest.raises(ValueError, match="negative"):
        weigh([-1], 500_000)


@given(records, st.floats(0.01, 0.99), st.floats(WEAKEST, STRONGEST))
def test_a_shrunk_rate_lies_between_its_own_and_the_pool(group, rate, weight):
    own = group.won / group.closed if group.closed else rate
    found = shrunk(group, rate, weight)
    assert min(own, rate) - 1e-12 <= found <= max(own, rate) + 1e-12


@given(st.lists(records, max_size=12))
def test_strength_stays_within_its_bounds(groups):
    assert WEAKEST <= strength(groups) <= STRONGEST


def test_groups_alike_trust_the_pool_and_groups_apart_themselves():
    assert strength([Record(100, 30)] * 5) == STRONGEST
    assert strength([Record(200, 20), Record(200, 180)]) == WEAKEST
    assert strength([Record(50, 20)]) == USUAL


def test_strength_finds_the_concentration_that_drew_the_groups():
    # Beta(4, 6): concentration 10. Groups of 400 at its deciles' means differ as such a draw does.
    rates = (0.16, 0.24, 0.30, 0.34, 0.38, 0.42, 0.46, 0.50, 0.57, 0.67)
    groups = [Record(400, round(400 * rate)) for rate in rates]
    assert 7 < strength(groups) < 13


def test_chances_fall_back_from_line_to_stage_to_pool():
    pool = Record(100, 40, 100, 5000)
    found = chances({(1, 7): Record(60, 30, 60, 1200), (2, 7): Record(20, 8, 20, 600)}, pool)
    assert found[0, 0].ppm == round((40 + 0.5) / 101 * MILLION)
    assert found[0, 0].days == 50
    both = found[0, 7]
    assert both.stage == Record(80, 38, 80, 1800)
    assert found[2, 7].ppm <= both.ppm <= found[1, 7].ppm
    assert found[1, 7].days == pytest.approx((1200 + USUAL * both.days) / 80)


def test_without_a_closed_deal_nothing_is_invented():
    with pytest.raises(NoHistory):
        pool_rate(Record())
    with pytest.raises(NoHistory):
        chances({}, Record())


def test_the_usual_stay_is_what_four_in_five_need():
    assert usual_stay(list(range(1, 11))) == 8
    assert usual_stay([5] * 9) is None


def test_a_record_holds_together():
    with pytest.raises(ValueError, match="won=3"):
        Record(2, 3)
    assert Record(2, 1, 1, 9) + Record(3, 2) == Record(5, 3, 1, 9)
