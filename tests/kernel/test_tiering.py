"""Scores by fifths and limits, value, potential and quadrants."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotamesh.kernel.tiering import (
    MEASURES,
    NEUTRAL,
    TIERS,
    BadRule,
    Known,
    Purchases,
    Rule,
    blended,
    quadrants,
    quantile_limits,
    scores,
    tiers_of,
)

AMOUNTS = st.lists(st.integers(-(10**6), 10**12), min_size=1, max_size=60)
RULES = {name: Rule(1) for name in MEASURES}


def ints(*values):
    return np.array(values, dtype=np.int64)


def by_hand(values):
    """The definition, word for word: 1 + the whole fifths of all values that are smaller."""
    return [1 + 5 * sum(other < value for other in values) // len(values) for value in values]


def purchases(days, frequency=None, monetary=None, now=None, before=None):
    given = (days, frequency, monetary, now, before)
    return Purchases(*(ints(*(column if column is not None else [0] * len(days))) for column in given))


def unknown(count):
    return Known(*(np.full(count, -1, dtype=np.int64) for _ in range(3)))


@given(AMOUNTS)
def test_scores_are_what_the_definition_says(values):
    assert scores(values, quantile_limits(values)).tolist() == by_hand(values)


@given(st.integers(0, 300), st.randoms())
def test_fifths_are_equal_where_nobody_ties(count, random):
    values = list(range(count))
    random.shuffle(values)
    sizes = np.bincount(scores(values, quantile_limits(values)), minlength=6)[1:] if count else np.zeros(5)
    assert sizes.sum() == count
    assert sizes.max() - sizes.min() <= 1


@given(AMOUNTS, st.data())
def test_more_money_never_lowers_the_score(values, data):
    place = data.draw(st.integers(0, len(values) - 1))
    more = list(values)
    more[place] += data.draw(st.integers(1, 10**12))
    before = scores(values, quantile_limits(values))[place]
    assert scores(more, quantile_limits(more))[place] >= before


@given(AMOUNTS, st.randoms())
def test_scores_do_not_depend_on_the_order(values, random):
    places = list(range(len(values)))
    random.shuffle(places)
    shuffled = [values[place] for place in places]
    straight = scores(values, quantile_limits(values))
    assert scores(shuffled, quantile_limits(shuffled)).tolist() == straight[places].tolist()


def test_equal_values_get_equal_scores_where_half_bought_once():
    bought = [1] * 51 + [2] * 19 + [3] * 10 + [4] * 10 + [5] * 10
    found = scores(bought, quantile_limits(bought))
    assert sorted(set(zip(bought, found.tolist(), strict=True))) == [(1, 1), (2, 3), (3, 4), (4, 5), (5, 5)]


def test_set_limits_are_reached_not_passed():
    assert scores([9, 10, 19, 20, 30, 40, 41], (10, 20, 30, 40)).tolist() == [1, 2, 2, 3, 4, 5, 5]


@pytest.mark.parametrize("limits", [(1, 2, 3), (1, 2, 2, 3), (4, 3, 2, 1)])
def test_limits_are_four_and_rise(limits):
    with pytest.raises(BadRule):
        Rule(1, limits)


def test_weights_blend_in_hundredths_half_up():
    parts = [np.array([1, 5, 2], dtype=np.int8), np.array([2, 5, 4], dtype=np.int8)]
    assert blended(parts, (1, 1)).tolist() == [150, 500, 300]
    assert blended(parts, (2, 1)).tolist() == [133, 500, 267]
    assert blended([parts[0], parts[1]], (7, 1)).tolist() == [113, 500, 225]
    with pytest.raises(BadRule):
        blended(parts, (0, 0))


def test_the_four_quadrants():
    found = quadrants([300, 300, 299, 299], [300, 299, 300, 299], (300, 300))
    assert [TIERS[tier] for tier in found] == ["strategic", "profit", "nurture", "maintain"]


@given(st.lists(st.tuples(st.integers(-1, 900), *[st.integers(0, 10**9)] * 4), min_size=1, max_size=40))
def test_everybody_gets_exactly_one_tier_that_follows_from_value_and_potential(rows):
    bought = purchases(*(list(column) for column in zip(*rows, strict=True)))
    found = tiers_of(bought, unknown(len(rows)), RULES, (300, 300))
    assert set(found.tier.tolist()) <= set(range(4))
    assert ((found.value >= 300) == (found.tier >= 2)).all()
    assert ((found.potential >= 300) == (found.tier % 2 == 1)).all()
    assert ((found.value >= 100) & (found.value <= 500)).all()


def test_what_is_not_known_neither_raises_nor_lowers():
    found = tiers_of(purchases([10, 20], [3, 1], [500, 100]), unknown(2), RULES, (300, 300))
    assert found.potential.tolist() == [100 * NEUTRAL] * 2
    assert not any(found.known[name].any() for name in ("complexity", "chain", "growth", "wallet"))


def test_who_bought_nothing_is_lowest_and_does_not_count_among_the_fifths():
    found = tiers_of(purchases([5, -1, 3], [1, 0, 2], [10, 0, 20]), unknown(3), RULES, (300, 300))
    assert [found.scores[name][1] for name in "rfm"] == [1, 1, 1]
    assert found.scores["m"].tolist() == [1, 1, 3]


def test_growth_and_a_small_share_of_a_known_wallet_are_potential():
    rules = RULES | {"growth": Rule(1, (50, 90, 110, 150)), "wallet": Rule(1, (-80, -60, -40, -20))}
    bought = purchases([1, 1, 1], [1] * 3, [100] * 3, now=[160, 40, 100], before=[100, 100, 0])
    also = Known(ints(-1, -1, -1), ints(-1, -1, -1), ints(1000, 45, -1))
    found = tiers_of(bought, also, rules, (300, 300))
    assert found.scores["growth"].tolist() == [5, 1, NEUTRAL]
    assert found.scores["wallet"].tolist() == [5, 1, NEUTRAL]
    assert found.known["growth"].tolist() == [True, True, False]
