"""What can be reached: the figures of the method, and what must hold for any input."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotamesh.kernel.breakeven import NegativeCost, NoMargin, break_even
from quotamesh.kernel.feasible import Draws, NothingKnown, People, curve, outcome
from quotamesh.kernel.levers import REACH, levers, pulled, tornado
from quotamesh.kernel.methods import NoWeight, Range, combine, trend
from quotamesh.kernel.resources import BadChannel, Resources, calls_per_day, leads_for

N = 400


def test_break_even():
    assert break_even(3_000_000_00, 600_000_00, Fraction(30, 100)) == 12_000_000_00
    assert break_even(100, 0, Fraction(1, 3)) == 300
    assert break_even(1, 0, Fraction(3, 10)) == 4  # a cent too little would not be even


@pytest.mark.parametrize("margin", [Fraction(0), Fraction(-1, 10), Fraction(11, 10)])
def test_no_margin_no_break_even(margin):
    with pytest.raises(NoMargin):
        break_even(100, 0, margin)


def test_costs_are_not_negative():
    with pytest.raises(NegativeCost):
        break_even(-1, 0, Fraction(1, 2))


def test_leads_and_calls():
    assert resources(budget=1_000_00, cost=100, conversion=0.15, value=1).draw(rng(), 1).amount()[0] == 150
    assert leads_for(1_500_000_00, 10_000_00, 0.15) == pytest.approx(1_000)
    assert calls_per_day(1_000, 8, 10, 250) == 3.2


@pytest.mark.parametrize(
    ("figures", "reason", "name"),
    [
        ({"conversion": 1.01}, "over-one", "conversion"),
        ({"budget": -1}, "negative", "budget"),
        ({"cost": 0}, "zero", "cost_per_lead"),
    ],
)
def test_what_a_channel_cannot_be(figures, reason, name):
    with pytest.raises(BadChannel) as caught:
        resources(**figures)
    assert (caught.value.reason, caught.value.name, caught.value.place) == (reason, name, 0)


def test_more_than_everybody_is_never_won():
    drawn = resources(budget=1_000, cost=1, conversion=0.6, value=1).draw(rng(), 1)
    assert drawn.amount(conversion=3)[0] == pytest.approx(1_000)


def test_nothing_known_is_said():
    with pytest.raises(NothingKnown):
        Draws(None, None, None)


@given(st.integers(0, 10**6), st.sampled_from(list(REACH)), st.floats(0, 1), st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_more_of_a_lever_never_lowers_the_chance(seed, name, first, second):
    draws = some_draws(seed)
    now, far = REACH[name]
    low, high = sorted(now + (max(far, now + 1) - now) * part for part in (first, second))
    chances = [outcome(draws, pulled(name, value, 10)).probability(500) for value in (low, high)]
    assert 0 <= chances[0] <= chances[1] <= 1


@given(st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_what_holds_for_any_draws(seed):
    draws = some_draws(seed)
    found = outcome(draws)
    amounts = [found.amount_at(sureness) for sureness in (0.9, 0.7, 0.5, 0.2)]
    assert amounts == sorted(amounts)
    assert all(found.probability(found.amount_at(s)) >= s for s in (0.7, 0.5, 0.2))
    assert sum(found.binding().values()) == pytest.approx(1)
    assert (found.feasible <= np.minimum.reduce(list(found.amounts.values()))).all()
    falling = [chance for _, chance in curve(found.feasible, 30, (500,))]
    assert falling == sorted(falling, reverse=True)
    assert np.array_equal(found.feasible, outcome(some_draws(seed)).feasible)


@given(st.integers(0, 10**6), st.floats(0.1, 0.9))
@settings(max_examples=30, deadline=None)
def test_a_lever_is_just_enough_or_cannot(seed, wanted):
    draws = some_draws(seed)
    now = outcome(draws).probability(500)
    for lever in levers(draws, 500, wanted, heads=10):
        if lever.amount is None:
            assert lever.best < wanted
            continue
        at = outcome(draws, pulled(lever.name, lever.amount, 10)).probability(500)
        assert at >= wanted
        if now < wanted:
            less = lever.amount - 1e-3 * (lever.amount - REACH[lever.name][0])
            assert outcome(draws, pulled(lever.name, less, 10)).probability(500) <= at


def test_a_lever_of_what_does_not_bind_cannot():
    draws = Draws(None, people(np.full(N, 100.0)), resources(budget=10**6, cost=1, value=1).draw(rng(), N))
    found = {lever.name: lever for lever in levers(draws, 150, 0.5, heads=10)}
    assert found["budget"].amount is None
    assert found["budget"].then_binds == "team"
    assert found["heads"].amount == pytest.approx(5, rel=1e-4)
    assert found["uplift"].amount == pytest.approx(0.5, rel=1e-4)


def test_the_widest_input_stands_first():
    market = 1_000 + rng().normal(0, 100, N)
    found = tornado(Draws(market, people(np.full(N, 5_000.0)), None))
    assert [swing.name for swing in found] == ["market"]
    assert found[0].low < 0 < found[0].high


def test_methods_together():
    methods = {"trend": Range(80, 100, 120), "market": Range(100, 140, 200)}
    assert combine(methods, {"trend": 3, "market": 1}) == Range(85, 110, 140)
    assert combine(methods, {"trend": 1, "experts": 5}) == methods["trend"]
    for weights in ({}, {"experts": 1.0}, {"trend": -1.0, "market": 2.0}):
        with pytest.raises(NoWeight):
            combine(methods, weights)


def test_short_history_widens_the_trend():
    def width(totals):
        found = trend(np.array(totals, dtype=float), 1, rng(), 4_000)
        low, high = np.quantile(found.draws, [0.1, 0.9])
        return (high - low) / np.median(found.draws), found.short

    three, two, one = width([100, 110, 121]), width([110, 121]), width([121])
    assert three[0] < two[0] < one[0]
    assert [each[1] for each in (three, two, one)] == [False, True, True]
    assert trend(np.zeros(3), 1, rng(), 10) is None


def rng():
    return np.random.default_rng(7)


def resources(budget=1_000, cost=10, conversion=0.1, value=100, tools=0.0, repeat=0.0) -> Resources:
    rows = [[[figure]] * 3 for figure in (budget, cost, conversion, value, tools)]
    return Resources(np.array(rows, dtype=float), np.full(3, repeat, dtype=float))


def people(settled) -> People:
    zero = np.zeros(len(settled))
    return People(settled, zero, np.full(len(settled), 10.0), np.zeros((0, len(settled))), np.zeros(0, bool))


def some_draws(seed: int) -> Draws:
    chance = np.random.default_rng(seed)
    spread = np.array([0.8, 1.0, 1.3])
    figures = np.array(
        [[[f] * 1 for f in spread * mid] for mid in (chance.uniform(500, 5_000), 10, 0.2, 100, 0.1)]
    )
    crew = People(
        chance.lognormal(6, 0.3, N), chance.lognormal(4, 0.5, N), chance.lognormal(3, 0.2, N),
        chance.uniform(0, 0.3, (2, N)), np.array([True, False]),
    )  # fmt: skip
    found = Resources(np.minimum(figures, [[[1e9]], [[1e9]], [[1]], [[1e9]], [[1e9]]]), spread * 50)
    return Draws(chance.lognormal(6.4, 0.2, N), crew, found.draw(chance, N))
